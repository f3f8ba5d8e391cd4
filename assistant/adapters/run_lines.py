"""Follows what a run says on its standard output, a line of JSON at a time."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant.uploads.upload import UploadProgress


class RunLines:
    """Follows the lines of JSON that a run says; `last` is the latest."""

    def __init__(self, path: Path, tell: Callable[[UploadProgress], None]) -> None:
        self._path, self._tell = path, tell
        self._read = 0
        self.last: dict[str, Any] = {}

    def look(self) -> None:
        """Take in the lines that have come since."""
        with self._path.open("rb") as file:
            file.seek(self._read)
            for line in file:
                if not line.endswith(b"\n"):
                    return
                self._read += len(line)
                with suppress(ValueError):
                    self.last = json.loads(line)
                    self._take_in(self.last)

    def _take_in(self, said: Mapping[str, Any]) -> None:
        if "waiting" in said:
            self._tell(UploadProgress("Wartet: Es werden gerade andere Dokumente aufgenommen."))
        elif "share" in said:
            share = float(said["share"])
            self._tell(UploadProgress("Wird in die Suche aufgenommen." if share else "Wird vorbereitet.", share))
