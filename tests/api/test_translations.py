"""Translations over the API: asked for, streamed after the German, kept with the conversation."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from assistant.app import create_app
from assistant.bootstrap import translation_wishes
from assistant.settings import Settings
from knowledge_base.errors import ConfigurationError
from tests.support.chat_server import ChatScript, chat_server
from tests.support.running_app import running_app
from tests.support.small_office import build_small_office
from tests.support.word_embedder import WordEmbedder

QUESTION = {"question": "How much kostet the Fiktionsbescheinigung?", "answer_language": "question"}
TOLD = ("The provisional certificate ", "costs 13 euros.")


@contextmanager
def office(folder: Path, script: ChatScript, **settings: object) -> Iterator[httpx.Client]:
    with chat_server(script) as model:
        chosen = build_small_office(folder, **({"chat_enabled": True, "chat_url": model} | settings))
        with (
            running_app(create_app(chosen, embedder=WordEmbedder())) as url,
            httpx.Client(base_url=url, timeout=60) as client,
        ):
            account = json.loads((chosen.state / "demo_accounts.json").read_text(encoding="utf-8"))[0]
            login = {"username": account["username"], "password": account["password"]}
            token = client.post("/api/v1/login", json=login).json()["token"]
            client.cookies.clear()
            client.headers["Authorization"] = f"Bearer {token}"
            yield client


def events_of(client: httpx.Client) -> list[tuple[str, dict]]:
    headers = {"Accept": "text/event-stream"}
    with client.stream("POST", "/api/v1/answers", json=QUESTION, headers=headers, timeout=60) as response:
        lines = list(response.iter_lines())
    names = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    return list(zip(names, [json.loads(line[6:]) for line in lines if line.startswith("data: ")], strict=True))


def test_translations_follow_the_german_and_are_kept(tmp_path: Path) -> None:
    with office(tmp_path, ChatScript(TOLD), answer_languages="en") as client:
        events = events_of(client)
        names = [name for name, _ in events]
        assert names.index("translation") > max(place for place, name in enumerate(names) if name == "statement")
        answer = events[-1][1]
        first = answer["statements"][0]
        assert first["text"] == "Die Fiktionsbescheinigung kostet 13 Euro."
        assert first["translation"] == {
            "state": "shown",
            "language": "en",
            "direction": "ltr",
            "text": "The provisional certificate costs 13 euros.",
        }
        assert {each["translation"]["state"] for each in answer["statements"][1:]} <= {"check_failed"}
        kept = client.get(f"/api/v1/conversations/{answer['conversation_id']}").json()
        assert kept["answers"][0]["statements"] == answer["statements"]
        german = client.post("/api/v1/answers", json={"question": QUESTION["question"]}, timeout=60).json()
        assert {each["translation"] for each in german["statements"]} == {None}


def test_without_a_model_the_quotes_stand_and_the_lack_is_told(tmp_path: Path) -> None:
    settings = {"chat_enabled": False, "answer_languages": "en", "answer_language": "question"}
    with office(tmp_path, ChatScript(), **settings) as client:
        answer = client.post("/api/v1/answers", json={"question": QUESTION["question"]}, timeout=60).json()
    assert answer["status"] == "quotes_only"
    assert {each["translation"]["state"] for each in answer["statements"]} == {"unavailable"}


def test_a_language_that_does_not_exist_ends_the_start() -> None:
    with pytest.raises(ConfigurationError, match="klingon"):
        translation_wishes(Settings(_env_file=None, answer_languages="en, klingon"))
