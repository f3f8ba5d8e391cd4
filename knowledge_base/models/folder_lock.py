"""Lets one process at a time change the folder of models."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge_base.errors import StorageError

_LOG = logging.getLogger(__name__)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, waiting for whoever has it; raises StorageError when the folder cannot be written."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            _LOG.warning("Ein anderer Vorgang lädt gerade Modelle nach %s; es wird auf ihn gewartet.", folder)
            lock.acquire()
    except OSError as exc:
        raise StorageError(
            f"Der Ordner der Modelle {folder} ist nicht beschreibbar ({exc.strerror}).",
            "Prüfen Sie die Rechte oder setzen Sie AMTSLOTSE_MODELS.",
        ) from exc
    try:
        yield
    finally:
        lock.release()
