"""Watches the disk while a process works: what fails on a full one is no fault of the file that it works on."""

import shutil
from contextlib import suppress
from pathlib import Path

from knowledge_base.errors import AmtslotseError, StorageError

LEAST_FREE_BYTES = 32 * 1024**2
"""With less, databases and indexes cannot be written."""


class RoomWatch:
    """Remembers whether the disk of a folder was short of room at any look."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._was_short = False

    def look(self) -> None:
        """Look now; a folder that is not there any more tells nothing."""
        with suppress(OSError):
            self._was_short |= shutil.disk_usage(self._folder).free < LEAST_FREE_BYTES

    def was_short(self) -> bool:
        """Look once more, and tell whether there was too little room at any time."""
        self.look()
        return self._was_short

    def blamed_for(self, error: AmtslotseError) -> AmtslotseError:
        """Return the error that tells of the full disk, if it was full, else the given one."""
        if not self.was_short():
            return error
        return StorageError("Der Datenträger ist voll.", "Bitte die Systembetreuung Platz schaffen lassen.")
