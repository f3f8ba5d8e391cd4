"""Ends a run before the disk is full: indexes that could not be written to the end would have to be built anew."""

import shutil
from pathlib import Path

from knowledge_base.errors import StorageError

LEAST_FREE = 32 * 1024**2
"""Bytes that must be left: what the databases write at a stroke, several times over."""


def require_space(folder: Path) -> None:
    """Raise StorageError when the disk on which a folder lies has too little room, or cannot be asked."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as exc:
        raise StorageError(f"{folder} ist nicht lesbar ({exc.strerror}).", "Bitte das Laufwerk prüfen.") from exc
    if free < LEAST_FREE:
        raise StorageError(
            f"Der Datenträger von {folder} ist voll: noch {free // 1024**2} MB frei, "
            f"nötig sind {LEAST_FREE // 1024**2} MB.",
            "Bitte Speicherplatz schaffen; der nächste Lauf macht dort weiter.",
        )
