"""Tells other processes how far a run is, and lets them pause it: two small files in the state folder."""

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.progress import Progress

SECONDS_BETWEEN_NOTES = 1.0
SECONDS_BETWEEN_LOOKS = 0.5


@dataclass(frozen=True, slots=True)
class RunningRun:
    """A run as another process sees it; sizes in bytes of files, times in seconds since 1970, `worked` in seconds.

    `finds_renamed` tells that it still compares new files with documents that are gone.
    """

    pid: int
    began: float
    files: int
    size: int
    done: int
    passages: int
    worked: float
    paused: bool
    finds_renamed: bool = False

    @property
    def rate(self) -> float:
        """Passages a second, pauses not counted."""
        return self.passages / self.worked if self.worked else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds that it still needs, or None as long as nothing is done."""
        share = min(1.0, self.done / self.size) if self.size else 0.0
        return self.worked * (1 - share) / share if share else None


class PauseSwitch:
    """Whether runs over a state folder are to wait; stays as it is when processes end."""

    def __init__(self, state: Path) -> None:
        self._file = state / "ingest" / "paused"

    def set(self) -> None:
        """Let runs wait from now on."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.touch()

    def clear(self) -> None:
        """Let runs go on."""
        self._file.unlink(missing_ok=True)

    def is_set(self) -> bool:
        """Tell whether runs wait."""
        return self._file.exists()


class ObservedProgress:
    """A Progress that passes on what it is told, notes it for other processes, and waits while runs are paused."""

    def __init__(self, inner: Progress, state: Path) -> None:
        self._inner = inner
        self._note = _note_of(state)
        self._switch = PauseSwitch(state)
        self._files = self._size = self._done = self._passages = self._registered = 0
        self._began, self._started, self._waited, self._noted = time.time(), time.monotonic(), 0.0, 0.0
        self._finds_renamed = False

    def recognised(self, done: int, of: int) -> None:
        """Pass it on and note it, at most once a second; wait as long as runs are paused."""
        self._inner.recognised(done, of)
        self._finds_renamed = True
        if not done or time.monotonic() - self._noted >= SECONDS_BETWEEN_NOTES:
            self._keep_note()
        self._wait()

    def begin(self, files: int, size: int) -> None:
        """Note what is to be done; what was compared before it says nothing about the time that it takes."""
        self._files, self._size, self._finds_renamed = files, size, False
        self._started, self._waited = time.monotonic(), 0.0
        self._inner.begin(files, size)
        self._keep_note()
        self._wait()

    def advance(self, size: int, passages: int) -> None:
        """Note how far it is, at most once a second; wait as long as runs are paused."""
        self._done += size
        self._passages += passages
        self._inner.advance(size, passages)
        if time.monotonic() - self._noted >= SECONDS_BETWEEN_NOTES:
            self._keep_note()
        self._wait()

    def registered(self, done: int, of: int) -> None:
        """Pass it on and count it with the passages; wait as long as runs are paused."""
        self._inner.registered(done, of)
        self._passages += done - self._registered
        self._registered, self._finds_renamed = done, False
        self._keep_note()
        self._wait()

    def compared(self, done: int, of: int) -> None:
        """Pass it on; wait as long as runs are paused."""
        self._inner.compared(done, of)
        self._wait()

    def _wait(self) -> None:
        if not self._switch.is_set():
            return
        since = time.monotonic()
        self._keep_note(paused=True)
        while self._switch.is_set():
            time.sleep(SECONDS_BETWEEN_LOOKS)
        self._waited += time.monotonic() - since
        self._keep_note()

    def _keep_note(self, *, paused: bool = False) -> None:
        self._noted = time.monotonic()
        worked = self._noted - self._started - self._waited
        run = RunningRun(
            os.getpid(),
            self._began,
            self._files,
            self._size,
            self._done,
            self._passages,
            worked,
            paused=paused,
            finds_renamed=self._finds_renamed,
        )
        beside = self._note.with_suffix(".tmp")
        # A note that cannot be written must not end the run that it tells of.
        with suppress(OSError):
            beside.write_text(json.dumps(asdict(run)), encoding="utf-8")
            beside.replace(self._note)


def running_run(state: Path) -> RunningRun | None:
    """Return the run that is under way over a state folder, or None; what a killed run left behind is none."""
    if not is_running(state):
        return None
    try:
        return RunningRun(**json.loads(_note_of(state).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_running(state: Path) -> bool:
    """Tell whether a process is bringing documents into a state folder now."""
    lock = state / "ingest" / "lock"
    if not lock.exists():
        return False
    try:
        with FileLock(lock, timeout=0):
            return False
    except Timeout:
        return True


def _note_of(state: Path) -> Path:
    return state / "ingest" / "running.json"
