import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from ingest.console import ProgressBar, ProgressLines, running_line
from ingest.lock import ingest_lock
from ingest.progress import NoProgress
from ingest.running import ObservedProgress, PauseSwitch, RunningRun, is_running, running_run

PATIENCE_SECONDS = 120
PAUSE_SECONDS = 0.8
SHOW_RUNNING = (
    "import sys, pathlib; from ingest.console import running_line; from ingest.running import running_run;"
    "print(running_line(running_run(pathlib.Path(sys.argv[1]))))"
)


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def office(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A folder with one guide, and an environment with its own state."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "gebühren.md").write_text("# Gebühren\n\nDie Verlängerung kostet 93 Euro.\n", encoding="utf-8")
    return docs, {**os.environ, "AMTSLOTSE_VAR": str(tmp_path / "var")}


def call(environment: dict[str, str], *arguments: str, module: str = "ingest") -> str:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def status(environment: dict[str, str]) -> dict[str, object] | None:
    running: dict[str, object] | None = json.loads(call(environment, "status", "--json"))["running"]
    return running


def test_a_paused_run_in_the_background_is_seen_and_can_be_stopped(office: tuple[Path, dict[str, str]]) -> None:
    docs, environment = office
    state = Path(environment["AMTSLOTSE_VAR"])

    call(environment, "pause")
    call(environment, "run", "--background", str(docs))
    until(lambda: (run := running_run(state)) and run.paused)
    shown = call(environment, "status")
    call(environment, "stop")
    until(lambda: not is_running(state))

    assert "0 % von 1 Dateien" in shown
    assert "Angehalten" in shown
    assert status(environment) is None
    assert "Der nächste Lauf macht dort weiter" in (state / "ingest" / "run.log").read_text(encoding="utf-8")


def test_a_resumed_run_finishes(office: tuple[Path, dict[str, str]]) -> None:
    docs, environment = office
    state = Path(environment["AMTSLOTSE_VAR"])
    call(environment, "pause")
    command = [sys.executable, "-m", "tests.support.word_ingest", "run", "--json", str(docs)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as run:
        until(lambda: running_run(state))
        call(environment, "resume")
        said, _ = run.communicate(timeout=PATIENCE_SECONDS)

    assert json.loads(said)["counts"]["add"] == 1


def test_waiting_does_not_count_as_work(tmp_path: Path) -> None:
    (tmp_path / "ingest").mkdir()
    began = time.monotonic()
    switch, progress = PauseSwitch(tmp_path), ObservedProgress(NoProgress(), tmp_path)

    def noted() -> RunningRun:
        return RunningRun(**json.loads((tmp_path / "ingest" / "running.json").read_text(encoding="utf-8")))

    def pause() -> None:
        until(lambda: noted().paused)
        time.sleep(PAUSE_SECONDS)
        switch.clear()

    progress.begin(1, 100)
    switch.set()
    threading.Thread(target=pause).start()
    progress.advance(50, 5)

    note = noted()
    assert 0 <= note.worked <= time.monotonic() - began - PAUSE_SECONDS
    assert (note.done, note.passages, note.paused) == (50, 5, False)


def test_rate_and_remaining_time_follow_from_what_is_done() -> None:
    run = RunningRun(1, 0.0, files=4, size=400, done=100, passages=30, worked=10.0, paused=False)

    assert run.rate == 3.0
    assert run.remaining == 30.0


def test_what_a_killed_run_left_behind_is_no_run(tmp_path: Path) -> None:
    (tmp_path / "ingest").mkdir()
    ObservedProgress(NoProgress(), tmp_path).begin(1, 100)
    (tmp_path / "ingest" / "lock").touch()

    assert running_run(tmp_path) is None


def test_a_run_over_the_register_alone_is_seen_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ingest").mkdir()
    progress = ObservedProgress(ProgressLines(Console(stderr=True)), tmp_path)
    with ingest_lock(tmp_path):
        progress.registered(0, 200)
        progress.registered(64, 200)
        note = subprocess.run(
            [sys.executable, "-c", SHOW_RUNNING, str(tmp_path)], capture_output=True, text=True, check=True
        ).stdout

    assert "nur das Register der Amtswörter, 64 Textstellen" in note
    assert capsys.readouterr().err == "  Register der Amtswörter: 0 von 200 eingelesen\n"


def test_a_run_that_still_looks_for_renamed_files_is_the_one_that_is_seen(tmp_path: Path) -> None:
    (tmp_path / "ingest").mkdir()
    killed = RunningRun(1, 0.0, files=4, size=400, done=100, passages=30, worked=10.0, paused=False)
    (tmp_path / "ingest" / "running.json").write_text(json.dumps(asdict(killed)), encoding="utf-8")
    with ingest_lock(tmp_path):
        ObservedProgress(NoProgress(), tmp_path).recognised(0, 3)
        run = running_run(tmp_path)
    assert run is not None
    assert run.pid == os.getpid()
    assert running_line(run).endswith(": sucht umbenannte Dateien.")


def test_a_bar_for_the_register_begins_without_one_for_documents() -> None:
    terminal = Console(file=StringIO(), force_terminal=True, width=120)
    with ProgressBar(terminal) as bar:
        bar.registered(0, 4)
        bar.registered(2, 4)
    assert isinstance(terminal.file, StringIO)
    assert "Register der Amtswörter einlesen" in (shown := terminal.file.getvalue())
    assert "50 %" in shown
