import os
import threading
from pathlib import Path

import pytest

from assistant.adapters.chat_connection import ChatConnection, write_connection
from assistant.health import Component, Health, State, WarmUp, check_chat, check_reader, overall
from assistant.settings import Settings
from knowledge_base.errors import StorageError
from tests.support.chat_server import ChatScript, chat_server
from tests.support.state_server import StateScript, state_server


def broken() -> Component:
    raise StorageError("Kaputt.", "Bitte heilen.")


def test_a_failing_component_is_down_and_says_why() -> None:
    components = Health({"good": lambda: Component(State.OK, "gut"), "bad": broken}).components()
    assert components["bad"] == Component(State.DOWN, "Kaputt. Bitte heilen.")
    assert overall(components) is State.DOWN
    assert overall({}) is State.OK


def test_components_are_not_asked_each_time() -> None:
    asked = []
    health = Health({"a": lambda: asked.append(1) or Component(State.OK, "")})
    health.components()
    health.components()
    assert asked == [1]


def test_warming_up_is_told_and_a_failure_is_looked_at_again() -> None:
    going_on, failures = threading.Event(), [StorageError("Fehlt."), StorageError("Fehlt.")]

    def load() -> None:
        going_on.wait(60)
        if failures:
            raise failures.pop()

    warm_up = WarmUp(load, "Das Modell")
    warm_up.start()
    assert warm_up.check().state is State.DEGRADED
    going_on.set()
    warm_up.wait()
    assert warm_up.check() == Component(State.DOWN, "Fehlt.")
    assert warm_up.check().state is State.OK


def test_a_chat_model_that_answers_is_told(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, chat_url="")
    with chat_server(ChatScript()) as url:
        write_connection(tmp_path, ChatConnection(url, "m", "k", os.getpid()))
        assert check_chat(settings) == Component(State.OK, "Das Sprachmodell m antwortet.")


def test_a_local_model_that_does_not_compute_is_told(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, chat_url="")
    with state_server(StateScript(models_status=503)) as url:
        write_connection(tmp_path, ChatConnection(url, "m", "k", os.getpid()))
        chat, reader = check_chat(settings), check_reader(settings)
    assert (chat.state, reader.state) == (State.DEGRADED, State.DEGRADED)
    assert "antwortet nicht (HTTP 503)" in chat.detail
    assert "antwortet nicht" in reader.detail


@pytest.mark.parametrize("chat_url", ["", "http://gpu:8000/v1"])
def test_the_reader_is_there_where_the_local_server_is_and_takes_nothing_down(chat_url: str, tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, chat_url=chat_url)
    absent = check_reader(settings)
    assert absent.state is State.DEGRADED
    assert "läuft nicht; Regel und Prüfungen entscheiden allein" in absent.detail
    assert "oder warten Sie" in absent.detail, "nobody shall start twice what only takes its time"
    script = StateScript()
    with state_server(script) as url:
        write_connection(tmp_path, ChatConnection(url, "m", "k", os.getpid()))
        assert check_reader(settings) == Component(State.OK, "Der Leser antwortet.")
    assert script.prompts == [], "health is asked often: it must not have the model read"
    ended = check_reader(settings)
    assert ended.state is State.DEGRADED
    assert "antwortet nicht" in ended.detail
    assert str(tmp_path) not in ended.detail, "anybody may see it"
