import os
import threading
from pathlib import Path

from assistant.adapters.chat_connection import ChatConnection, write_connection
from assistant.health import Component, Health, State, WarmUp, check_chat, overall
from assistant.settings import Settings
from knowledge_base.errors import StorageError
from tests.support.chat_server import ChatScript, chat_server


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


def test_what_is_not_needed_takes_nothing_down_and_is_not_tried_again() -> None:
    tried = []

    def load() -> None:
        tried.append(1)
        raise StorageError("Der Platz reicht nicht.", "Schaffen Sie Platz.")

    warm_up = WarmUp(load, "Der Leser", needed=False)
    warm_up.start()
    warm_up.wait()
    for _ in range(2):
        assert warm_up.check() == Component(State.DEGRADED, "Der Platz reicht nicht. Schaffen Sie Platz.")
    assert tried == [1]
