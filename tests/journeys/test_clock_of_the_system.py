"""The real system clock, as processes see it, jumps between runs and in the middle of one (libfaketime).

Heavy, so only when AMTSLOTSE_TEST_HARD is set; needs `apt-get install faketime`.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from ingest.running import running_run
from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.settings import KnowledgeSettings
from tests.support.faked_clock import TRUE, FakedClock, needs_faked_clock
from tests.support.word_embedder import WordEmbedder

BACK, AHEAD = "-1d", "+365d"

pytestmark = needs_faked_clock


class Office:
    """A folder of documents, and the ingest command under a clock that is set by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.docs, self.state = folder, folder / "docs", folder / "var"
        self.docs.mkdir()
        clock = FakedClock(folder / "clock")
        self.set_clock = clock.set
        self.environment = {**clock.environment, "AMTSLOTSE_VAR": str(self.state)}

    def write(self, number: int, text: str) -> None:
        path = self.docs / f"{number}.txt"
        path.write_text("\n\n".join(f"Absatz {number} Nummer {part}: {text}" for part in range(20)))
        os.utime(path, (1_700_000_000, 1_700_000_000))

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.support.word_ingest", *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self.folder, env=self.environment, text=True, stdout=pipe, stderr=pipe)

    def run(self) -> dict[str, int]:
        """Run, and return what was done with how many files."""
        return finished(self.start("run", "docs", "--json", "--allow-removal"))

    def texts(self, number: int) -> list[str]:
        """Return the first line of each revision of a document, the newest first."""
        settings = KnowledgeSettings(_env_file=None, var=self.state)  # type: ignore[call-arg]
        with open_knowledge_base(settings, embedder=WordEmbedder()) as base:
            held = base.registry.sources()[str(self.docs / f"{number}.txt")].document_id
            ids = [revision.id for revision in base.history.revisions(held)]
            found = base.history.passages(held, ids)
            return [found[key][0].text.splitlines()[0] for key in ids]


def finished(process: subprocess.Popen[str]) -> dict[str, int]:
    output, errors = process.communicate(timeout=300)
    assert process.returncode == 0, output + errors
    return {action: count for action, count in json.loads(output)["counts"].items() if count}


def test_the_clock_is_really_another_one(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.set_clock(AHEAD)
    told = subprocess.check_output([sys.executable, "-c", "import time; print(time.time())"], env=office.environment)
    assert float(told) - time.time() > 364 * 86_400


def test_runs_hold_whatever_the_clock_says(tmp_path: Path) -> None:
    office = Office(tmp_path)
    for number in range(6):
        office.write(number, "Die Frist beträgt 1 Monat.")
    assert office.run() == {"add": 6}

    office.set_clock(BACK)
    office.write(0, "Die Frist beträgt 2 Monat.")  # as long as before, and of the same time
    assert office.run() == {"replace": 1, "keep": 5}

    office.set_clock(AHEAD)
    office.write(0, "Die Frist beträgt 3 Monat.")
    (office.docs / "1.txt").unlink()
    (office.docs / "2.txt").rename(office.docs / "22.txt")
    assert office.run() == {"replace": 1, "remove": 1, "rename": 1, "keep": 3}

    # In the middle of a run the clock goes to and fro; others, by the true clock, see that it holds the lock.
    office.write(0, "Die Frist beträgt 4 Monat.")
    for number in range(30, 50):
        office.write(number, "Die Gebühr beträgt 93 Euro.")
    held = office.start("run", "docs", "--json")
    offsets, seen = [BACK, AHEAD, TRUE], 0
    while held.poll() is None:
        office.set_clock(offsets[0])
        offsets.append(offsets.pop(0))
        seen += running_run(office.state) is not None
        time.sleep(0.05)
    assert seen > 3
    assert finished(held) == {"add": 20, "replace": 1, "keep": 4}

    office.set_clock(TRUE)
    assert office.run() == {"keep": 25}
    assert office.texts(0) == [f"Absatz 0 Nummer 0: Die Frist beträgt {months} Monat." for months in (4, 3, 2, 1)]
    verify = office.start("verify", "--json")
    output, _ = verify.communicate(timeout=300)
    assert json.loads(output)["damage"] == []
