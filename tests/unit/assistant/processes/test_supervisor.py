"""Supervising real small processes."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.processes.service import RunningService, Service
from assistant.processes.supervisor import Supervisor
from knowledge_base.errors import StorageError

PATIENCE_SECONDS = 60
STAYS = "import time; open('ready-%d' % __import__('os').getpid(), 'w').close(); time.sleep(600)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + STAYS
PARENT = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {STAYS!r}]); " + STAYS


class Enough(Exception):
    pass


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: list[str]) -> Iterator[Supervisor]:
    monkeypatch.chdir(tmp_path)
    supervisor = Supervisor(logs=tmp_path, environment=os.environ, say=said.append)
    yield supervisor
    supervisor.stop()


def service(code: str, name: str = "probe") -> Service:
    return Service(name, "Der Dienst", (sys.executable, "-c", code), lambda pid: Path(f"ready-{pid}").exists())


def is_gone(pid: int) -> bool:
    """Tell whether a process is gone, or dead and not yet collected by its parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_for(happened: object, seconds: float = PATIENCE_SECONDS) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if happened():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def test_a_service_is_waited_for_and_ended(supervisor: Supervisor, said: list[str]) -> None:
    running = supervisor.start(service(STAYS))
    supervisor.wait_until_ready([running], PATIENCE_SECONDS)
    assert "bereit" in said[-1]
    supervisor.stop()
    assert not running.is_alive()


def test_a_start_that_fails_shows_the_end_of_the_log(supervisor: Supervisor, tmp_path: Path) -> None:
    running = supervisor.start(service("raise SystemExit('Platte voll')"))
    with pytest.raises(StorageError, match=r"Code 1(.|\n)*Platte voll"):
        supervisor.wait_until_ready([running], PATIENCE_SECONDS)


def test_a_start_that_takes_too_long_is_given_up(supervisor: Supervisor) -> None:
    running = supervisor.start(service("import time; time.sleep(600)"))
    with pytest.raises(StorageError, match="nicht rechtzeitig"):
        supervisor.wait_until_ready([running], 0.5)


def test_a_missing_program_is_named(supervisor: Supervisor) -> None:
    with pytest.raises(StorageError, match="gibt-es-nicht"):
        supervisor.start(Service("x", "Der Dienst", ("/gibt-es-nicht",), lambda _: True))


def test_what_dies_is_restarted_and_announced_again(supervisor: Supervisor, said: list[str]) -> None:
    running = supervisor.start(service(STAYS))
    supervisor.wait_until_ready([running], PATIENCE_SECONDS)
    first = running.pid
    os.kill(first, signal.SIGKILL)

    def on_ready(again: RunningService) -> None:
        assert again.pid != first
        raise Enough

    with pytest.raises(Enough):
        supervisor.watch(on_ready)
    assert any("Code -9" in line and "1 s" in line for line in said)


def test_who_ends_by_itself_is_told_with_its_reason_and_what_holds_without(tmp_path: Path) -> None:
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if "in 2 s" in line:
            raise Enough

    supervisor = Supervisor(logs=tmp_path, environment=os.environ, say=say)
    failing = service("print('Beginn'); raise SystemExit('Platte voll')")
    supervisor.start(replace(failing, without="Es geht auch so."))
    with pytest.raises(Enough):
        supervisor.watch(lambda _: None)
    supervisor.stop()
    for told in said:
        assert told.splitlines()[1:] == ["  | Platte voll", "  Es geht auch so."]


def test_who_was_never_ready_waits_longer_each_time_however_long_it_ran(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.processes.service._STEADY_SECONDS", 0)
    running = RunningService(service("pass"), logs=tmp_path, environment=os.environ)
    waits = []
    for ready in (False, False, True):
        running.start()
        running.known_ready = ready
        assert wait_for(lambda: running.exit_code() == 0)
        waits.append(running.revive())
    assert waits == [1, 2, 1]


def test_each_death_doubles_the_wait(tmp_path: Path) -> None:
    running = RunningService(service("pass"), logs=tmp_path, environment=os.environ)
    running.start()
    waits: list[float] = []
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(waits) < 3 and time.monotonic() < deadline:
        wait = running.revive()
        waits += [wait] if wait is not None else []
        time.sleep(0.05)
    assert waits == [1, 2, 4]
    assert running.restarts == 2


def test_what_a_service_started_ends_with_it(supervisor: Supervisor) -> None:
    running = supervisor.start(service(PARENT))
    assert wait_for(lambda: len(list(Path().glob("ready-*"))) == 2)
    pids = [int(path.name.removeprefix("ready-")) for path in Path().glob("ready-*")]
    supervisor.stop()
    assert running.pid in pids
    assert wait_for(lambda: all(is_gone(pid) for pid in pids))


def test_who_ignores_the_request_is_killed(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.processes.service._END_SECONDS", 0.5)
    running = supervisor.start(service(STUBBORN))
    supervisor.wait_until_ready([running], PATIENCE_SECONDS)
    supervisor.stop()
    assert running.exit_code() == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: a child is told of its parent's death only there")
def test_a_killed_supervisor_leaves_nothing_behind(tmp_path: Path) -> None:
    code = f"""
import os, sys, time
from pathlib import Path
from assistant.processes.service import Service
from assistant.processes.supervisor import Supervisor
supervisor = Supervisor(logs=Path({str(tmp_path)!r}), environment=os.environ, say=print)
running = supervisor.start(Service("p", "p", (sys.executable, "-c", "import time; time.sleep(600)"), lambda _: True))
print(running.pid, flush=True)
time.sleep(600)
"""
    import subprocess

    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert not is_gone(child)
        parent.kill()
    assert wait_for(lambda: is_gone(child))
