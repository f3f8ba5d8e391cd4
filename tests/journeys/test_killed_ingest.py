"""Kills real ingest processes and the Chroma server, at random moments and between two writes.

Once with a Chroma server and once with Chroma's folder inside the ingest process, where each kill hits the index too.
AMTSLOTSE_TEST_KILLS says how often (three times by itself); only with it the real embedding model takes part as well,
and each run draws other files and moments.
Each process may take SECONDS, so a long series has all the time that it needs: 50 kills take a quarter of an hour.
"""

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.support.chroma_server import chroma_server, free_port
from tests.support.forked_process import ForkedProcess
from tests.support.mortal_ingest import Kill, Seen, found, ingest, seen

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("AMTSLOTSE_TEST_KILLS", "3"))
SECONDS = 600.0
SEED = 3
VICTIMS = {"server": ("ingest", "ingest", "chroma", "both"), "embedded": ("ingest",)}
WORDS = "Frist Gebühr Antrag Pass Ausländer Behörde Monat Nachweis Duldung Arbeit Studium Familie Einbürgerung".split()
ARGUMENTS = ("--json", "--allow-removal")


@dataclass(frozen=True)
class Case:
    """Where Chroma runs, which model embeds, how many files there are and how many passages each has."""

    chroma: str
    embedder: str
    files: int
    passages: int


WITH_E5 = [
    pytest.mark.models,
    pytest.mark.skipif("AMTSLOTSE_TEST_KILLS" not in os.environ, reason="heavy: set AMTSLOTSE_TEST_KILLS"),
]
CASES = [
    pytest.param(Case("server", "words", 25, 12), id="server-words"),
    pytest.param(Case("embedded", "words", 25, 12), id="embedded-words"),
    pytest.param(Case("server", "e5", 10, 5), id="server-e5", marks=WITH_E5),
    pytest.param(Case("embedded", "e5", 10, 5), id="embedded-e5", marks=WITH_E5),
]


class Office:
    """A folder whose files change, a Chroma server that can be killed (or none), and the ingest command."""

    def __init__(self, folder: Path, chance: random.Random, case: Case) -> None:
        self.docs, self.chance, self.case, self.victims = folder / "docs", chance, case, VICTIMS[case.chroma]
        self._folder, self._port = folder, free_port()
        self._server = ExitStack()
        self.chroma = 0
        self.contents: dict[str, str] = {}
        self.docs.mkdir()
        served = f"http://127.0.0.1:{self._port}" if case.chroma == "server" else ""
        models = os.environ.get("AMTSLOTSE_MODELS", str(ROOT / "var" / "models"))
        changed = {"AMTSLOTSE_VAR": str(folder / "var"), "AMTSLOTSE_CHROMA_URL": served, "AMTSLOTSE_MODELS": models}
        self.environment = {**os.environ, **changed, "PYTHONPATH": str(ROOT), "AMTSLOTSE_EMBEDDING_THREADS": "1"}
        for number in range(case.files):
            self.write(number)

    def start_chroma(self) -> None:
        self._server.close()
        if self.case.chroma == "server":
            _, self.chroma = self._server.enter_context(chroma_server(self._folder / "chroma", self._port))

    def stop(self) -> None:
        self._server.close()

    def start(self, kill: Kill | None = None) -> ForkedProcess:
        arguments = ("run", str(self.docs), *ARGUMENTS)
        return self._fork("run", ingest, arguments, self.case.embedder, kill)

    def run(self) -> tuple[dict[str, Any], int]:
        """Run undisturbed; return its report, and how many borders of writes it crossed."""
        return self._finished("run", str(self.docs), *ARGUMENTS)

    def verify(self) -> dict[str, Any]:
        return self._finished("verify", "--json")[0]

    def seen(self) -> Seen:
        looked: Seen = self._fork("seen", seen).result(SECONDS)
        return looked

    def found(self, questions: list[str]) -> list[list[tuple[str, str]]] | str:
        hits: list[list[tuple[str, str]]] | str
        hits = self._fork("found", found, questions, self.case.embedder).result(SECONDS)
        return hits

    def _finished(self, *arguments: str) -> tuple[dict[str, Any], int]:
        process = self._fork("undisturbed", ingest, arguments, self.case.embedder)
        code, borders = process.result(SECONDS)
        assert code == 0, process.stdout[:2000] + process.stderr
        return json.loads(process.stdout), borders

    def _fork(self, name: str, *call: Any) -> ForkedProcess:
        return ForkedProcess(self._folder / name, self.environment, *call)

    def write(self, number: int) -> None:
        """Write a file of passages that have little in common: of many equal ones a vector index finds but some."""
        paragraphs = [
            " ".join([*(f"{self.chance.randrange(2000):04}" for _ in range(20)), *self.chance.choices(WORDS, k=8)])
            for _ in range(self.case.passages)
        ]
        text = "\n\n".join(f"Absatz {paragraph}." for paragraph in paragraphs)
        (self.docs / f"{number}.txt").write_text(text, encoding="utf-8")
        self.contents[sha256(text.encode()).hexdigest()] = text

    def change(self) -> None:
        """Change most files, delete, add and rename some."""
        for path in sorted(self.docs.iterdir()):
            what = self.chance.random()
            if what < 0.15:
                path.unlink()
            elif what < 0.3:
                path.rename(self.docs / f"umbenannt-{self.chance.randrange(10**9)}.txt")
        for number in self.chance.sample(range(self.case.files), self.case.files // 2):
            self.write(number)

    def on_disk(self) -> dict[str, str]:
        return {str(path): sha256(path.read_bytes()).hexdigest() for path in self.docs.iterdir()}

    def question(self, content: str) -> str:
        return self.chance.choice(self.contents[content].split("\n\n"))


class Killer:
    """Ends runs, now by the clock, now between two writes; learns from undisturbed runs how long and large they are."""

    def __init__(self, office: Office) -> None:
        self._office, self._chance = office, office.chance
        self._seconds, self._borders = 0.0, 1

    def undisturbed(self) -> dict[str, Any]:
        began = time.monotonic()
        report, borders = self._office.run()
        took = time.monotonic() - began
        # A run after a kill has less to do than the one that was killed.
        self._seconds = 0.8 * self._seconds + 0.2 * took if self._seconds else took
        self._borders = max(self._borders, borders)
        return report

    def interrupt(self) -> str:
        """Start a run and end it or its server; returns how, or "" when the run was over before."""
        victim = self._chance.choice(self._office.victims)
        itself, others = victim != "chroma", (self._office.chroma,) if victim != "ingest" else ()
        if self._chance.random() < 0.5:
            kill = Kill(self._chance.randrange(1, self._borders + 1), others, itself)
            process, how = self._office.start(kill), f"{victim} at border {kill.border} of {self._borders}"
        else:
            delay = self._chance.uniform(0.02, 1.0) * self._seconds
            process, how = self._office.start(), f"{victim} after {delay:.2f} of {self._seconds:.2f} s"
            if not process.is_over(delay):
                for pid in others:
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                if itself:
                    process.kill()
        code = process.end(SECONDS)
        assert code in {0, -signal.SIGKILL}, process.stderr
        assert "Traceback" not in process.stderr, process.stderr
        if code == 0 and process.result(SECONDS)[0] == 0:
            return ""
        if not itself:
            assert "Fehler:" in process.stderr
        return how


@pytest.fixture(params=CASES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    # By itself the suite says the same of the same code.
    seed = random.randrange(10**6) if "AMTSLOTSE_TEST_KILLS" in os.environ else SEED
    print(f"seed {seed}")  # noqa: T201 - shown when the test fails
    office = Office(tmp_path, random.Random(seed), request.param)
    office.start_chroma()
    yield office
    office.stop()


def test_whenever_it_is_killed_the_next_run_makes_all_right(office: Office) -> None:
    Killer(office).undisturbed()
    killer = Killer(office)
    office.change()
    killer.undisturbed()
    kills = repaired = 0
    while kills < KILLS:
        before = office.seen()
        office.change()
        how = killer.interrupt()
        office.start_chroma()
        done = check_what_is_left(office, before)
        report = killer.undisturbed()
        check_that_all_is_right(office, before, report, done)
        if how:
            kills, repaired = kills + 1, repaired + bool(report["repaired"])
            print(f"kill {kills}, {how}: {report['repaired']} repaired, {len(done)} kept", flush=True)  # noqa: T201
    print(f"{KILLS} kills, {repaired} indexes repaired")  # noqa: T201


def check_what_is_left(office: Office, before: Seen) -> set[str]:
    """Nothing is lost or half done, and whoever asks now gets only whole documents; returns which files are done."""
    after, disk = office.seen(), office.on_disk()
    assert set(after.contents.values()) <= set(before.contents.values()) | set(disk.values())
    kept = set(before.contents.values()) & set(disk.values())
    assert kept <= set(after.contents.values()), "what was committed was lost"
    # Not each time: asking opens the indexes, and the next run is to find the damage by itself.
    if office.chance.random() < 0.5:
        asked = sorted({*before.contents.values(), *disk.values()})
        hits = office.found([office.question(content) for content in office.chance.sample(asked, min(8, len(asked)))])
        if not isinstance(hits, str):
            check_texts(hits, after)
    return {source for source, content in after.contents.items() if disk.get(source) == content}


def check_that_all_is_right(office: Office, before: Seen, report: dict[str, Any], done: set[str]) -> None:
    """The sources are held, each once, and found; what is gone is not."""
    disk = office.on_disk()
    lines = {line["source"]: line["action"] for line in report["files"]}
    assert {lines[source] for source in done} <= {"keep"}, "what was committed was read again"
    now = office.seen()
    assert now.contents == disk
    verified = office.verify()
    assert verified["damage"] == []
    assert verified["documents"] == len(disk)
    gone = sorted(set(before.contents.values()) - set(disk.values()))
    questions = [office.question(content) for content in [*disk.values(), *gone]]
    hits = office.found(questions)
    assert not isinstance(hits, str), hits
    check_texts(hits, now)
    for question, some in zip(questions[: len(disk)], hits, strict=False):
        assert any(question in text for _, text in some), f"not found: {question}"
    for question, some in zip(questions[len(disk) :], hits[len(disk) :], strict=True):
        assert not any(question in text for _, text in some), f"undead: {question}"


def check_texts(hits: list[list[tuple[str, str]]], held: Seen) -> None:
    for source, text in (hit for some in hits for hit in some):
        assert text in held.texts[source], "shown, but not in the registry"
