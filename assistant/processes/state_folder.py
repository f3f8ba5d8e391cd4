"""The state folder of a running product: prepared, with room, and held by one process only."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge_base.errors import AlreadyRunning, StorageError

_LEAST_FREE_BYTES = 300_000_000
_FOLDERS = ("logs", "run", "chroma")


def prepare_state_folder(state: Path) -> None:
    """Create the folders, readable by the owner only; raises StorageError when there is no room or no right."""
    try:
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in _FOLDERS:
            (state / name).mkdir(exist_ok=True, mode=0o700)
        free = shutil.disk_usage(state).free
    except OSError as exc:
        raise StorageError(
            f"Der Zustandsordner {state} ist nicht beschreibbar ({exc.strerror}).",
            "Prüfen Sie die Rechte oder setzen Sie AMTSLOTSE_VAR.",
        ) from exc
    if free < _LEAST_FREE_BYTES:
        raise StorageError(
            f"In {state} sind nur noch {free / 1e6:.0f} MB frei.",
            f"Schaffen Sie mindestens {_LEAST_FREE_BYTES / 1e6:.0f} MB Platz oder setzen Sie AMTSLOTSE_VAR.",
        )


@contextmanager
def hold_state_folder(state: Path) -> Iterator[None]:
    """Hold the folder as long as the context lasts; raises AlreadyRunning when another process does."""
    from filelock import FileLock, Timeout

    lock = FileLock(state / "run" / "lock")
    note = state / "run" / "pid"
    try:
        lock.acquire(timeout=0)
    except Timeout as exc:
        holder = note.read_text(encoding="utf-8").strip() if note.is_file() else "unbekannt"
        raise AlreadyRunning(
            f"Der Amtslotse läuft schon über {state} (Prozess {holder}).",
            "Beenden Sie ihn dort mit Strg-C, oder setzen Sie AMTSLOTSE_VAR und andere Ports.",
        ) from exc
    try:
        note.write_text(str(os.getpid()), encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def announce_chroma(state: Path, url: str, pid: int) -> None:
    """Tell the other processes of this product, in run/chroma.json, where Chroma is; raises StorageError."""
    target = state / "run" / "chroma.json"
    fresh = target.with_suffix(".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps({"url": url, "pid": pid}), encoding="utf-8")
        fresh.replace(target)
    except OSError as exc:
        raise StorageError(
            f"{target} lässt sich nicht schreiben ({exc.strerror}).", "Bitte Speicherplatz und Schreibrechte prüfen."
        ) from exc


def withdraw_chroma(state: Path) -> None:
    """Take the announcement back."""
    (state / "run" / "chroma.json").unlink(missing_ok=True)
