"""The queue in front of a real chat server, seen from two askers."""

import threading

import pytest

from assistant.adapters.chat_connection import ChatConnection
from assistant.adapters.chat_model import ChatModelWriter
from assistant.adapters.queued_writer import QueuedWriter
from assistant.answering.writer import Prompt
from knowledge_base.errors import ModelUnavailable
from tests.support.chat_server import ChatScript, chat_server

PROMPT = Prompt("system", (), "user")


def test_a_turn_is_waited_for_and_given_back() -> None:
    with chat_server(ChatScript(("a", "b"))) as url:
        writer = ChatModelWriter(lambda: ChatConnection(url, "tiny"), timeout_seconds=60)
        turns = threading.BoundedSemaphore(1)
        queued = QueuedWriter(writer, turns=turns, left=threading.Event(), patience_seconds=0.3)
        assert queued.name == "tiny"
        first = queued.write(PROMPT, max_tokens=5)
        assert next(first).text == "a"
        with pytest.raises(ModelUnavailable, match="beschäftigt"):
            next(queued.write(PROMPT, max_tokens=5))
        first.close()
        assert [token.text for token in queued.write(PROMPT, max_tokens=5)] == ["a", "b"]


def test_who_has_left_stops_waiting_and_writing() -> None:
    script = ChatScript(("a",) * 3000, seconds_per_token=0.02)
    with chat_server(script) as url:
        writer = ChatModelWriter(lambda: ChatConnection(url, "tiny"), timeout_seconds=60)
        turns, left = threading.BoundedSemaphore(1), threading.Event()
        tokens = QueuedWriter(writer, turns=turns, left=left, patience_seconds=60).write(PROMPT, max_tokens=5000)
        next(tokens)
        left.set()
        with pytest.raises(ModelUnavailable, match="abgebrochen"):
            list(tokens)
        assert script.hung_up.wait(60)
        assert turns.acquire(timeout=60)
