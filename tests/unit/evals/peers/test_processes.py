"""The peers' own environment is not part of the tests; a peer written here stands in for a pipeline."""

import json
from pathlib import Path

import pytest

from assistant.settings import Settings
from evals.peers.__main__ import _chosen, spread
from evals.peers.measure_peer import equipment_from, measure, resident_mb
from evals.peers.peer import ChatServer, Text
from evals.peers.processes import Runner
from knowledge_base.errors import ConfigurationError


class FirstPieces:
    def index(self, documents: list[Text]) -> int:
        self._pieces = documents
        return len(documents)

    def find(self, question: str, count: int) -> list[Text]:
        return self._pieces[:count]

    def answer(self, question: str) -> str:
        return f"Antwort auf {question}"


def test_only_the_chosen_questions_are_answered() -> None:
    outcome = measure(FirstPieces(), [Text("a", "b")] * 20, ["eins", "zwei"], {1})
    assert outcome.pieces == 20
    assert [one.answer for one in outcome.found] == [None, "Antwort auf zwei"]
    assert len(outcome.found[0].pieces) == 10
    assert spread(10, 3) == [0, 3, 6]
    assert spread(2, 5) == [0, 1]


def test_memory_is_read_where_the_system_tells(tmp_path: Path) -> None:
    status = tmp_path / "status"
    status.write_text("Name:\tx\nVmRSS:\t   2048 kB\n")
    assert resident_mb(status) == 2
    assert resident_mb(tmp_path / "fehlt") == 0


def test_equipment_survives_the_way_through_json() -> None:
    fields = {
        "embedding_model": "/m",
        "question_prefix": "query: ",
        "passage_prefix": "passage: ",
        "dtype": "float32",
        "chat": {"url": "http://127.0.0.1:1/v1", "model": "m", "api_key": "geheim"},
    }
    read = equipment_from(json.loads(json.dumps({"equipment": fields})))
    assert read.chat == ChatServer("http://127.0.0.1:1/v1", "m", "geheim")
    assert "geheim" not in repr(read)
    assert equipment_from({"equipment": fields | {"chat": None}}).chat is None


def test_a_missing_environment_and_an_unknown_peer_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="make peers"):
        Runner(Settings(var=tmp_path), {}, python=tmp_path / "python").run("bm25")
    with pytest.raises(ConfigurationError, match="Unbekannt: elastic"):
        _chosen(["elastic"])


def test_a_peer_that_fails_is_left_out_with_its_last_words(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho kein Speicher >&2\nexit 3\n")
    broken.chmod(0o755)
    assert Runner(Settings(var=tmp_path), {}, python=broken).run("bm25") is None
    assert "bm25 ist gescheitert: kein Speicher" in caplog.text
