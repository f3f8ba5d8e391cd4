"""A reader that remembers in a folder what it has read, and starts the model only for what it has not."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.answering.reading import Reader, load_reading
from assistant.settings import Settings
from evals.corpus import evals_folder
from evals.reader.loaded_reader import loaded_reader
from evals.reader.states import PER_FILE, Half, key_of, load_states, read_all
from knowledge_base.errors import ConfigurationError, ModelError, ModelUnavailable, StorageError

_log = logging.getLogger(__name__)


class KeptReader:
    """A Reader (see assistant.answering.reading) that asks another one, opened when it is needed first, only once."""

    def __init__(self, name: str, open_reader: Callable[[], Reader], folder: Path) -> None:
        self.name = name
        self._open = open_reader
        self._reader: Reader | None = None
        self._folder, self._known = folder, load_states(folder)
        self._new: dict[str, Sequence[float]] = {}

    def read(self, prompt: str) -> Sequence[float]:
        """Return the state that is kept, else the reader's.

        Raises ModelUnavailable when the reader cannot read this prompt, and ConfigurationError when there is none.
        """
        kept: Half | None = self._known.get(key_of(self.name, prompt))
        if kept is not None:
            return list(map(float, kept))
        state = self._new.get(prompt)
        if state is None:
            state = self._new[prompt] = self._ask(prompt)
            if len(self._new) >= PER_FILE:
                self.keep()
        return state

    def keep(self) -> None:
        """Write what was read since the last time; raises StorageError."""
        if self._new:
            read_all(_Replay(self.name, self._new), list(self._new), self._folder, lambda: None)
            self._known, self._new = load_states(self._folder), {}

    def _ask(self, prompt: str) -> Sequence[float]:
        if self._reader is None:
            self._reader = self._opened()
        try:
            return self._reader.read(prompt)
        except ModelUnavailable as problem:
            _log.warning("Nicht gelesen: %s", problem)
            raise

    def _opened(self) -> Reader:
        """Open it; that there is none must not pass for a prompt that cannot be read."""
        try:
            reader = self._open()
        except (ModelError, StorageError) as exc:
            raise ConfigurationError(f"Der Leser kommt nicht in Gang: {exc}", "Ohne --reader geht es ohne.") from exc
        if reader.name != self.name:
            raise ConfigurationError(
                f"Gewichte gibt es für {self.name}, hier liest {reader.name}.",
                "Bitte mit fit-reader neu anpassen.",
            )
        return reader


class _Replay:
    """Says again what was read, for the writing."""

    def __init__(self, name: str, states: dict[str, Sequence[float]]) -> None:
        self.name = name
        self._states = states

    def read(self, prompt: str) -> Sequence[float]:
        return self._states[prompt]


@contextmanager
def kept_reader(settings: Settings, folder: Path | None = None) -> Iterator[KeptReader]:
    """Give the product's reader for as long as this context; what it read is kept even when the run is broken off."""
    kept = folder or evals_folder(settings) / "reader_states"
    reader = KeptReader(load_reading().reader, lambda: loaded_reader(settings), kept)
    try:
        yield reader
    finally:
        reader.keep()
