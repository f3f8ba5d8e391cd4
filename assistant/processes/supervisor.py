"""Starts services, waits until they answer, restarts those that die, and ends them all."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.processes.service import RunningService, Service
from knowledge_base.errors import StorageError

_POLL_SECONDS = 0.25
_TELL_AFTER_SECONDS = 1.0
_LOG_LINES_SHOWN = 5


class Supervisor:
    """All running services; `say` takes the lines for the person at the terminal."""

    def __init__(self, *, logs: Path, environment: Mapping[str, str], say: Callable[[str], None]) -> None:
        self._logs = logs
        self._environment = environment
        self._say = say
        self._running: list[RunningService] = []

    def start(self, service: Service) -> RunningService:
        """Start a service without waiting for it."""
        running = RunningService(service, logs=self._logs, environment=self._environment)
        self._running.append(running)
        running.start()
        return running

    def wait_until_ready(self, waited_for: list[RunningService], seconds: float) -> None:
        """Wait until all answer; raises StorageError when one dies or takes longer than `seconds`."""
        begin = time.monotonic()
        pending = list(waited_for)
        told: set[str] = set()
        while pending:
            for running in list(pending):
                label, passed = running.service.label, time.monotonic() - begin
                if running.is_ready():
                    running.known_ready = True
                    pending.remove(running)
                    self._say(f"  {label}: bereit nach {passed:.0f} s")
                elif not running.is_alive() or passed > seconds:
                    raise _not_started(running)
                elif passed > _TELL_AFTER_SECONDS and label not in told:
                    told.add(label)
                    self._say(f"  {label}: startet …")
            time.sleep(_POLL_SECONDS)

    def watch(self, on_ready: Callable[[RunningService], None]) -> None:
        """Restart what dies, for ever; `on_ready` is told of each service that answers after a start."""
        while True:
            for running in self._running:
                wait = running.revive()
                if wait is not None:
                    self._say(_ended(running, wait))
                if not running.known_ready and running.is_ready():
                    running.known_ready = True
                    on_ready(running)
            time.sleep(_POLL_SECONDS)

    def stop(self) -> None:
        """End all services, the last started first."""
        for running in reversed(self._running):
            running.ask_to_end()
        for running in reversed(self._running):
            running.make_end()
        self._running.clear()


def _ended(running: RunningService, wait: float) -> str:
    code = running.exit_code() or 0
    lines = [
        f"{running.service.label} hat sich beendet (Code {code}); neuer Versuch in {wait:.0f} s. "
        f"Protokoll: {running.log}"
    ]
    if code > 0:  # it ended by itself, and has said why
        lines += [f"  | {line}" for line in running.last_lines(1)]
    if running.service.without:
        lines.append(f"  {running.service.without}")
    return "\n".join(lines)


def _not_started(running: RunningService) -> StorageError:
    code = running.exit_code()
    how = "antwortet nicht rechtzeitig" if code is None else f"hat sich beim Start beendet (Code {code})"
    excerpt = "".join(f"\n  | {line[:200]}" for line in running.last_lines(_LOG_LINES_SHOWN))
    return StorageError(f"{running.service.label} {how}.", f"Näheres steht in {running.log}:{excerpt}")
