import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.adapters.chat_connection import ChatConnection
from assistant.adapters.model_reader import ModelReader, open_reader
from assistant.settings import Settings
from knowledge_base.errors import ModelUnavailable
from tests.support.embedding_server import EmbeddingScript, embedding_server

NOWHERE = "http://127.0.0.1:9/v1"


@pytest.fixture(scope="module")
def kept() -> Iterator[tuple[EmbeddingScript, ModelReader]]:
    script = EmbeddingScript()
    with embedding_server(script) as url:
        yield script, reader_at(url)


def reader_at(url: str, timeout: float = 20) -> ModelReader:
    connection = ChatConnection(NOWHERE, "m", "geheim", 1, url, "Leser, erste 2 Schichten")
    return ModelReader(lambda: connection, timeout_seconds=timeout)


def test_the_prompt_goes_out_as_it_is_and_the_numbers_come_back() -> None:
    script = EmbeddingScript()
    with embedding_server(script) as url:
        reader = reader_at(url)
        assert reader.read("<|im_start|>user\nÜber „Gebühren“?") == [0.5, -2.0, 3e-05]
        assert reader.name == "Leser, erste 2 Schichten"
    assert script.paths == ["/v1/embeddings"]
    assert script.bodies == [{"input": "<|im_start|>user\nÜber „Gebühren“?", "encoding_format": "float"}]
    assert script.keys == ["Bearer geheim"]


def test_the_connection_is_kept_between_prompts() -> None:
    script = EmbeddingScript()
    with embedding_server(script) as url:
        reader = reader_at(url)
        for _ in range(3):
            reader.read("x")
    assert len(script.ports) == 3
    assert len(set(script.ports)) == 1


def test_threads_may_share_it() -> None:
    script, states = EmbeddingScript(seconds=0.05), []
    with embedding_server(script) as url:
        reader = reader_at(url)
        threads = [threading.Thread(target=lambda: states.append(reader.read("x"))) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert states == [[0.5, -2.0, 3e-05]] * 6


def test_a_reader_that_has_been_restarted_elsewhere_is_found() -> None:
    addresses: list[str] = []
    reader = ModelReader(lambda: ChatConnection(NOWHERE, "m", "k", 1, addresses[-1], "n"), timeout_seconds=20)
    for _ in range(2):
        with embedding_server(EmbeddingScript()) as url:
            addresses.append(url)
            assert reader.read("x")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"kein JSON",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b'{"data": null}',
        b'{"data": []}',
        b'{"data": {"0": 1}}',
        b'{"data": [1]}',
        b'{"data": [{"embedding": null}]}',
        b'{"data": [{"embedding": []}]}',
        b'{"data": [{"embedding": "AAAA"}]}',
        b'{"data": [{"embedding": [0.5, null]}]}',
        b'{"data": [{"embedding": [0.5, "1"]}]}',
        b'{"data": [{"embedding": [0.5, true]}]}',
        b'{"data": [{"embedding": [[0.5, 1.0]]}]}',
        b'{"data": [{"embedding": [0.5, NaN]}]}',
        b'{"data": [{"embedding": [0.5, -Infinity]}]}',
        b'{"data": [{"embedding": [0.5, 1e999]}]}',
        b'{"data": [{"embedding": [0.5, 1' + b"0" * 400 + b"]}]}",
    ],
)
def test_what_is_no_state_counts_as_no_answer(answer: bytes, kept: tuple[EmbeddingScript, ModelReader]) -> None:
    script, reader = kept
    script.answer = answer
    with pytest.raises(ModelUnavailable, match="Der Leser antwortet nicht"):
        reader.read("x")


@pytest.mark.parametrize("status", [400, 401, 500, 503])
def test_a_refusal_is_told_without_the_prompt(status: int) -> None:
    script = EmbeddingScript(b'{"error": {"message": "secret words"}}', status)
    with embedding_server(script) as url, pytest.raises(ModelUnavailable, match=f"HTTP {status}") as refused:
        reader_at(url).read("secret words")
    assert "secret" not in str(refused.value)


def test_a_reader_that_takes_too_long_is_given_up() -> None:
    with embedding_server(EmbeddingScript(seconds=30)) as url, pytest.raises(ModelUnavailable, match="ReadTimeout"):
        reader_at(url, timeout=0.5).read("x")


@pytest.mark.parametrize("url", [NOWHERE, "kein://ort", "http://127.0.0.1:x/v1"])
def test_an_address_where_nothing_answers_is_told(url: str) -> None:
    with pytest.raises(ModelUnavailable, match="Der Leser antwortet nicht"):
        reader_at(url).read("x")


def test_without_a_reader_there_is_none() -> None:
    reader = reader_at("")
    with pytest.raises(ModelUnavailable, match="noch geladen"):
        reader.read("x")


def test_while_no_chat_server_runs_there_is_none(tmp_path: Path) -> None:
    reader = open_reader(Settings(var=tmp_path, chat_url=""))
    assert reader is not None
    assert reader.name == "nicht erreichbar"
    with pytest.raises(ModelUnavailable, match="läuft nicht"):
        reader.read("x")


@pytest.mark.parametrize("chosen", [{"chat_url": "http://x/v1"}, {"chat_enabled": False}, {"reader": False}])
def test_none_is_opened_where_none_can_run(chosen: dict[str, Any], tmp_path: Path) -> None:
    assert open_reader(Settings(var=tmp_path, **chosen)) is None
