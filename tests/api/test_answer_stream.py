"""Answers with a chat model behind a real HTTP server: phrased, queued, and stopped when the asker leaves."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from assistant.app import create_app
from tests.support.chat_server import MODEL, ChatScript, chat_server
from tests.support.running_app import running_app
from tests.support.small_office import build_small_office
from tests.support.word_embedder import WordEmbedder

PATIENCE_SECONDS = 60
QUESTION = {"question": "Was kostet die Fiktionsbescheinigung?"}
SENTENCE = "Die Fiktionsbescheinigung kostet 13 Euro Gebühr [1].".split(" ")


def client_of(url: str) -> httpx.Client:
    return httpx.Client(base_url=url, timeout=PATIENCE_SECONDS)


@contextmanager
def office_with_model(
    folder: Path, words: list[str], pause: float = 0.0, before: float = 0.0
) -> Iterator[tuple[httpx.Client, ChatScript]]:
    script = ChatScript(tuple(word + " " for word in words), before, pause)
    with chat_server(script) as model:
        settings = build_small_office(folder, chat_enabled=True, chat_url=model)
        with (
            running_app(create_app(settings, embedder=WordEmbedder())) as url,
            client_of(url) as client,
        ):
            account = json.loads((settings.state / "demo_accounts.json").read_text(encoding="utf-8"))[0]
            login = {"username": account["username"], "password": account["password"]}
            token = client.post("/api/v1/login", json=login).json()["token"]
            client.cookies.clear()
            client.headers["Authorization"] = f"Bearer {token}"
            yield client, script


def events_of(response: httpx.Response) -> Iterator[tuple[str, dict]]:
    name = ""
    for line in response.iter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def wait_for(condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def stream(client: httpx.Client) -> object:
    return client.stream("POST", "/api/v1/answers", json=QUESTION, headers={"Accept": "text/event-stream"})


def test_a_checked_sentence_takes_the_place_of_its_quotation(tmp_path: Path) -> None:
    with office_with_model(tmp_path, SENTENCE) as (client, _):
        with stream(client) as response:
            events = list(events_of(response))
        statements = [event["statement"]["support"] for name, event in events if name == "statement"]
        assert statements[0] == "zitat"
        assert "belegt" in statements
        name, answer = events[-1]
        assert (name, answer["status"], answer["model"]) == ("done", "answered", MODEL)
        assert client.get(f"/api/v1/answers/{answer['id']}").json() == answer
        assert client.get("/health").json()["components"]["chat"]["state"] == "ok"


@pytest.mark.parametrize(("pause", "before"), [(0.1, 0.0), (0.0, 75.0)], ids=["writing", "reading the prompt"])
def test_the_model_stops_when_the_asker_leaves(tmp_path: Path, pause: float, before: float) -> None:
    with office_with_model(tmp_path, ["Wort"] * 600, pause, before) as (client, model):
        with stream(client) as response:
            events = events_of(response)
            name, first = next(events)
            assert name == "sources"
            wait_for(lambda: len(model.requests) == 1)
        assert model.hung_up.wait(PATIENCE_SECONDS), "the model went on writing for nobody"
        assert client.get(f"/api/v1/answers/{first['answer_id']}").status_code == 404


def test_evidence_does_not_wait_for_a_busy_model(tmp_path: Path) -> None:
    # The model is busy for 40 s: less than an answer waits for its turn, and more than its evidence ever takes.
    with office_with_model(tmp_path, ["Wort"] * 200, 0.2) as (client, model):
        leave = threading.Event()

        def occupy() -> None:
            with stream(client) as response:
                events = events_of(response)
                next(events)
                leave.wait(2 * PATIENCE_SECONDS)

        occupants = [threading.Thread(target=occupy) for _ in range(3)]
        for occupant in occupants:
            occupant.start()
        try:
            wait_for(lambda: len(model.requests) == 2)
            with stream(client) as response:
                events = events_of(response)
                assert [next(events)[0], next(events)[0]] == ["sources", "statement"]
                assert len(model.requests) == 2, "the evidence came after somebody's turn"
        finally:
            leave.set()
            for occupant in occupants:
                occupant.join()


def test_without_its_server_the_quotes_are_the_answer(tmp_path: Path) -> None:
    settings = build_small_office(tmp_path, chat_enabled=True)
    with (
        running_app(create_app(settings, embedder=WordEmbedder())) as url,
        client_of(url) as client,
    ):
        account = json.loads((settings.state / "demo_accounts.json").read_text(encoding="utf-8"))[0]
        client.post("/api/v1/login", json={"username": account["username"], "password": account["password"]})
        answer = client.post("/api/v1/answers", json=QUESTION).json()
        assert answer["status"] == "quotes_only"
        assert "13 Euro" in answer["statements"][0]["text"]
        assert answer["problem"].startswith("Das eingebaute Sprachmodell läuft nicht.")
        assert client.get("/health").json()["components"]["chat"]["state"] == "degraded"
