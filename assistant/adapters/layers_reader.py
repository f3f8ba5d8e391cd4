"""The reader as answering needs it: loaded once in the background, shared by all askers, one reading at a time."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from assistant.adapters.openvino_layers import WITHOUT_READING, OpenVinoLayers
from assistant.adapters.reader_maker import make_elsewhere
from assistant.settings import Settings
from knowledge_base.errors import ModelError, ModelUnavailable
from knowledge_base.models.lock import LockedModel, Purpose, locked_model
from knowledge_base.models.reader_file import has_reader, reader_folder, reader_name
from knowledge_base.models.shelf import is_installed

_LOOK_UP_SECONDS = 0.02


class LayersReader:
    """A Reader (see assistant.answering.reading) over the first layers of a chat model."""

    def __init__(self, model: LockedModel, models_folder: Path, *, threads: int, make: Callable[[], None]) -> None:
        self._model, self._folder, self._threads, self._make = model, models_folder, threads, make
        self._layers: OpenVinoLayers | None = None
        self._loading, self._turn = threading.Lock(), threading.Lock()

    @property
    def name(self) -> str:
        """The model and its layers."""
        return reader_name(self._model)

    def load(self) -> None:
        """Load the reader, after making its files if they are missing (half a minute).

        Raises ModelError or StorageError.
        """
        with self._loading:
            if self._layers is None:
                self._have_files()
                self._layers = OpenVinoLayers(reader_folder(self._model, self._folder), self._threads)

    def read(self, prompt: str) -> list[float]:
        """Return the state at the prompt's last token; raises ModelUnavailable, also when nothing is loaded yet."""
        return self.read_while(lambda: True, prompt)

    def read_while(self, wanted: Callable[[], bool], prompt: str) -> list[float]:
        """Read, if it is still `wanted` once it is this prompt's turn; raises ModelUnavailable."""
        if self._layers is None:
            raise ModelUnavailable("Der Leser ist noch nicht geladen.", WITHOUT_READING)
        while not self._turn.acquire(timeout=_LOOK_UP_SECONDS):
            if not wanted():
                raise ModelUnavailable("Auf den Leser wird nicht mehr gewartet.", WITHOUT_READING)
        try:
            return self._layers.state_after(prompt)
        finally:
            self._turn.release()

    def _have_files(self) -> None:
        if has_reader(self._model, self._folder):
            return
        if not is_installed(self._model, self._folder):
            raise ModelError(
                f"Das Sprachmodell {self._model.name} fehlt, aus dem der Leser entsteht.",
                "Holen Sie es mit: python -m assistant models --fetch; starten Sie danach neu.",
            )
        self._make()


def open_reader(settings: Settings) -> LayersReader | None:
    """Return the reader, not loaded yet; None when the settings want none."""
    if not settings.wants_reader:
        return None
    return LayersReader(
        locked_model(Purpose.CHAT),
        settings.models_folder,
        threads=settings.model_threads,
        make=partial(make_elsewhere, settings),
    )
