"""Shows on the terminal how far something is: one line that is rewritten, or now and then a line in a log."""

import sys
import time
from typing import TextIO

from knowledge_base.models.fetch import Progress

_SECONDS_BETWEEN_LINES = 10.0


class DownloadLine:
    """Shows a model's download; is called for each step of it."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._rewrites = self._out.isatty()
        self._last = float("-inf")

    def __call__(self, progress: Progress) -> None:
        """Show the state, if it is time to."""
        finished = progress.files_done == progress.files
        if not (self._rewrites or finished or time.monotonic() - self._last > _SECONDS_BETWEEN_LINES):
            return
        self._last = time.monotonic()
        line = describe(progress)
        if self._rewrites:
            self._out.write(f"\r\x1b[2K{line}" + ("\n" if finished else ""))
        else:
            self._out.write(line + "\n")
        self._out.flush()


def describe(progress: Progress) -> str:
    """Put a download's state into one line.

    >>> describe(Progress("modell", 1, 4, 30_000_000, 90_000_000, 10_000_000, 2.0))
    'modell: Datei 1 von 4, 30 von 90 MB, 10,0 MB/s, noch etwa 0:06 min'
    """
    line = f"{progress.model}: Datei {progress.files_done} von {progress.files}"
    line += f", {progress.bytes_done / 1e6:.0f} von {progress.bytes / 1e6:.0f} MB"
    if progress.files_done == progress.files:
        return line + ", wird zusammengesetzt und geprüft"
    if progress.seconds_left is None:
        return line
    minutes, seconds = divmod(round(progress.seconds_left), 60)
    rate = f"{progress.rate / 1e6:.1f}".replace(".", ",")
    return f"{line}, {rate} MB/s, noch etwa {minutes}:{seconds:02d} min"
