"""Lets only one process at a time bring documents into a state folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from knowledge_base.errors import AlreadyRunning, StorageError

PATIENCE_SECONDS = 1.0
"""Whoever only looks whether a run is under way holds the lock for a moment."""


@contextmanager
def ingest_lock(state: Path) -> Iterator[None]:
    """Hold the lock of a state folder; raises AlreadyRunning when another process holds it."""
    folder = state / "ingest"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=PATIENCE_SECONDS)
        lock.acquire()
    except Timeout as exc:
        raise AlreadyRunning(
            f"In {state} werden gerade schon Dokumente eingelesen.", "Bitte warten, bis das fertig ist."
        ) from exc
    except OSError as exc:
        raise StorageError(
            f"In {folder} lässt sich nicht schreiben ({exc.strerror}).", "Bitte Speicherplatz und Schreibrechte prüfen."
        ) from exc
    try:
        yield
    finally:
        lock.release()
