"""The embedded chat server with the real model."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from filelock import FileLock

from assistant.adapters import model_server
from assistant.adapters.chat_connection import ChatConnection, read_connection, write_connection
from assistant.adapters.chat_model import ChatModelWriter
from assistant.adapters.chat_server import list_models
from assistant.adapters.model_server import SERVER_COMMAND, connect_or_start, start_local_model
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


def test_who_starts_while_another_does_takes_the_others_however_long_the_making_lasts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_server, "_START_SECONDS", 0.01)  # no parts are there: this does not count yet
    model = locked_model(Purpose.CHAT)
    with (tmp_path / model.installed_as).open("wb") as never_read:
        never_read.truncate(model.size)
    (tmp_path / "run").mkdir()
    log = tmp_path / "logs" / "chat.log"

    def other() -> None:
        with chat_server(ChatScript()) as url, FileLock(tmp_path / "run" / "chat-server.lock"):
            held.set()
            until(lambda: log.exists() and "auf sein Ende gewartet" in log.read_text())
            write_connection(tmp_path, ChatConnection(url, "m", "k", os.getpid()))
            done.wait(PATIENCE_SECONDS)

    held, done = threading.Event(), threading.Event()
    thread = threading.Thread(target=other)
    thread.start()
    try:
        assert held.wait(PATIENCE_SECONDS)
        with start_local_model(Settings(var=tmp_path, models=str(tmp_path))) as connection:
            assert connection.pid == os.getpid()
        assert read_connection(tmp_path) == connection
    finally:
        done.set()
        thread.join()


@pytest.mark.models
def test_a_second_server_takes_over_when_the_first_ends(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, models=str(Settings().models_folder))
    with started(settings) as first:
        connection = connection_of(first, tmp_path)
        with started(settings) as second:
            until(lambda: "auf sein Ende gewartet" in (tmp_path / "chat.log").read_text())
            (tmp_path / "run" / "chat.json").unlink()
            until(lambda: read_connection(tmp_path) == connection)
            write_connection(tmp_path, ChatConnection("http://127.0.0.1:9/v1", "m", "k", second.pid))
            until(lambda: read_connection(tmp_path) == connection)
            first.terminate()
            assert first.wait(PATIENCE_SECONDS) == 0
            assert connection_of(second, tmp_path).pid == second.pid


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
        until(lambda: not (tmp_path / "run" / "chat.json").exists())
        with pytest.raises(ModelUnavailable):
            list_models(connection)


@pytest.mark.models
@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: a child is told of its parent's death only there")
def test_it_ends_with_a_parent_that_ended_before_it_could_look(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, models=str(Settings().models_folder))
    code = """
import os
from assistant.adapters.model_server import _start
from assistant.settings import Settings
print(_start(Settings()).pid, flush=True)
os._exit(0)
"""
    environment = environment_for(settings)
    run = subprocess.run([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True, check=True)
    server = int(run.stdout)
    try:
        until(lambda: not is_running(server) or read_connection(tmp_path) is not None)
        assert not is_running(server)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(server, signal.SIGKILL)


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
    assert refused.status_code == 503
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


def test_what_nobody_foresaw_is_told_with_its_trace(tmp_path: Path) -> None:
    with started(Settings(var=tmp_path).model_copy(update={"chat_threads": "viele"})) as process:
        assert process.wait(PATIENCE_SECONDS) == 1
    told = (tmp_path / "chat.log").read_text()
    assert "Traceback" in told
    assert "Der Server des Sprachmodells ist abgebrochen." in told


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


def is_running(pid: int) -> bool:
    """Tell whether a process runs that may have ended without anyone to note it."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except (FileNotFoundError, ProcessLookupError):
        return False


def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def connection_of(process: "subprocess.Popen[bytes]", state: Path) -> ChatConnection:
    while (connection := read_connection(state)) is None:
        assert process.poll() is None
        time.sleep(0.05)
    return connection
