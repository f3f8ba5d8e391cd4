"""One child process: started in a group of its own, watched, ended with all that it started."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.processes.parent import child_setup
from knowledge_base.errors import StorageError

_END_SECONDS = 10.0
_LARGEST_LOG = 5_000_000
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 60.0
_STEADY_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Service:
    """What to start, what to call it, and how to see whether the process with a given id answers.

    `without` says how the product works while it does not run.
    """

    name: str
    label: str
    command: tuple[str, ...]
    is_ready: Callable[[int], bool]
    without: str = ""


class RunningService:
    """A service's process and its history; to be used from one thread, the one that lives as long as the product.

    `known_ready` is for the supervisor's notes; each start clears it.
    """

    def __init__(self, service: Service, *, logs: Path, environment: Mapping[str, str]) -> None:
        self.service = service
        self.log = logs / f"{service.name}.log"
        self.restarts = 0
        self.known_ready = False
        self._environment = environment
        self._wait = _FIRST_WAIT
        self._started = 0.0
        self._due: float | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process id; 0 before the start."""
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Start the process; raises StorageError when its log cannot be written or the program is missing."""
        self._due = None
        self.known_ready = False
        self._started = time.monotonic()
        try:
            if self.log.is_file() and self.log.stat().st_size > _LARGEST_LOG:
                self.log.replace(self.log.with_suffix(".log.1"))
            with self.log.open("ab") as log:
                self._process = subprocess.Popen(  # noqa: S603 - our own programs
                    self.service.command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env=dict(self._environment),
                    start_new_session=True,
                    preexec_fn=child_setup(),  # noqa: PLW1509 - system calls only
                )
        except OSError as exc:
            raise StorageError(
                f"{self.service.label} lässt sich nicht starten ({exc.strerror}: {exc.filename}).",
                "Prüfen Sie Platz und Rechte, oder richten Sie neu ein: make clean run",
            ) from exc

    def is_alive(self) -> bool:
        """Tell whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def is_ready(self) -> bool:
        """Tell whether the service answers."""
        return self.is_alive() and self.service.is_ready(self.pid)

    def exit_code(self) -> int | None:
        """Return the code with which the process ended; None as long as it runs."""
        return self._process.poll() if self._process else None

    def revive(self) -> float | None:
        """Restart a dead process when its waiting time is over; return that time in seconds when it has just died.

        Each death doubles the wait, up to a minute; two steady minutes make it short again, if the service was ready.
        """
        if self.is_alive():
            return None
        now = time.monotonic()
        if self._due is None:
            if self.known_ready and now - self._started > _STEADY_SECONDS:
                self._wait = _FIRST_WAIT
            self._due = now + self._wait
            wait, self._wait = self._wait, min(2 * self._wait, _LONGEST_WAIT)
            return wait
        if now >= self._due:
            self.restarts += 1
            self.start()
        return None

    def last_lines(self, count: int) -> list[str]:
        """Return the end of the log."""
        try:
            return self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
        except OSError:
            return []

    def ask_to_end(self) -> None:
        """Send SIGTERM to the process and all that it started."""
        self._signal(signal.SIGTERM)

    def make_end(self) -> None:
        """Wait for the end; what is left after ten seconds is killed."""
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, number)
        except (ProcessLookupError, PermissionError):  # all of the group is gone
            return
