"""Answers with a reader behind a real HTTP server, beside another chat server: it counts, and it may be gone."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from assistant.adapters.chat_connection import ChatConnection, write_connection
from assistant.answering.reading import load_reading
from assistant.app import create_app
from tests.support.running_app import running_app
from tests.support.small_office import build_small_office
from tests.support.state_server import KEY, StateScript, said, state_server
from tests.support.word_embedder import WordEmbedder

PATIENCE_SECONDS = 60
QUESTION = {"question": "Was kostet die Fiktionsbescheinigung?"}
NOBODY = "http://127.0.0.1:9/v1"


@contextmanager
def office(folder: Path) -> Iterator[httpx.Client]:
    """The API beside a chat server that is not there; run/chat.json says where the reader is."""
    settings = build_small_office(folder, chat_enabled=True, chat_url=NOBODY)
    with (
        running_app(create_app(settings, embedder=WordEmbedder())) as url,
        httpx.Client(base_url=url, timeout=PATIENCE_SECONDS) as client,
    ):
        account = json.loads((settings.state / "demo_accounts.json").read_text(encoding="utf-8"))[0]
        client.post("/api/v1/login", json={"username": account["username"], "password": account["password"]})
        yield client


def weighed(sense: float) -> StateScript:
    """A reader whose state is the weights themselves, for yes (1) or no (-1)."""
    model = load_reading()
    state = [sense * weight for weight in model.question.weights]
    return StateScript(lambda _: said(state, reader=model.reader))


@pytest.mark.parametrize(("sense", "status"), [(1.0, "quotes_only"), (-1.0, "abstained")])
def test_the_reader_decides_whether_the_quotes_stand(sense: float, status: str, tmp_path: Path) -> None:
    script = weighed(sense)
    with office(tmp_path) as client, state_server(script) as url:
        write_connection(tmp_path / "var", ChatConnection(url, "m", KEY, os.getpid()))
        answer = client.post("/api/v1/answers", json=QUESTION).json()
        assert answer["status"] == status
        assert f"Frage: {QUESTION['question']}\n" in script.prompts[0]
        assert client.get("/health").json()["components"]["reader"]["state"] == "ok"


def test_without_the_reader_the_rule_decides_and_health_tells(tmp_path: Path) -> None:
    with office(tmp_path) as client:
        assert client.post("/api/v1/answers", json=QUESTION).json()["status"] == "quotes_only"
        health = client.get("/health").json()
        assert health["components"]["reader"]["state"] == "degraded"
        assert health["state"] == "degraded"


def test_who_leaves_has_nothing_read(tmp_path: Path) -> None:
    script = weighed(-1)
    script.release.clear()
    with office(tmp_path) as client, state_server(script) as url:
        write_connection(tmp_path / "var", ChatConnection(url, "m", KEY, os.getpid()))
        streamed = client.stream("POST", "/api/v1/answers", json=QUESTION, headers={"Accept": "text/event-stream"})
        with streamed as response:
            lines = response.iter_lines()  # held on to: without it the response is closed
            next(lines)
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not script.prompts:
                assert time.monotonic() < deadline
                time.sleep(0.02)
        assert script.hung_up.wait(PATIENCE_SECONDS), "it was read for nobody"
