"""Kills real ingest processes and the Chroma server at random moments; AMTSLOTSE_TEST_KILLS says how often.

Once with a Chroma server and once with Chroma's folder inside the ingest process, where each kill hits the index too.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest

from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.settings import KnowledgeSettings
from tests.support.chroma_server import chroma_server, free_port
from tests.support.word_embedder import WordEmbedder

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("AMTSLOTSE_TEST_KILLS", "3"))
VICTIMS = {"server": ("ingest", "ingest", "chroma", "both"), "embedded": ("ingest",)}
FILES, PASSAGES = 25, 30


class Office:
    """A folder whose files change, a Chroma server that can be killed (or none), and the ingest command."""

    def __init__(self, folder: Path, chance: random.Random, *, chroma: str) -> None:
        self.docs, self.chance, self.victims = folder / "docs", chance, VICTIMS[chroma]
        self._folder, self._port = folder, free_port()
        self._server = ExitStack()
        self._chroma = 0
        self.docs.mkdir()
        self.environment = {
            **os.environ,
            "AMTSLOTSE_VAR": str(folder / "var"),
            "AMTSLOTSE_CHROMA_URL": f"http://127.0.0.1:{self._port}" if chroma == "server" else "",
            "PYTHONPATH": str(ROOT),
        }
        self.settings = KnowledgeSettings(  # type: ignore[call-arg]
            _env_file=None, var=folder / "var", chroma_url=self.environment["AMTSLOTSE_CHROMA_URL"]
        )

    def start_chroma(self) -> None:
        self._server.close()
        _, self._chroma = self._server.enter_context(chroma_server(self._folder / "chroma", self._port))

    def stop(self) -> None:
        self._server.close()

    def ingest(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.support.word_ingest", *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self._folder, env=self.environment, stdout=pipe, stderr=pipe, text=True)

    def kill(self, victim: str, process: subprocess.Popen[str]) -> None:
        if victim in {"chroma", "both"}:
            os.kill(self._chroma, signal.SIGKILL)
        if victim in {"ingest", "both"}:
            process.kill()

    def write(self, number: int) -> None:
        """Write a file of passages that have little in common: of many equal ones a vector index finds but some."""
        words = [[f"{self.chance.randrange(10**6):06}" for _ in range(100)] for _ in range(PASSAGES)]
        (self.docs / f"{number}.txt").write_text("\n\n".join(f"Absatz {' '.join(some)}." for some in words))

    def change(self) -> None:
        """Change most files, delete, add and rename some."""
        for path in sorted(self.docs.iterdir()):
            what = self.chance.random()
            if what < 0.15:
                path.unlink()
            elif what < 0.3:
                path.rename(self.docs / f"umbenannt-{self.chance.randrange(10**9)}.txt")
        for number in self.chance.sample(range(FILES), FILES // 2):
            self.write(number)

    def on_disk(self) -> dict[str, str]:
        return {str(path): sha256(path.read_bytes()).hexdigest() for path in self.docs.iterdir()}

    def committed(self) -> dict[str, str]:
        """Return what the registry holds, after checking that each document is whole."""
        with open_knowledge_base(self.settings, embedder=WordEmbedder()) as base:
            for entry in base.registry.documents():
                assert len(base.registry.passages(entry.document.id)) == entry.passage_count
                assert base.originals.path(entry.content_hash) is not None
            return {source: state.content_hash for source, state in base.registry.sources().items()}


@pytest.fixture(params=list(VICTIMS))
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 - shown when the test fails
    office = Office(tmp_path, random.Random(seed), chroma=request.param)
    if request.param == "server":
        office.start_chroma()
    yield office
    office.stop()


def finish(process: subprocess.Popen[str]) -> dict[str, object]:
    output, errors = process.communicate(timeout=300)
    assert process.returncode == 0, output[:2000] + errors
    result: dict[str, object] = json.loads(output)
    return result


def test_whenever_it_is_killed_the_next_run_makes_all_right(office: Office) -> None:
    for number in range(FILES):
        office.write(number)
    began = time.monotonic()
    finish(office.ingest("run", str(office.docs), "--json"))
    whole = time.monotonic() - began
    interrupted = repaired = 0
    for _ in range(KILLS):
        before = office.committed()
        office.change()
        victim = office.chance.choice(office.victims)
        process = office.ingest("run", str(office.docs), "--json", "--allow-removal")
        time.sleep(office.chance.uniform(0.2, 1.0) * whole)
        office.kill(victim, process)
        _, errors = process.communicate(timeout=300)
        interrupted += process.returncode != 0
        assert "Traceback" not in errors
        after, disk = office.committed(), office.on_disk()
        assert set(after.values()) <= set(before.values()) | set(disk.values())
        assert set(before.values()) & set(disk.values()) <= set(after.values()), "what was committed was lost"
        done = {source for source, content in after.items() if disk.get(source) == content}
        if victim != "ingest":
            office.start_chroma()
        report = finish(office.ingest("run", str(office.docs), "--json", "--allow-removal"))
        repaired += bool(report["repaired"])
        lines = {line["source"]: line["action"] for line in report["files"]}  # type: ignore[attr-defined]
        assert {lines[source] for source in done} <= {"keep"}, "what was committed was read again"
        assert office.committed() == disk
        verified = finish(office.ingest("verify", "--json"))
        assert verified["damage"] == []
        assert verified["documents"] == len(disk)
    print(f"{KILLS} kills, {interrupted} runs interrupted, {repaired} indexes repaired")  # noqa: T201
    assert interrupted >= KILLS // 3
