"""The chat model adapter over a scripted server; the embedded server has its own test."""

import time

import pytest

from assistant.adapters.chat_connection import ChatConnection
from assistant.adapters.chat_model import ChatModelWriter, open_writer
from assistant.answering.writer import Prompt
from assistant.settings import Settings
from knowledge_base.errors import ModelUnavailable
from tests.support.chat_server import ChatScript, chat_server

PROMPT = Prompt("Antworte kurz.", (("Frage eins", "Antwort eins"),), "Was kostet es?")


PATIENCE_SECONDS = 60
"""For the server to notice that nobody listens, on a busy machine."""


def written(url: str, *, timeout: float = 20, max_tokens: int = 50, model: str = "m") -> str:
    writer = ChatModelWriter(lambda: ChatConnection(url, model, "geheim"), timeout_seconds=timeout)
    return "".join(token.text for token in writer.write(PROMPT, max_tokens=max_tokens))


def test_tokens_come_with_their_likelihoods() -> None:
    script = ChatScript()
    with chat_server(script) as url:
        writer = ChatModelWriter(lambda: ChatConnection(url, "m", "geheim"), timeout_seconds=20)
        tokens = list(writer.write(PROMPT, max_tokens=7))
    assert [token.text for token in tokens] == list(script.tokens)
    assert tokens[0].alternatives == pytest.approx({"Die ": 0.9048, "Dazu": 0.0821}, abs=1e-3)
    request = script.requests[0]
    assert (request["temperature"], request["max_tokens"], request["top_logprobs"]) == (0, 7, 5)
    assert request["model"] == "m"
    assert script.keys == ["Bearer geheim"]
    assert [(message["role"], message["content"]) for message in request["messages"]] == [
        ("system", "Antworte kurz."),
        ("user", "Frage eins"),
        ("assistant", "Antwort eins"),
        ("user", "Was kostet es?"),
    ]


def test_a_server_that_refuses_likelihoods_is_asked_without_and_remembered() -> None:
    script = ChatScript(refuses_likelihoods=True)
    with chat_server(script) as url:
        writer = ChatModelWriter(lambda: ChatConnection(url, "m"), timeout_seconds=20)
        for _ in range(2):
            assert [token.alternatives for token in writer.write(PROMPT, max_tokens=9)] == [{}] * 5
    assert ["logprobs" in request for request in script.requests] == [True, False, False]


def test_an_answer_after_a_schema_is_asked_for_and_given_up_last() -> None:
    script = ChatScript(refuses_likelihoods=True)
    prompt = Prompt("Antworte kurz.", (), "Was kostet es?", {"type": "array"})
    with chat_server(script) as url:
        writer = ChatModelWriter(lambda: ChatConnection(url, "m"), timeout_seconds=20)
        list(writer.write(prompt, max_tokens=9))
    assert ["logprobs" in request for request in script.requests] == [True, True, False]
    schemas = [request["response_format"]["json_schema"]["schema"] for request in script.requests]
    assert schemas[0] == {"type": "array"}
    assert [schema["properties"]["aussagen"] for schema in schemas[1:]] == [{"type": "array"}] * 2


def test_a_prompt_that_is_too_long_is_not_asked_again_for_less() -> None:
    script = ChatScript(holds_the_prompt=False)
    prompt = Prompt("Antworte kurz.", (), "Was kostet es?", {"type": "array"})
    with chat_server(script) as url:
        writer = ChatModelWriter(lambda: ChatConnection(url, "m"), timeout_seconds=20)
        with pytest.raises(ModelUnavailable, match="HTTP 400: Der Prompt ist ihm zu lang"):
            list(writer.write(prompt, max_tokens=9))
        assert len(script.requests) == 1
        script.holds_the_prompt = True
        list(writer.write(prompt, max_tokens=9))
    assert ["logprobs" in request for request in script.requests] == [True, True], "the server can still do all"


def test_without_a_name_the_servers_first_model_is_used() -> None:
    script = ChatScript()
    with chat_server(script) as url:
        writer = ChatModelWriter(lambda: ChatConnection(url, ""), timeout_seconds=20)
        assert writer.name == "skript-1b"
        list(writer.write(PROMPT, max_tokens=3))
    assert script.requests[0]["model"] == "skript-1b"


def test_closing_the_iterator_hangs_up() -> None:
    script = ChatScript(tokens=("wort ",) * 1200, seconds_per_token=0.05)
    with chat_server(script) as url:
        writer = ChatModelWriter(lambda: ChatConnection(url, "m"), timeout_seconds=300)
        tokens = writer.write(PROMPT, max_tokens=200)
        next(tokens)
        tokens.close()  # type: ignore[attr-defined]
        assert script.hung_up.wait(PATIENCE_SECONDS)


def test_the_time_limit_holds_for_the_whole_answer() -> None:
    script = ChatScript(tokens=("wort ",) * 600, seconds_per_token=0.1)
    with chat_server(script) as url:
        begin = time.monotonic()
        with pytest.raises(ModelUnavailable, match="nach 2 s nicht fertig"):
            written(url, timeout=2)
        assert time.monotonic() - begin < 30, "half of what the whole answer takes"
        assert script.hung_up.wait(PATIENCE_SECONDS)


@pytest.mark.parametrize("status", [401, 404, 429, 500, 503])
def test_a_servers_refusal_is_named_without_its_text(status: int) -> None:
    with chat_server(ChatScript(status=status)) as url, pytest.raises(ModelUnavailable, match=f"HTTP {status}"):
        written(url)


def test_nonsense_in_the_stream_is_the_models_fault() -> None:
    with chat_server(ChatScript(ends_well=False)) as url, pytest.raises(ModelUnavailable):
        written(url)


def test_nobody_there_is_named() -> None:
    with pytest.raises(ModelUnavailable, match="antwortet nicht"):
        written("http://127.0.0.1:9/v1")
    with pytest.raises(ModelUnavailable, match=r"127\.0\.0\.1:9"):
        written("http://127.0.0.1:9/v1", model="")


def test_no_proxy_stands_between_this_machine_and_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with chat_server(ChatScript()) as url:
        assert written(url, model="") == "Die Gebühr beträgt 93 Euro."


def test_a_server_that_moved_is_found_again() -> None:
    addresses: list[str] = []
    writer = ChatModelWriter(lambda: ChatConnection(addresses[-1], "m"), timeout_seconds=20)
    for _ in range(2):
        with chat_server(ChatScript()) as url:
            addresses.append(url)
            assert len(list(writer.write(PROMPT, max_tokens=9))) == 5


def test_the_settings_may_want_no_model() -> None:
    assert open_writer(Settings(chat_enabled=False)) is None
    assert open_writer(Settings(chat_url="http://127.0.0.1:9/v1")) is not None
