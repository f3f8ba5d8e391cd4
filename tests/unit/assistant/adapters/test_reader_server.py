"""The reader beside the embedded chat server."""

import json
import logging
import math
import os
import threading
from pathlib import Path

import httpx
import pytest

from assistant.adapters.chat_connection import RUN_FILE, ChatConnection, read_connection, write_connection
from assistant.adapters.model_reader import ModelReader
from assistant.adapters.model_server import connect_or_start, wait_for_reader
from assistant.adapters.reader_server import serve_reader
from assistant.settings import Settings
from knowledge_base.errors import ModelUnavailable

SIZE = 1536
"""Width of the built-in chat model."""

ASKED = "<|im_start|>user\nText: {}\n\nFrage: Was kostet das?<|im_end|>\n<|im_start|>assistant\n"


def test_a_run_file_of_an_earlier_version_still_holds(tmp_path: Path) -> None:
    write_connection(tmp_path, ChatConnection("u", "m", "k", os.getpid(), "r", "n"))
    run_file = tmp_path / RUN_FILE
    earlier = {key: value for key, value in json.loads(run_file.read_text()).items() if not key.startswith("reader")}
    run_file.write_text(json.dumps(earlier))
    connection = read_connection(tmp_path)
    assert connection == ChatConnection("u", "m", "k", os.getpid())
    assert connection is not None
    assert (connection.reader_url, connection.reader_name) == ("", "")


def test_a_reader_that_comes_up_later_leaves_the_chat_connection_the_same() -> None:
    assert ChatConnection("u", "m", "k", 1) == ChatConnection("u", "m", "k", 1, "r", "n")


def test_without_the_model_it_is_said_in_the_log_and_nothing_else_happens(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    connection = ChatConnection("u", "m", "k", os.getpid())
    write_connection(tmp_path, connection)
    with caplog.at_level(logging.WARNING):
        serve_reader(Settings(var=tmp_path, models=str(tmp_path / "leer")), connection, threading.Event())
    assert "Es geht ohne Leser weiter" in caplog.text
    after = read_connection(tmp_path)
    assert after is not None
    assert after.reader_url == ""


def test_a_folder_that_cannot_be_written_is_said_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "modelle").write_text("kein Ordner")
    settings = Settings(var=tmp_path, models=str(tmp_path / "modelle"))
    with caplog.at_level(logging.WARNING):
        serve_reader(settings, ChatConnection("u", "m", "k", os.getpid()), threading.Event())
    assert "nicht beschreibbar" in caplog.text


def test_waiting_for_a_reader_ends_where_none_can_come(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="nicht bereit"):
        wait_for_reader(Settings(var=tmp_path), seconds=60)
    write_connection(tmp_path, ChatConnection("u", "m", "k", os.getpid()))
    with pytest.raises(ModelUnavailable, match="nicht bereit"):
        wait_for_reader(Settings(var=tmp_path), seconds=0.1)
    with pytest.raises(ModelUnavailable, match="nicht bereit"):
        wait_for_reader(Settings(var=tmp_path, reader=False), seconds=60)


@pytest.mark.models
def test_it_tells_what_the_model_has_read_and_outlives_a_prompt_that_is_too_long(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, models=str(Settings().models_folder))
    with connect_or_start(settings):
        connection = wait_for_reader(settings, seconds=120)
        assert httpx.post(f"{connection.reader_url}/embeddings", json={"input": "x"}, trust_env=False).is_error
        reader = ModelReader(lambda: connection, timeout_seconds=60)
        state = reader.read(ASKED.format("Der Aufkleber kostet 93 Euro."))
        assert len(state) == SIZE
        assert all(map(math.isfinite, state))
        other = reader.read(ASKED.format("Das Amt hat geschlossen."))
        assert closeness(state, other) < 0.999
        again = reader.read(ASKED.format("Der Aufkleber kostet 93 Euro."))
        assert closeness(state, again) > 0.999999
        with pytest.raises(ModelUnavailable, match="HTTP 400"):
            reader.read("wort " * 5000)
        assert len(reader.read("wort")) == SIZE
        # a marker of the chat is one token, not the twelve characters that it is written with
        assert [tokens(connection, text) for text in ("<|im_start|>", "<|im_start|><|im_end|>")] == [1, 2]


def closeness(one: list[float], other: list[float]) -> float:
    """Return the cosine of the angle between two states."""
    return sum(a * b for a, b in zip(one, other, strict=True)) / (math.hypot(*one) * math.hypot(*other))


def tokens(connection: ChatConnection, text: str) -> int:
    """Return how many tokens the reader has read."""
    answer = httpx.post(
        f"{connection.reader_url}/embeddings",
        json={"input": text},
        headers={"Authorization": f"Bearer {connection.api_key}"},
        timeout=60,
        trust_env=False,
    )
    return int(answer.json()["usage"]["prompt_tokens"])
