"""Starts a run that goes on when its terminal is closed, and ends it again."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.running import running_run
from knowledge_base.errors import StorageError

NICENESS = 10
"""Lower than usual, so that people's questions come first."""


def start_in_background(arguments: Sequence[str], state: Path) -> tuple[int, Path]:
    """Start `python -m ingest` with these arguments; return its process number and the file with what it says."""
    log = state / "ingest" / "run.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as said:
            process = subprocess.Popen(  # noqa: S603  # our own command line; paths stand behind "--"
                [sys.executable, "-m", "ingest", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        # Whoever asked for even less keeps that: setting is absolute.
        os.setpriority(os.PRIO_PROCESS, process.pid, max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
    except OSError as exc:
        raise StorageError(
            f"In {log.parent} lässt sich nicht schreiben ({exc.strerror}).", "Bitte Speicherplatz und Rechte prüfen."
        ) from exc
    return process.pid, log


def stop_running(state: Path) -> bool:
    """Interrupt the run that is under way, as Ctrl-C would; tell whether there was one."""
    run = running_run(state)
    if run is None:
        return False
    os.kill(run.pid, signal.SIGINT)
    return True
