"""The chat model as answering needs it: LangChain's ChatOpenAI against any OpenAI-compatible server."""

import logging
import math
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, cast

from assistant.adapters.background_stream import BackgroundStreams
from assistant.adapters.chat_connection import ChatConnection, find_connection
from assistant.adapters.chat_server import first_model
from assistant.answering.model_output import as_object_schema
from assistant.answering.writer import Prompt, Token
from assistant.settings import Settings
from knowledge_base.errors import AmtslotseError, ModelUnavailable
from knowledge_base.offline import go_offline

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_openai import ChatOpenAI

_LOG = logging.getLogger(__name__)
_ALTERNATIVES = 5
_REFUSED = (400, 404, 415, 422, 501)
_TOO_LONG = "context_length_exceeded"
"""The protocol's code for a prompt that the model cannot hold, however little else is asked for."""

_REMEDY = "Die Zitate gelten; prüfen Sie das Sprachmodell mit: python -m assistant models"


class ChatModelWriter:
    """A Writer (see assistant.answering.writer) that streams from an OpenAI-compatible server; threads may share it.

    `connect` names the server anew for each request, because the embedded one may have been restarted elsewhere.
    """

    def __init__(self, connect: Callable[[], ChatConnection], *, timeout_seconds: float) -> None:
        self._connect = connect
        self._timeout = timeout_seconds
        self._streams: BackgroundStreams[Token] = BackgroundStreams()
        self._lock = threading.Lock()
        self._clients: dict[ChatConnection, ChatOpenAI] = {}
        self._refuses: dict[ChatConnection, int] = {}

    @property
    def name(self) -> str:
        """The model's name at its server, or that it cannot be asked."""
        try:
            return self._client(self._connect()).model_name
        except ModelUnavailable:
            return "nicht erreichbar"

    def write(self, prompt: Prompt, *, max_tokens: int, left: threading.Event | None = None) -> Iterator[Token]:
        """Yield tokens as they come; closing the iterator or setting `left` cancels the request.

        Raises ModelUnavailable when the model does not answer, or is not done within the time that the settings allow.
        """
        connection = self._connect()
        client = self._client(connection)
        try:
            yield from self._streams.iterate(
                lambda: self._stream(client, connection, prompt, max_tokens=max_tokens), self._timeout, left
            )
        except AmtslotseError:
            raise
        except TimeoutError as exc:
            raise ModelUnavailable(f"Das Sprachmodell war nach {self._timeout:.0f} s nicht fertig.", _REMEDY) from exc
        except _foreign_errors() as exc:
            raise ModelUnavailable(f"Das Sprachmodell antwortet nicht ({_reason(exc)}).", _REMEDY) from exc

    async def _stream(
        self, client: "ChatOpenAI", connection: ChatConnection, prompt: Prompt, *, max_tokens: int
    ) -> AsyncIterator[Token]:
        """Ask for all that is wanted; a server that refuses is asked for less, and what it takes remembered."""
        from openai import APIStatusError

        messages = _messages(prompt)
        wishes = _wishes(prompt)
        level = min(self._refuses.get(connection, 0), len(wishes) - 1)
        while True:
            # ChatOpenAI's own name for the limit is unknown to older servers
            body = {"max_tokens": max_tokens} | wishes[level]
            try:
                async for token in _tokens(client, messages, extra_body=body):
                    yield token
                break
            except APIStatusError as error:
                if error.status_code not in _REFUSED or error.code == _TOO_LONG or level == len(wishes) - 1:
                    raise
                _LOG.info("Der Server lehnt ab (HTTP %d): %s.", error.status_code, ", ".join(wishes[level]))
                level += 1
        self._refuses[connection] = level

    def _client(self, connection: ChatConnection) -> "ChatOpenAI":
        with self._lock:
            if connection not in self._clients:
                self._clients.clear()  # a restarted server has another address and key: the old client is of no use
                self._clients[connection] = _build_client(connection)
            return self._clients[connection]


def _wishes(prompt: Prompt) -> list[dict[str, Any]]:
    """What a request may ask for beyond the text, from all to nothing: likelihoods, and an answer after a schema.

    Servers that take only an object as a schema's root are asked with the list inside one.
    """
    likelihoods = {"logprobs": True, "top_logprobs": _ALTERNATIVES}
    if prompt.schema is None:
        return [likelihoods, {}]
    as_list, as_object = (
        {"type": "json_schema", "json_schema": {"name": "aussagen", "schema": dict(schema), "strict": True}}
        for schema in (prompt.schema, as_object_schema(prompt.schema))
    )
    return [
        likelihoods | {"response_format": as_list},
        likelihoods | {"response_format": as_object},
        {"response_format": as_object},
        likelihoods,
        {},
    ]


def open_writer(settings: Settings) -> ChatModelWriter | None:
    """Make the writer that the settings ask for; None when they want no chat model. Connects to nothing yet."""
    if not settings.chat_enabled:
        return None
    return ChatModelWriter(lambda: find_connection(settings), timeout_seconds=settings.chat_timeout_seconds)


def _build_client(connection: ChatConnection) -> "ChatOpenAI":
    go_offline()
    import httpx
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    direct = not connection.is_local  # a proxy is never asked for an address on this machine
    return ChatOpenAI(
        base_url=connection.url,
        model=connection.model or first_model(connection),
        api_key=SecretStr(connection.api_key or "none"),
        temperature=0,
        max_retries=0,
        timeout=None,  # BackgroundStreams ends the whole in time
        stream_chunk_timeout=None,  # likewise; its own limit would end a busy machine's answer before the settings do
        http_client=httpx.Client(trust_env=direct),
        http_async_client=httpx.AsyncClient(trust_env=direct, timeout=None),  # noqa: S113 - likewise
    )


async def _tokens(client: "ChatOpenAI", messages: "list[BaseMessage]", **options: Any) -> AsyncIterator[Token]:
    stream = cast("AsyncGenerator[AIMessageChunk, None]", client.astream(messages, **options))
    async with aclosing(stream) as chunks:
        async for chunk in chunks:
            text = chunk.text
            if text:
                yield Token(text, _alternatives(chunk.response_metadata.get("logprobs")))


def _alternatives(logprobs: object) -> dict[str, float]:
    """Read the first token's alternatives as probabilities; anything unexpected counts as not told."""
    try:
        first = logprobs["content"][0]  # type: ignore[index]
        return {str(entry["token"]): math.exp(float(entry["logprob"])) for entry in first["top_logprobs"]}
    except (KeyError, IndexError, TypeError, ValueError, OverflowError):
        return {}


def _messages(prompt: Prompt) -> "list[BaseMessage]":
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    messages: list[BaseMessage] = [SystemMessage(prompt.system)]
    for asked, answered in prompt.examples:
        messages += [HumanMessage(asked), AIMessage(answered)]
    return [*messages, HumanMessage(prompt.user)]


def _foreign_errors() -> tuple[type[Exception], ...]:
    import httpx
    from openai import OpenAIError

    return OpenAIError, httpx.HTTPError, ValueError, KeyError, TypeError


def _reason(error: Exception) -> str:
    """Name an error without its text, which may hold the question or the key."""
    status = getattr(error, "status_code", None)
    if getattr(error, "code", None) == _TOO_LONG:
        return f"HTTP {status}: Der Prompt ist ihm zu lang"
    return f"HTTP {status}" if status else type(error).__name__
