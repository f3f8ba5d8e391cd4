"""The reader over HTTP: what the server says is checked, and nobody waits longer than wanted."""

import logging
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.adapters.chat_connection import ChatConnection, write_connection
from assistant.adapters.model_server import start_local_model
from assistant.adapters.served_reader import ServedReader, open_reader
from assistant.answering.reading import load_reading
from assistant.local_model.local_model import LocalModel
from assistant.local_model.server import create_app
from assistant.settings import Settings
from knowledge_base.errors import ModelUnavailable
from knowledge_base.models.model_files import make_parts
from tests.support.model_packages import make_model
from tests.support.running_app import running_app
from tests.support.state_server import KEY, READER, StateScript, said, state_server
from tests.support.tiny_gguf import WIDTH, write_tiny_gguf

PATIENCE_SECONDS = 60


@pytest.fixture
def script() -> StateScript:
    return StateScript()


@pytest.fixture
def reader(script: StateScript) -> Iterator[ServedReader]:
    """A reader that asks the scripted server."""
    with state_server(script) as url:
        yield reader_at(url)


def reader_at(url: str, *, key: str = KEY, name: str = READER) -> ServedReader:
    return ServedReader(name, lambda: ChatConnection(url, "m", key, os.getpid()))


def test_it_asks_the_server_for_the_state_of_a_prompt(reader: ServedReader, script: StateScript) -> None:
    assert reader.read("Frage: Größe?") == [1.0, -2.0]
    assert script.prompts == ["Frage: Größe?"]
    assert reader.name == READER


def test_threads_share_it_and_each_gets_its_own(reader: ServedReader, script: StateScript) -> None:
    script.answer = lambda prompt: said([float(prompt)])
    got: dict[str, list[float]] = {}
    prompts = [str(number) for number in range(12)]
    threads = [threading.Thread(target=lambda p=p: got.update({p: reader.read(p)})) for p in prompts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == {prompt: [float(prompt)] for prompt in prompts}


def test_a_connection_is_kept_for_the_next_prompt(reader: ServedReader, script: StateScript) -> None:
    reader.read("eins")
    reader.read("zwei")
    assert len(script.connections) == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[1.0]",
        b'{"reader": "Leser"}',
        said([]),
        said("1.0"),
        said(["1.0"]),
        said([True]),
        said([None]),
        said([[1.0]]),
        said([1.0], reader=None),
        b'{"reader": "Leser", "state": [NaN]}',
        b'{"reader": "Leser", "state": [Infinity]}',
        b'{"reader": "Leser", "state": [1e999]}',
        b'{"reader": "Leser", "state": [' + b"9" * 400 + b"]}",
        b'{"reader": "Leser", "state": ' + b"[" * 100_000,
        said([1.0] * 20_000),
        said([1.0] * 400_000),
    ],
    ids=lambda answer: answer[:40].decode(),
)
def test_an_answer_of_another_shape_is_refused_and_the_next_one_read(
    answer: bytes, reader: ServedReader, script: StateScript
) -> None:
    script.answer = lambda _: answer
    with pytest.raises(ModelUnavailable, match="keinen Zustand"):
        reader.read("Frage: So?")
    script.answer = lambda _: said([1])
    assert reader.read("Frage: So?") == [1.0]


def test_another_readers_states_are_refused(reader: ServedReader, script: StateScript) -> None:
    script.answer = lambda _: said([1.0], reader="ein anderer")
    with pytest.raises(ModelUnavailable, match="Gelesen hat ein anderer, nicht Leser"):
        reader.read("x")


@pytest.mark.parametrize("status", [400, 413, 500, 503])
def test_an_error_of_the_server_is_told(status: int, reader: ServedReader, script: StateScript) -> None:
    script.status = status
    with pytest.raises(ModelUnavailable, match=f"HTTP {status}"):
        reader.read("x")


def test_a_wrong_key_is_refused_by_the_server() -> None:
    script = StateScript()
    with state_server(script) as url, pytest.raises(ModelUnavailable, match="HTTP 401") as told:
        reader_at(url, key="falsch").read("x")
    assert "falsch" not in str(told.value)
    assert script.prompts == []


def test_a_server_that_does_not_answer_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        with pytest.raises(ModelUnavailable, match="ConnectError"):
            reader_at(f"http://127.0.0.1:{taken.getsockname()[1]}/v1").read("x")


@pytest.mark.parametrize("url", ["http://[::1/v1", "kein Server", ""])
def test_an_address_that_makes_no_sense_is_told(url: str) -> None:
    with pytest.raises(ModelUnavailable, match="antwortet nicht"):
        reader_at(url).read("x")


def test_a_prompt_that_is_no_text_is_told(reader: ServedReader, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(ModelUnavailable):
        reader.read("geheim \ud800")
    assert "geheim" not in caplog.text


def test_who_leaves_need_not_wait_and_the_server_need_not_read(reader: ServedReader, script: StateScript) -> None:
    script.release.clear()
    with pytest.raises(ModelUnavailable, match="nicht mehr gewartet"):
        reader.read_while(lambda: not script.prompts, "x")
    assert script.hung_up.wait(PATIENCE_SECONDS), "the request was broken off"


def test_who_leaves_does_not_stop_the_others(reader: ServedReader, script: StateScript) -> None:
    script.release.clear()
    got: list[list[float]] = []
    other = threading.Thread(target=lambda: got.append(reader.read("der andere")))
    other.start()
    with pytest.raises(ModelUnavailable):
        reader.read_while(lambda: len(script.prompts) < 2, "x")
    script.release.set()
    other.join(PATIENCE_SECONDS)
    assert got == [[1.0, -2.0]]


def test_who_asks_without_end_finds_in_the_log_what_was_not_read(
    reader: ServedReader, script: StateScript, caplog: pytest.LogCaptureFixture
) -> None:
    script.status = 503
    with pytest.raises(ModelUnavailable):
        reader.read("geheim")
    with pytest.raises(ModelUnavailable):  # whoever may leave says it once for a whole answer: see PatientReader
        reader.read_while(lambda: True, "geheim")
    [told] = caplog.messages
    assert "HTTP 503" in told
    assert "geheim" not in told


def test_nothing_is_asked_for_who_has_left(reader: ServedReader, script: StateScript) -> None:
    with pytest.raises(ModelUnavailable, match="nicht mehr gewartet"):
        reader.read_while(lambda: False, "x")
    assert script.prompts == []


def test_no_proxy_is_asked(script: StateScript, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with state_server(script) as url:
        assert reader_at(url).read("x") == [1.0, -2.0]


@pytest.mark.parametrize("chat_url", ["", "http://127.0.0.1:9/v1"])
def test_the_running_server_is_found_for_each_prompt(chat_url: str, tmp_path: Path) -> None:
    """A restarted one has another address, and a foreign chat server is never asked."""
    reader = open_reader(Settings(var=tmp_path, chat_url=chat_url))
    assert reader is not None
    with pytest.raises(ModelUnavailable, match="läuft nicht"):
        reader.read("x")
    for number in (1.0, 2.0):
        answer = said([number], reader=load_reading().reader)
        with state_server(StateScript(lambda _, answer=answer: answer)) as url:
            write_connection(tmp_path, ChatConnection(url, "m", KEY, os.getpid()))
            assert reader.read("x") == [number]


@pytest.mark.parametrize("chosen", [{"chat_enabled": False}, {"reader": False}])
def test_none_is_opened_where_none_is_wanted(chosen: dict[str, Any], tmp_path: Path) -> None:
    assert open_reader(Settings(var=tmp_path, **chosen)) is None


def test_it_gets_from_our_own_server_what_the_model_reads(tmp_path: Path) -> None:
    described = make_model([], write_tiny_gguf(tmp_path / "testmodell.gguf", layers=20).read_bytes())
    model = LocalModel(make_parts(described, tmp_path), threads=1, context_tokens=256, writes=False)
    asked = "<|im_start|>user\nText: Es kostet 93 €.\n\nFrage: Was kostet das?<|im_end|>\n<|im_start|>assistant\n"
    with running_app(create_app(model, name="m", reader=READER, key=KEY)) as url:
        reader = reader_at(f"{url}/v1")
        state = reader.read(asked)
        assert state == pytest.approx(model.read(asked), rel=1e-6)
        assert len(state) == 2 * WIDTH
        with pytest.raises(ModelUnavailable):
            reader.read("wort " * 2000)
        assert len(reader.read("wort")) == 2 * WIDTH
        with pytest.raises(ModelUnavailable, match="HTTP 401"):
            reader_at(f"{url}/v1", key="falsch").read(asked)


@pytest.mark.models
def test_the_real_one_reads_also_beside_a_foreign_chat_server(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path, models=str(Settings().models_folder), chat_url="http://127.0.0.1:9/v1")
    reader = open_reader(settings)
    assert reader is not None
    with start_local_model(settings):
        state = reader.read("Die Frist beträgt zwei Wochen.\n\nFrage: Wie lang ist die Frist?\nJa oder Nein.")
    assert len(state) == len(load_reading().question.weights)
    with pytest.raises(ModelUnavailable, match="läuft nicht"):
        reader.read("x")
