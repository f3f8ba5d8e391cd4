"""The embedded chat server with the real model."""

import os
import subprocess
import threading
from pathlib import Path

import httpx
import pytest

from assistant.adapters.chat_connection import read_connection
from assistant.adapters.chat_model import ChatModelWriter
from assistant.adapters.model_server import connect_or_start
from assistant.answering.writer import Prompt
from assistant.settings import Settings
from knowledge_base.errors import ModelUnavailable
from tests.support.chat_server import ChatScript, chat_server


def test_a_missing_model_is_said_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="models --fetch"), connect_or_start(Settings(var=tmp_path)):
        pass


def test_a_server_in_the_settings_is_used_as_it_is(tmp_path: Path) -> None:
    with chat_server(ChatScript()) as url, connect_or_start(Settings(var=tmp_path, chat_url=url)) as connection:
        assert connection.url == url
    assert not list(tmp_path.iterdir())


@pytest.mark.models
def test_two_that_start_at_once_share_one_server(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, models=str(Settings().models_folder))
    done = threading.Barrier(2, timeout=60)
    found: list[int] = []

    def work() -> None:
        with connect_or_start(settings) as connection:
            found.append(connection.pid)
            done.wait()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert len(set(found)) == 1


@pytest.mark.models
def test_it_starts_answers_keeps_strangers_out_and_ends(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, models=str(Settings().models_folder))
    with connect_or_start(settings) as connection:
        assert connection.is_local
        assert connection.pid != os.getpid()
        assert httpx.get(f"{connection.url}/models", trust_env=False).status_code == 401
        with connect_or_start(settings) as again:
            assert again == connection
        writer = ChatModelWriter(lambda: connection, timeout_seconds=60)
        prompt = Prompt("Antworte mit einem Wort.", (), "Hauptstadt von Frankreich?")
        tokens = list(writer.write(prompt, max_tokens=8))
        assert "Paris" in "".join(token.text for token in tokens)
        assert len(tokens[0].alternatives) == 5
        assert 0.5 < sum(tokens[0].alternatives.values()) <= 1.001
        with pytest.raises(ModelUnavailable, match="HTTP 400"):
            list(writer.write(Prompt("x", (), "wort " * 6000), max_tokens=8))
        # the address and the key are in the file only, never on a command line that others can read
        command = ["ps", "-ww", "-o", "args=", "-p", str(connection.pid)]
        shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        assert "model_server_process" in shown
        assert connection.api_key not in shown
    assert read_connection(tmp_path) is None
