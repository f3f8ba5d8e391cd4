"""Keeps what a reader has read in a folder, so that a run that was broken off goes on where it stopped."""

import hashlib
import logging
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from assistant.answering.reading import Reader
from knowledge_base.errors import ModelUnavailable, StorageError

Half = npt.NDArray[np.float16]
States = npt.NDArray[np.float32]
PER_FILE = 16
"""Prompts whose states are kept together: half a minute of reading is lost at most."""
_log = logging.getLogger(__name__)


def key_of(reader: str, prompt: str) -> str:
    """Return what a prompt's state is kept under; another reader has others."""
    return hashlib.sha256(f"{reader}\0{prompt}".encode()).hexdigest()[:32]


def missing_prompts(reader: str, prompts: Sequence[str], known: Mapping[str, Half]) -> list[str]:
    """Return the prompts that are not read yet, each once, well mixed but always in the same order."""
    return sorted(
        (prompt for prompt in dict.fromkeys(prompts) if key_of(reader, prompt) not in known),
        key=lambda prompt: key_of(reader, prompt),
    )


def load_states(folder: Path) -> dict[str, Half]:
    """Return all kept states by key; a file that cannot be used is named in the log, and its prompts are read anew."""
    known: dict[str, Half] = {}
    for file in sorted(folder.glob("*.npz")):
        try:
            with np.load(file, allow_pickle=False) as kept:
                known.update(zip(kept["keys"].tolist(), kept["states"], strict=True))
        except (OSError, ValueError, KeyError, BadZipFile) as exc:
            _log.warning("%s ist unbrauchbar (%s); was darin stand, wird neu gelesen.", file, exc)
    return known


def read_all(
    reader: Reader, prompts: Sequence[str], folder: Path, done: Callable[[], None], *, per_file: int = PER_FILE
) -> None:
    """Read the prompts and keep each one's state, its length made 1 on average (so that 16 bits suffice).

    What was read before a failure is kept. Raises ModelUnavailable, and StorageError when the folder cannot be written.
    """
    name = reader.name  # a reader that fails later has no name any more
    read: dict[str, Half] = {}
    try:
        for prompt in prompts:
            read[key_of(name, prompt)] = scaled(_read(reader, prompt)).astype(np.float16)
            done()
            if len(read) == per_file:
                _keep(folder, read)
                read = {}
    finally:
        if read:
            _keep(folder, read)


def scaled(state: Sequence[float]) -> States:
    """Divide a state by its root mean square, as the weights expect it (ReadingWeights.log_odds)."""
    numbers = np.asarray(state, np.float64)
    length = np.sqrt(np.mean(numbers**2)) or 1.0
    return (numbers / length).astype(np.float32)


def _read(reader: Reader, prompt: str) -> Sequence[float]:
    """Try again once: a run of hours must not end because one answer took too long."""
    try:
        return reader.read(prompt)
    except ModelUnavailable as problem:
        _log.warning("%s Der Leser wird noch einmal gefragt.", problem)
        return reader.read(prompt)


def _keep(folder: Path, states: Mapping[str, Half]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".states", delete=False) as file:
            np.savez(file, keys=np.array(list(states)), states=np.stack(list(states.values())))
        Path(file.name).replace(folder / f"{next(iter(states))}.npz")
    except OSError as exc:
        raise StorageError(
            f"{folder} ist nicht beschreibbar ({exc.strerror}).", "Bitte Platz schaffen oder --states angeben."
        ) from exc
