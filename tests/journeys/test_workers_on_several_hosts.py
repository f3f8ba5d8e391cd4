"""Two workers share PostgreSQL and a Chroma server; one is killed in mid-job, and nothing is lost or doubled."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.index import Query
from knowledge_base.settings import KnowledgeSettings
from tests.support.chroma_server import chroma_server
from tests.support.word_embedder import WordEmbedder

ROOT = Path(__file__).parents[2]
FILES, PASSAGES = 16, 60
PATIENCE_SECONDS = 180


class Hosts:
    """Hosts with a state folder each; one database, one Chroma server, one folder of documents that all can read."""

    def __init__(self, folder: Path, database_url: str, chroma_url: str) -> None:
        self.folder, self.docs = folder, folder / "docs"
        self.docs.mkdir()
        self._shared = {"AMTSLOTSE_DATABASE_URL": database_url, "AMTSLOTSE_CHROMA_URL": chroma_url}

    def environment(self, host: str) -> dict[str, str]:
        return {**os.environ, **self._shared, "AMTSLOTSE_VAR": str(self.folder / host), "PYTHONPATH": str(ROOT)}

    def call(self, host: str, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.support.word_ingest", *arguments]
        log = (self.folder / f"{host}-{arguments[0]}.log").open("a")
        return subprocess.Popen(
            command, cwd=self.folder, env=self.environment(host), stdout=subprocess.PIPE, stderr=log, text=True
        )

    def result(self, host: str, *arguments: str) -> dict[str, int]:
        said, _ = self.call(host, *arguments).communicate(timeout=PATIENCE_SECONDS)
        result: dict[str, int] = json.loads(said)
        return result

    @contextmanager
    def knowledge(self, host: str) -> Iterator[KnowledgeBase]:
        settings = KnowledgeSettings(
            _env_file=None,
            var=self.folder / host,
            database_url=self._shared["AMTSLOTSE_DATABASE_URL"],
            chroma_url=self._shared["AMTSLOTSE_CHROMA_URL"],
        )
        with open_knowledge_base(settings, embedder=WordEmbedder()) as base:
            yield base


@pytest.fixture
def hosts(tmp_path: Path, postgres_url: str) -> Iterator[Hosts]:
    with chroma_server(tmp_path / "chroma") as (chroma_url, _):
        yield Hosts(tmp_path, postgres_url.replace("postgresql://", "postgresql+psycopg://"), chroma_url)


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_worker_that_is_killed_loses_and_doubles_nothing(hosts: Hosts) -> None:
    chance = random.Random(7)
    for number in range(FILES):
        paragraphs = [" ".join(f"wort{chance.randrange(500)}" for _ in range(60)) for _ in range(PASSAGES)]
        (hosts.docs / f"leitfaden-{number}.txt").write_text("\n\n".join(f"Absatz {text}." for text in paragraphs))
    enqueued = hosts.result("eins", "enqueue", "--json", str(hosts.docs))
    again = hosts.result("zwei", "enqueue", "--json", str(hosts.docs))

    victim = hosts.call("eins", "worker")
    until(lambda: originals(hosts, "eins"))  # or the other one might be quicker, and leave nothing to do
    survivor = hosts.call("zwei", "worker")
    until(lambda: originals(hosts, "zwei"))
    until(lambda: is_stopped_in_mid_job(hosts, victim))
    victim.kill()
    victim.wait()
    until(lambda: (state := hosts.result("drei", "queue", "--json")) and not state["waiting"] + state["working"])
    survivor.terminate()
    survivor.wait(timeout=PATIENCE_SECONDS)

    state = hosts.result("drei", "queue", "--json")
    assert (enqueued["jobs"], enqueued["waiting_already"]) == (FILES, 0)
    assert (again["jobs"], again["waiting_already"]) == (0, FILES)
    assert state["failed"] == 0
    with hosts.knowledge("drei") as base:
        documents = base.registry.documents()
        ids = base.registry.current_passage_ids()
        assert sorted(Path(entry.document.source).name for entry in documents) == sorted(
            path.name for path in hosts.docs.iterdir()
        )
        assert all(len(base.history.revisions(entry.document.id)) == 1 for entry in documents)
        assert base.dense.ids() == ids
        assert base.lexical.ids() == ids
        question = Query(base.registry.passages(documents[0].document.id)[3].text, date(2026, 11, 22))
        assert base.search.search(replace(question, limit=1))[0].document.id == documents[0].document.id


def originals(hosts: Hosts, host: str) -> int:
    """Count the documents that a host has begun to take in."""
    return sum(path.is_file() for path in (hosts.folder / host / "originals").rglob("*"))


def is_stopped_in_mid_job(hosts: Hosts, victim: subprocess.Popen[str]) -> bool:
    """Stop one of the two workers; let it go on unless both have a job, hence this one, too."""
    victim.send_signal(signal.SIGSTOP)
    if hosts.result("drei", "queue", "--json")["working"] == 2:
        return True
    victim.send_signal(signal.SIGCONT)
    return False


def test_without_shared_services_it_says_what_is_missing(tmp_path: Path) -> None:
    environment = {**os.environ, "AMTSLOTSE_VAR": str(tmp_path)}
    command = [sys.executable, "-m", "ingest", "queue"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 2
    assert "AMTSLOTSE_CHROMA_URL" in done.stderr
