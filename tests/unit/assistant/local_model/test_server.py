"""The local model's server over real HTTP, with the real client; what the model itself does has its own tests."""

import http.client
import json
import math
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import openai
import pytest

from assistant.adapters.chat_connection import ChatConnection
from assistant.adapters.chat_model import ChatModelWriter
from assistant.adapters.chat_server import count_prompt_tokens, list_models
from assistant.answering.writer import Prompt
from assistant.local_model.chat_tokens import Message
from assistant.local_model.gate import LARGEST_BODY
from assistant.local_model.local_model import LocalModel, Piece
from assistant.local_model.server import ServedModel, create_app
from knowledge_base.errors import ModelUnavailable
from knowledge_base.models.model_files import make_parts
from tests.support.model_packages import make_model
from tests.support.running_app import running_app
from tests.support.server_notes import NotingServer, ServerNotes
from tests.support.tiny_gguf import write_tiny_gguf

KEY, NAME, READER = "geheim", "winzig-1b", "winzig-1b, erste 2 Schichten"
LIKELY = {"Die": 0.75, "Es": 0.2, "": 0.05}
WRITTEN = (Piece("", 1, LIKELY), Piece("Die Gebühr", 2), Piece("", 1), Piece(" beträgt\n93 Euro.", 6, ended=True))
TEXT = "Die Gebühr beträgt\n93 Euro."
PROMPT = Prompt("Antworte kurz.", (("Frage eins", "Antwort eins"),), "Was kostet es?")
HELLO = {"messages": [{"role": "user", "content": "Hallo"}]}
PATIENCE_SECONDS = 60
"""For what must happen soon, on a busy machine."""


@dataclass
class ScriptedModel:
    """Writes `pieces`, then fails if it is to, or goes on for ever; reads once it may.

    No prompt may have more than 1000 words.
    """

    pieces: tuple[Piece, ...] = WRITTEN
    fails: bool = False
    endless: bool = False
    together: threading.Barrier | None = None
    may_read: threading.Event = field(default_factory=threading.Event)
    begun: threading.Event = field(default_factory=threading.Event)
    closed: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[list[tuple[str, str]], int, Mapping[str, Any] | None]] = field(default_factory=list)
    read_prompts: list[str] = field(default_factory=list)

    def read(self, prompt: str) -> list[float]:
        self.read_prompts.append(prompt)
        self.begun.set()
        assert self.may_read.wait(PATIENCE_SECONDS)
        if self.fails:
            raise ModelUnavailable("Der Leser liest nicht.") from RuntimeError("kaputt")
        if len(prompt.split()) > 1000:
            raise ModelUnavailable("1000 Token sind möglich.")
        return [0.5, -1.0, len(prompt)]

    def count(self, messages: Sequence[Message]) -> int:
        return sum(len(message.content.split()) for message in messages)

    def write(
        self, messages: Sequence[Message], *, max_tokens: int, schema: Mapping[str, Any] | None = None
    ) -> Iterator[Piece]:
        if self.count(messages) > 1000:
            raise ModelUnavailable("Das Sprachmodell fasst 1000 Token.")
        if schema == {"type": "rund"}:
            raise ValueError("unknown type")
        self.asked.append(([(message.role, message.content) for message in messages], max_tokens, schema))
        return self._written(messages[-1].content)

    def _written(self, question: str) -> Iterator[Piece]:
        try:
            self.begun.set()
            if self.together is not None:
                self.together.wait(PATIENCE_SECONDS)
                yield Piece(f"zu {question}: ", 1)
            yield from self.pieces
            while self.endless:
                yield Piece("", 0)  # so that nothing is sent on which a lost asker would be noticed
                threading.Event().wait(0.01)
            if self.fails:
                raise ModelUnavailable("Das Sprachmodell rechnet nicht.") from RuntimeError("kaputt")
        finally:
            self.closed.set()


@contextmanager
def served(model: ServedModel, notes: ServerNotes | None = None) -> Iterator[ChatConnection]:
    app = create_app(model, name=NAME, reader=READER, key=KEY)
    app.add_middleware(NotingServer, notes=notes or ServerNotes())
    with running_app(app) as url:
        yield ChatConnection(f"{url}/v1", NAME, KEY)


def writer(connection: ChatConnection) -> ChatModelWriter:
    return ChatModelWriter(lambda: connection, timeout_seconds=PATIENCE_SECONDS)


def post(connection: ChatConnection, path: str, content: str | bytes | Iterator[bytes]) -> httpx.Response:
    headers = {"Authorization": f"Bearer {connection.api_key}", "Content-Type": "application/json"}
    with httpx.Client(trust_env=False, timeout=PATIENCE_SECONDS) as client:
        return client.post(connection.url + path, content=content, headers=headers)


def chat(connection: ChatConnection, **more: Any) -> httpx.Response:
    return post(connection, "/chat/completions", json.dumps(HELLO | more))


def read(connection: ChatConnection, prompt: str) -> httpx.Response:
    return post(connection, "/state", json.dumps({"prompt": prompt}))


def is_listed(connection: ChatConnection) -> bool:
    """Tell whether the model is said to compute."""
    headers = {"Authorization": f"Bearer {connection.api_key}"}
    status = httpx.get(f"{connection.url}/models", headers=headers, trust_env=False).status_code
    assert status in (200, 503)
    return status == 200


def client(connection: ChatConnection) -> openai.OpenAI:
    inner = openai.DefaultHttpxClient(trust_env=False)
    return openai.OpenAI(base_url=connection.url, api_key=connection.api_key, max_retries=0, http_client=inner)


def left_waiting(connection: ChatConnection, path: str, body: object) -> http.client.HTTPConnection:
    """Ask, and give back the connection for somebody to hang up."""
    waiting = http.client.HTTPConnection(urlsplit(connection.url).netloc, timeout=PATIENCE_SECONDS)
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
    waiting.request("POST", f"/v1{path}", json.dumps(body), headers)
    return waiting


def test_an_answer_reaches_the_writer_with_its_first_alternatives() -> None:
    model = ScriptedModel()
    schema = {"type": "array", "items": {"type": "string"}}
    with served(model) as connection:
        asked = Prompt(PROMPT.system, PROMPT.examples, PROMPT.user, schema)
        tokens = list(writer(connection).write(asked, max_tokens=70))
        assert writer(connection).name == NAME
    assert [token.text for token in tokens] == ["Die Gebühr", " beträgt\n93 Euro."]
    assert tokens[0].alternatives == pytest.approx(LIKELY)
    assert tokens[1].alternatives == {}
    messages = [
        ("system", "Antworte kurz."),
        ("user", "Frage eins"),
        ("assistant", "Antwort eins"),
        ("user", "Was kostet es?"),
    ]
    assert model.asked == [(messages, 70, schema)]
    assert model.closed.is_set()


@pytest.mark.parametrize(("ended", "reason"), [(True, "stop"), (False, "length")])
def test_a_stream_says_why_it_ends_and_what_it_used(ended: bool, reason: str) -> None:
    model = ScriptedModel((*WRITTEN[:-1], Piece(WRITTEN[-1].text, 6, ended=ended)))
    with served(model) as connection:
        stream = client(connection).chat.completions.create(
            model=NAME,
            messages=[{"role": "user", "content": "Was kostet es?"}],
            max_completion_tokens=10,
            stream=True,
            stream_options={"include_usage": True},
        )
        chunks = list(stream)
    first, *_, last, usage = chunks
    assert first.choices[0].delta.role == "assistant"
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks[:-1]) == TEXT
    assert all(chunk.choices[0].logprobs is None for chunk in chunks[:-1]), "nobody asked for them"
    assert [chunk.choices[0].finish_reason for chunk in chunks[:-1]] == [None] * (len(chunks) - 2) + [reason]
    assert (usage.choices, last.usage) == ([], None)
    assert usage.usage is not None
    assert (usage.usage.prompt_tokens, usage.usage.completion_tokens, usage.usage.total_tokens) == (3, 10, 13)


def test_an_answer_at_once_says_the_same() -> None:
    model = ScriptedModel()
    with served(model) as connection:
        answer = client(connection).chat.completions.create(
            model=NAME, messages=[{"role": "user", "content": "Und jetzt?"}], logprobs=True, top_logprobs=2
        )
        assert count_prompt_tokens(connection, PROMPT, timeout_seconds=PATIENCE_SECONDS) == 9
    assert answer.choices[0].message.content == TEXT
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage is not None
    assert answer.usage.completion_tokens == 10
    assert answer.choices[0].logprobs is not None
    assert answer.choices[0].logprobs.content is not None
    [first] = answer.choices[0].logprobs.content
    assert first.token == "Die"
    assert first.logprob == pytest.approx(math.log(0.75))
    assert [one.token for one in first.top_logprobs] == ["Die", "Es"]
    assert model.asked[0][1] == 256, "the usual length"


@pytest.mark.parametrize(("ended", "reason"), [(True, "stop"), (False, "length")])
def test_an_end_mark_may_be_the_last_token_that_is_allowed(ended: bool, reason: str) -> None:
    with served(ScriptedModel((Piece("Ja", 1), Piece(".", 2, ended=ended)))) as connection:
        answer = chat(connection, max_tokens=3).json()
    assert answer["choices"][0]["finish_reason"] == reason


def test_an_answer_without_words_still_has_its_alternatives() -> None:
    with served(ScriptedModel(pieces=(Piece("", 1, LIKELY),))) as connection:
        lines = chat(connection, stream=True, logprobs=True, top_logprobs=5).text.split("\n\n")
    last = json.loads(lines[1].removeprefix("data: "))
    assert [one["token"] for one in last["choices"][0]["logprobs"]["content"][0]["top_logprobs"]] == ["Die", "Es", ""]
    assert lines[2] == "data: [DONE]"


def test_strangers_get_nothing() -> None:
    model = ScriptedModel()
    with served(model) as connection, httpx.Client(trust_env=False) as stranger:
        for key in ("", "Bearer", "Bearer falsch", "Basic geheim", "Bearer gehéim", f"bearer {KEY}"):
            for path in ("models", "chat/completions", "state", "nirgends"):
                answer = stranger.post(
                    f"{connection.url}/{path}", json=HELLO, headers={b"Authorization": key.encode("latin-1")}
                )
                assert answer.status_code == 401
                assert answer.json()["error"]["type"] == "authentication_error"
    assert not model.asked


def test_the_model_is_listed_and_nothing_else_is_there() -> None:
    with served(ScriptedModel()) as connection:
        assert list_models(connection) == [NAME]
        root = connection.url.removesuffix("/v1")
        for path in ("/", "/docs", "/redoc", "/openapi.json", "/v1/embeddings"):
            answer = httpx.get(root + path, headers={"Authorization": f"Bearer {KEY}"}, trust_env=False)
            assert answer.status_code == 404
            assert answer.json()["error"]["type"] == "invalid_request_error"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("{", "body.1"),
        ("[]", "body"),
        ("[" * 200_000, "body"),
        ("{}", "messages"),
        ('{"messages": []}', "messages"),
        ('{"messages": [{"role": "tool", "content": "GEHEIMES"}]}', "messages.0.role"),
        ('{"messages": [{"role": "user", "content": [{"type": "text", "text": "GEHEIMES"}]}]}', "messages.0.content"),
        ('{"messages": [{"role": "user", "content": "\\ud800"}]}', "messages.0.content"),
        (json.dumps(HELLO | {"max_tokens": 0}), "max_tokens"),
        (json.dumps(HELLO | {"top_logprobs": 21}), "top_logprobs"),
        (json.dumps(HELLO | {"response_format": {"type": "json_object"}}), "response_format"),
        (json.dumps(HELLO | {"response_format": {"type": "json_schema"}}), "response_format"),
        (json.dumps(HELLO | {"response_format": {"type": "json_schema", "json_schema": {"schema": 1}}}), "schema"),
    ],
)
def test_what_makes_no_sense_is_named_without_its_text(body: str, place: str) -> None:
    model = ScriptedModel()
    with served(model) as connection:
        answer = post(connection, "/chat/completions", body)
    assert answer.status_code == 400
    assert answer.json()["error"]["type"] == "invalid_request_error"
    assert place in answer.json()["error"]["message"]
    assert "GEHEIMES" not in answer.text
    assert not model.asked


def test_nulls_mean_the_usual() -> None:
    model = ScriptedModel()
    nothing = dict.fromkeys(
        ("max_tokens", "stream", "stream_options", "logprobs", "top_logprobs", "response_format", "temperature")
    )
    with served(model) as connection:
        assert chat(connection, **nothing).json()["choices"][0]["message"]["content"] == TEXT
    assert model.asked == [([("user", "Hallo")], 256, None)]


def test_a_body_that_nobody_needs_is_not_read() -> None:
    with served(ScriptedModel()) as connection:
        told = post(connection, "/state", json.dumps({"prompt": "x" * LARGEST_BODY}))
        counted = post(connection, "/state", iter([b"x" * (LARGEST_BODY // 2)] * 3))
    for answer in (told, counted):
        assert answer.status_code == 413
        assert answer.json()["error"]["type"] == "invalid_request_error"


@pytest.mark.parametrize("stream", [False, True])
def test_a_prompt_that_is_too_long_and_an_impossible_schema_are_refused(stream: bool) -> None:
    impossible = {"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "rund"}}}
    with served(ScriptedModel()) as connection:
        long = chat(connection, stream=stream, messages=[{"role": "user", "content": "wort " * 1001}])
        unheld = chat(connection, stream=stream, response_format=impossible)
    assert (long.status_code, unheld.status_code) == (400, 400)
    assert (long.json()["error"]["code"], unheld.json()["error"]["code"]) == ("context_length_exceeded", None)
    assert "1000 Token" in long.json()["error"]["message"]
    assert "unknown type" in unheld.json()["error"]["message"]


@pytest.mark.parametrize(
    ("writes", "status", "code"), [(True, 400, "context_length_exceeded"), (False, 503, None)], ids=["writes", "reads"]
)
@pytest.mark.parametrize("words", [1, 2000])
def test_a_model_that_only_reads_refuses_no_prompt_for_its_length(
    writes: bool, status: int, code: str | None, words: int, tmp_path: Path
) -> None:
    described = make_model([], write_tiny_gguf(tmp_path / "testmodell.gguf", layers=20).read_bytes())
    model = LocalModel(make_parts(described, tmp_path), threads=1, context_tokens=256, writes=writes)
    with served(model) as connection:
        answer = chat(connection, max_tokens=1, messages=[{"role": "user", "content": "wort " * words}])
    if writes and words == 1:
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_a_failing_model_is_told_also_in_the_midst_of_a_stream() -> None:
    with served(ScriptedModel(fails=True)) as connection:
        answer = chat(connection)
        assert (answer.status_code, answer.json()["error"]["message"]) == (503, "Das Sprachmodell rechnet nicht.")
        stream = client(connection).chat.completions.create(
            model=NAME, messages=[{"role": "user", "content": "Und?"}], stream=True
        )
        with pytest.raises(openai.APIError, match="rechnet nicht"):
            list(stream)
        tokens = writer(connection).write(PROMPT, max_tokens=50)
        assert next(tokens).text == "Die Gebühr"
        with pytest.raises(ModelUnavailable):
            list(tokens)


def test_who_closes_the_stream_closes_the_generator() -> None:
    model = ScriptedModel(endless=True)
    with served(model) as connection:
        tokens = writer(connection).write(PROMPT, max_tokens=50)
        assert next(tokens).text == "Die Gebühr"
        assert not model.closed.is_set()
        tokens.close()  # type: ignore[attr-defined]
        assert model.closed.wait(PATIENCE_SECONDS)


@pytest.mark.parametrize("stream", [False, True])
def test_who_hangs_up_closes_the_generator(stream: bool) -> None:
    model = ScriptedModel(pieces=(), endless=True)
    with served(model) as connection:
        waiting = left_waiting(connection, "/chat/completions", HELLO | {"stream": stream})
        assert model.begun.wait(PATIENCE_SECONDS)
        assert not model.closed.is_set()
        waiting.close()
        assert model.closed.wait(PATIENCE_SECONDS)


def test_two_are_served_at_once() -> None:
    questions = ["Frage eins", "Frage zwei"]
    with (
        served(ScriptedModel(together=threading.Barrier(2))) as connection,
        ThreadPoolExecutor(2) as askers,
    ):

        def written(question: str) -> str:
            return "".join(token.text for token in writer(connection).write(Prompt("", (), question), max_tokens=50))

        assert list(askers.map(written, questions)) == [f"zu {question}: {TEXT}" for question in questions]


def test_a_state_comes_with_its_readers_name() -> None:
    model = ScriptedModel()
    model.may_read.set()
    with served(model) as connection:
        answer = post(connection, "/state", json.dumps({"prompt": "Träfe es zu?"}))
        assert (answer.status_code, answer.json()) == (200, {"reader": READER, "state": [0.5, -1.0, 12.0]})
        assert post(connection, "/state", "{}").status_code == 400
        model.fails = True
        refused = post(connection, "/state", json.dumps({"prompt": "Und?"}))
    assert (refused.status_code, refused.json()["error"]["message"]) == (503, "Der Leser liest nicht.")


def test_nothing_is_read_for_who_has_left_before_the_turn() -> None:
    model, notes = ScriptedModel(), ServerNotes()
    with served(model, notes) as connection, ThreadPoolExecutor(1) as asker:
        first = asker.submit(read, connection, "eins")
        assert model.begun.wait(PATIENCE_SECONDS)
        leaving = left_waiting(connection, "/state", {"prompt": "zwei"})
        notes.wait_for("begun", 2)
        leaving.close()
        notes.wait_for("ended", 1)
        model.may_read.set()
        assert first.result().status_code == 200
        assert read(connection, "drei").status_code == 200
    assert model.read_prompts == ["eins", "drei"]


def test_nothing_is_read_for_those_who_leave_after_the_one_who_is_being_read() -> None:
    model, notes = ScriptedModel(), ServerNotes()
    with served(model, notes) as connection:
        leaving = []
        for count, prompt in enumerate(("eins", "zwei", "drei", "vier"), 1):
            leaving.append(left_waiting(connection, "/state", {"prompt": prompt}))
            notes.wait_for("begun", count)
        assert model.begun.wait(PATIENCE_SECONDS)
        for count, asker in enumerate(leaving, 1):
            asker.close()
            notes.wait_for("ended", count)
        model.may_read.set()
        assert read(connection, "fünf").status_code == 200
    assert model.read_prompts == ["eins", "fünf"]


def test_a_model_that_keeps_failing_to_read_is_not_listed_until_it_reads_again() -> None:
    model = ScriptedModel()
    model.may_read.set()
    with served(model) as connection:
        for _ in range(3):
            assert read(connection, "wort " * 1001).status_code == 503
        assert is_listed(connection), "the prompts were too long"
        model.fails = True
        for listed in (True, True, False):
            assert read(connection, "x").status_code == 503
            assert is_listed(connection) is listed
        model.fails = False
        assert read(connection, "x").status_code == 200
        assert is_listed(connection)


@pytest.mark.parametrize("stream", [False, True])
def test_a_model_that_keeps_failing_to_write_is_not_listed_though_it_reads(stream: bool) -> None:
    model = ScriptedModel(fails=True)
    model.may_read.set()
    with served(model) as connection:
        for listed in (True, True, False):
            assert "rechnet nicht" in chat(connection, stream=stream).text
            model.fails = False
            assert read(connection, "x").status_code == 200
            model.fails = True
            assert is_listed(connection) is listed
        model.fails = False
        assert chat(connection, stream=stream).status_code == 200
        assert is_listed(connection)


@pytest.mark.parametrize("path", ["/state", "/chat/completions"])
def test_a_model_that_hangs_is_not_listed_until_it_goes_on(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("assistant.local_model.watch.monotonic", lambda: now[0])
    model = ScriptedModel(together=threading.Barrier(2))
    with served(model) as connection, ThreadPoolExecutor(1) as asker:
        asked = asker.submit(post, connection, path, json.dumps(HELLO | {"prompt": "x"}))
        assert model.begun.wait(PATIENCE_SECONDS)
        now[0] = 60.0
        assert is_listed(connection)
        now[0] = 61.0
        assert not is_listed(connection)
        if path == "/state":
            model.may_read.set()
        else:
            assert model.together is not None
            model.together.wait(PATIENCE_SECONDS)
        assert asked.result().status_code == 200
        assert is_listed(connection)
