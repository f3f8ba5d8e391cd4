"""A system clock that a test sets by hand for the processes that it starts (libfaketime)."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIBRARY = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
TRUE = "+0"

needs_faked_clock = [
    pytest.mark.skipif(LIBRARY is None, reason="libfaketime is missing: the system clock is not tested"),
    pytest.mark.skipif("AMTSLOTSE_TEST_HARD" not in os.environ, reason="heavy: set AMTSLOTSE_TEST_HARD=1"),
]


class FakedClock:
    """A clock kept in a file, true at first; `environment` is what its processes are started with."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.set(TRUE)
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "AMTSLOTSE_CHROMA_URL": "",
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(file),
            "FAKETIME_NO_CACHE": "1",
            # A system clock that is set moves neither this one nor the times of files.
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }

    def set(self, offset: str) -> None:
        """Move it from the true time, such as "-1d"."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{offset}\n")
        new.replace(self._file)
