"""The embedded chat server with the real model."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.adapters.chat_connection import ChatConnection, read_connection
from assistant.adapters.chat_model import ChatModelWriter
from assistant.adapters.chat_server import list_models
from assistant.adapters.model_server import SERVER_COMMAND, connect_or_start
from assistant.answering.writer import Prompt
from assistant.processes.environment import environment_for
from assistant.settings import Settings
from knowledge_base.errors import ModelUnavailable
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.model_files import READING_FILE, reader_name, weights_of
from tests.support.chat_server import ChatScript, chat_server

PATIENCE_SECONDS = 60
"""For what must happen soon, on a busy machine."""


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
        body, known = {"prompt": "Genügt der Text?"}, {"Authorization": f"Bearer {connection.api_key}"}
        read = httpx.post(f"{connection.url}/state", json=body, headers=known, trust_env=False, timeout=60).json()
        assert read["reader"] == reader_name(locked_model(Purpose.CHAT))
        assert len(read["state"]) == 3072
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
        assert "assistant.local_model" in shown
        assert connection.api_key not in shown
    assert read_connection(tmp_path) is None


@pytest.mark.models
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_ends_it_in_the_midst_of_an_answer(tmp_path: Path, number: signal.Signals) -> None:
    settings = Settings(var=tmp_path, models=str(Settings().models_folder))
    with started(settings) as process:
        connection = connection_of(process, tmp_path)
        assert connection.pid == process.pid
        writer = ChatModelWriter(lambda: connection, timeout_seconds=PATIENCE_SECONDS)
        tokens = writer.write(Prompt("Du zählst.", (), "Zähle in Worten von eins bis tausend."), max_tokens=2000)
        next(tokens)
        process.send_signal(number)
        assert process.wait(PATIENCE_SECONDS) == 0
        with pytest.raises(ModelUnavailable):
            list(tokens)
        assert not (tmp_path / "run" / "chat.json").exists()


@pytest.mark.models
def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, models=str(Settings().models_folder))
    lasting = f"import subprocess; subprocess.Popen({SERVER_COMMAND!r}).wait()"
    with started(settings, sys.executable, "-c", lasting) as parent:
        connection = connection_of(parent, tmp_path)
        parent.kill()
        while (tmp_path / "run" / "chat.json").exists():
            time.sleep(0.05)
        with pytest.raises(ModelUnavailable):
            list_models(connection)


@pytest.mark.models
def test_beside_another_server_it_only_reads(tmp_path: Path) -> None:
    elsewhere = "http://127.0.0.1:9/v1"
    settings = Settings(var=tmp_path, models=str(Settings().models_folder), chat_url=elsewhere)
    with started(settings) as process:
        connection = connection_of(process, tmp_path)
        known = {"Authorization": f"Bearer {connection.api_key}"}
        with httpx.Client(base_url=connection.url, headers=known, trust_env=False, timeout=PATIENCE_SECONDS) as client:
            assert client.post("/state", json={"prompt": "Genügt der Text?"}).status_code == 200
            asked = {"messages": [{"role": "user", "content": "Hallo"}]}
            refused = client.post("/chat/completions", json=asked)
    assert refused.status_code == 400
    assert "nur zum Lesen" in refused.json()["error"]["message"]


@pytest.mark.models
@pytest.mark.skipif(sys.platform != "linux", reason="shows elsewhere not what a process has loaded")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_ends_it_while_the_model_loads(tmp_path: Path, number: signal.Signals) -> None:
    settings = Settings(var=tmp_path, models=str(Settings().models_folder))
    with started(settings) as process:
        loaded = Path(f"/proc/{process.pid}/maps")
        while weights_of(READING_FILE) not in loaded.read_text(errors="surrogateescape"):
            assert process.poll() is None
        process.send_signal(number)
        assert process.wait(PATIENCE_SECONDS) == -number
    assert not (tmp_path / "run" / "chat.json").exists()


def test_without_a_model_it_says_what_to_do(tmp_path: Path) -> None:
    with started(Settings(var=tmp_path)) as process:
        assert process.wait(PATIENCE_SECONDS) == 1
    assert "models --fetch" in (tmp_path / "chat.log").read_text()


@contextlib.contextmanager
def started(settings: Settings, *command: str) -> Iterator["subprocess.Popen[bytes]"]:
    with (settings.state / "chat.log").open("wb") as log:
        process = subprocess.Popen(command or SERVER_COMMAND, stdout=log, stderr=log, env=environment_for(settings))
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def connection_of(process: "subprocess.Popen[bytes]", state: Path) -> ChatConnection:
    while (connection := read_connection(state)) is None:
        assert process.poll() is None
        time.sleep(0.05)
    return connection
