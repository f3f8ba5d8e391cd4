"""Full and read-only disks, files that vanish or change, clocks that jump, two runs: real processes, real file systems.

The disks are small ones in memory, mounted in a name space of their own.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INGEST = f"{sys.executable} -m tests.support.word_ingest"
CAN_MOUNT = (
    shutil.which("unshare")
    and not subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode
)
needs_mounts = pytest.mark.skipif(not CAN_MOUNT, reason="no name spaces here: the disk tests check nothing")


class Office:
    """A folder of documents, a state folder, and the ingest command."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.docs, self.state = folder, folder / "docs", folder / "var"
        self.docs.mkdir()
        self.state.mkdir()
        self.environment = {
            **os.environ,
            "AMTSLOTSE_VAR": str(self.state),
            "AMTSLOTSE_CHROMA_URL": "",
            "PYTHONPATH": str(ROOT),
        }
        for number in range(8):
            self.write(number)

    def write(self, number: int, text: str = "Die Frist beträgt einen Monat.") -> Path:
        path = self.folder / f"{number}.txt"
        path.write_text("\n\n".join(f"Absatz {number} Nummer {part}: {text}" for part in range(40)))
        return path.replace(self.docs / path.name)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*INGEST.split(), *arguments],
            cwd=self.folder,
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def call(self, *arguments: str) -> tuple[int, str, str]:
        process = self.start(*arguments)
        output, errors = process.communicate(timeout=300)
        assert "Traceback" not in errors, errors
        return process.returncode, output, errors

    def in_name_space(self, script: str) -> dict[str, list[str]]:
        """Run a shell script where it may mount; returns what it told, line by line, by its first word."""
        told = subprocess.run(
            ["unshare", "-rm", "sh", "-c", script],
            cwd=self.folder,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert "Traceback" not in told.stderr, told.stderr
        found: dict[str, list[str]] = {"stderr": [told.stderr]}
        for line in told.stdout.splitlines():
            name, _, value = line.partition(" ")
            found.setdefault(name, []).append(value)
        return found

    def is_whole(self) -> dict[str, object]:
        code, output, _ = self.call("verify", "--json")
        assert code == 0
        found: dict[str, object] = json.loads(output)
        assert found["damage"] == []
        return found


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


NO_ROOM = f"{INGEST} run docs --json > /dev/null; echo first $?"
FILLED_IN_MID_RUN = f"""
    {INGEST} run docs --json > /dev/null & run=$!
    until [ -e var/originals ]; do sleep .02; done
    kill -STOP $run; head -c 60m /dev/zero 2> /dev/null > var/fremd; kill -CONT $run
    wait $run; echo first $?
    rm -f var/fremd"""
"""Stopped while the disk is filled, so that a fast machine does not finish first."""


@needs_mounts
@pytest.mark.parametrize(("size", "script"), [("3m", NO_ROOM), ("40m", FILLED_IN_MID_RUN)])
def test_a_full_disk_ends_the_run_and_the_next_one_finishes(office: Office, size: str, script: str) -> None:
    """3 MB are too few from the beginning; of 40 MB somebody beside the run uses up the rest."""
    told = office.in_name_space(f"""
        mount -t tmpfs -o size={size} none var
        {script}
        mount -o remount,size=400m var
        {INGEST} run docs --json > /dev/null; echo second $?
        echo whole $({INGEST} verify --json); echo verified $?""")
    assert told["first"] == ["2"]
    assert "voll" in told["stderr"][0]
    assert told["second"] == ["0"]
    assert json.loads(told["whole"][0])["documents"] == 8
    assert json.loads(told["whole"][0])["damage"] == []


@needs_mounts
def test_a_read_only_state_folder_is_named_and_stays_whole(office: Office) -> None:
    told = office.in_name_space(f"""
        mount --bind docs docs; mount -o remount,ro,bind docs
        {INGEST} run docs --json > /dev/null; echo first $?""")
    assert told["first"] == ["0"], "documents in a read-only folder are read like any other"
    office.write(3, "Die Frist beträgt zwei Monate.")
    told = office.in_name_space(f"""
        mount --bind var var; mount -o remount,ro,bind var
        {INGEST} run docs --json > /dev/null; echo first $?""")
    assert told["first"] == ["2"]
    assert "Fehler:" in told["stderr"][0]
    assert "Schreibrechte" in told["stderr"][0]
    assert office.call("run", "docs", "--json")[0] == 0
    assert office.is_whole()["documents"] == 8


def test_files_that_vanish_or_change_in_mid_run_are_refused_or_read(office: Office) -> None:
    for number in range(8, 24):
        office.write(number)
    process = office.start("run", "docs", "--json")
    until = time.monotonic() + 120
    while not (office.state / "originals").exists() and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(signal.SIGSTOP)
    assert process.poll() is None
    for number in range(16, 20):
        (office.docs / f"{number}.txt").unlink()
    for number in range(20, 24):
        office.write(number, "Die Frist beträgt zwei Monate.")
    process.send_signal(signal.SIGCONT)
    output, errors = process.communicate(timeout=300)
    assert process.returncode in {0, 1}, errors
    assert "Traceback" not in errors
    refused = [line["reason"] for line in json.loads(output)["files"] if line["action"] == "refuse"]
    assert all("geändert" in reason or "Nicht lesbar" in reason for reason in refused), refused
    assert office.call("run", "docs", "--json")[0] == 0
    assert office.is_whole()["documents"] == 20


def test_nothing_depends_on_the_order_of_clocks(office: Office) -> None:
    office.call("run", "docs", "--json")
    for number, moment in ((0, 0), (1, 4_000_000_000), (2, 1)):
        os.utime(office.write(number, "Neu gefasst."), (moment, moment))
    os.utime(office.docs / "3.txt", (-1, -1))
    code, output, _ = office.call("run", "docs", "--json")
    assert code == 0
    counts = json.loads(output)["counts"]
    assert (counts["replace"], counts["keep"]) == (3, 5)
    assert json.loads(office.call("run", "docs", "--json")[1])["counts"]["keep"] == 8
    office.is_whole()


def test_of_two_runs_at_once_one_waits_or_says_so(office: Office) -> None:
    first, second = office.start("run", "docs", "--json"), office.start("run", "docs", "--json")
    errors = [process.communicate(timeout=300)[1] for process in (first, second)]
    codes = sorted((first.returncode, second.returncode))
    assert codes in ([0, 0], [0, 2]), errors
    assert codes == [0, 0] or any("gerade" in error or "anderer" in error for error in errors), errors
    assert not any("Traceback" in error for error in errors)
    assert office.is_whole()["documents"] == 8
