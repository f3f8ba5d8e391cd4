"""The local model behind the OpenAI protocol, for programs on this machine that know its key; and its states."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from http import HTTPStatus
from typing import Any, Protocol

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from assistant.local_model.chat_tokens import Message
from assistant.local_model.gate import Gate, error_response, too_large
from assistant.local_model.local_model import Piece
from assistant.local_model.piece_stream import in_thread, while_asked
from assistant.local_model.watch import Watch
from assistant.local_model.wire import (
    TOO_LONG,
    AnswerShape,
    ChatRequest,
    StateRequest,
    error_of,
    logprobs_of,
    usage_of,
)
from knowledge_base.errors import ModelUnavailable

_PING_SECONDS = 5
_LEFT = 499
"""The usual status for an asker who has left; nobody sees it."""


class ServedModel(Protocol):
    """What is served; its methods block, and threads may share it.

    A ModelUnavailable has a cause where the model fails, and none where it refuses what it is asked.
    """

    def read(self, prompt: str) -> list[float]:
        """Return the state after a prompt; raises ModelUnavailable."""
        ...

    def count(self, messages: Sequence[Message]) -> int:
        """Return the tokens of a prompt."""
        ...

    def write(
        self, messages: Sequence[Message], *, max_tokens: int, schema: Mapping[str, Any] | None = None
    ) -> Iterator[Piece]:
        """Return the answer's pieces, without text while the prompt is read; closing the iterator stops it.

        Raises ModelUnavailable for a prompt that is too long and ValueError for a schema that cannot be held, both at
        once; the iterator raises ModelUnavailable when the model fails.
        """
        ...


def create_app(model: ServedModel, *, name: str, reader: str, key: str) -> FastAPI:
    """Create the application; `name` is the model's, `reader` names its states, and who has no `key` is refused."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_refused)
    app.exception_handler(ModelUnavailable)(_unavailable)
    app.exception_handler(ClientDisconnect)(_left)
    app.add_middleware(Gate, key=key)
    served = _Served(model, name, reader)
    app.get("/v1/models")(served.models)
    app.post("/v1/chat/completions")(served.chat)
    app.post("/v1/state")(served.state)
    return app


class _Served:
    def __init__(self, model: ServedModel, name: str, reader: str) -> None:
        self._model, self._name, self._reader = model, name, reader
        self._reading, self._writing = Watch(), Watch()
        # One thread, so that who leaves while waiting for it costs the model nothing.
        self._reads = ThreadPoolExecutor(1, "reading")

    async def models(self) -> Response:
        if not (self._reading.is_well and self._writing.is_well):
            return error_response(503, "Das Sprachmodell rechnet nicht.", "server_error")
        return JSONResponse({"object": "list", "data": [{"id": self._name, "object": "model"}]})

    async def chat(self, asked: ChatRequest, request: Request) -> Response:
        try:
            prompt_tokens, pieces = await asyncio.to_thread(self._begin, asked)
        except ModelUnavailable as error:
            if self._only_reads():
                raise
            return error_response(400, str(error), "invalid_request_error", TOO_LONG)
        except ValueError as error:
            return error_response(
                400, f"Nach diesem Schema lässt sich nicht schreiben: {error}", "invalid_request_error"
            )
        arriving = in_thread(pieces, self._writing)
        if asked.stream:
            events = _events(asked, AnswerShape(self._name), prompt_tokens, arriving)
            return EventSourceResponse(events, ping=_PING_SECONDS, sep="\n")
        answer = _whole(asked, AnswerShape(self._name), prompt_tokens, arriving)
        return JSONResponse(await while_asked(request, answer))

    async def state(self, asked: StateRequest, request: Request) -> Response:
        state = await while_asked(request, self._state(asked.prompt))
        return JSONResponse({"reader": self._reader, "state": state})

    def _begin(self, asked: ChatRequest) -> tuple[int, Iterator[Piece]]:
        messages = [Message(message.role, message.content) for message in asked.messages]
        pieces = self._model.write(messages, max_tokens=asked.most_tokens, schema=asked.schema_to_hold)
        return self._model.count(messages), pieces

    def _only_reads(self) -> bool:
        """Tell whether it is not for their length that prompts are refused."""
        try:
            self._model.write([Message("user", "")], max_tokens=1)
        except ModelUnavailable:
            return True
        return False

    async def _state(self, prompt: str) -> list[float]:
        return await asyncio.get_running_loop().run_in_executor(self._reads, self._read, prompt)

    def _read(self, prompt: str) -> list[float]:
        with self._reading.over():
            return self._model.read(prompt)


async def _events(
    asked: ChatRequest, shape: AnswerShape, prompt_tokens: int, arriving: AsyncGenerator[Piece]
) -> AsyncIterator[ServerSentEvent]:
    yield _event(shape.chunk({"role": "assistant", "content": ""}))
    tokens, ended = 0, False
    untold: Mapping[str, float] = {}
    try:
        async with aclosing(arriving):
            async for piece in arriving:
                tokens, ended = tokens + piece.tokens, piece.ended
                untold = piece.alternatives or untold
                if piece.text:
                    logprobs = logprobs_of(piece.text, untold, asked.alternatives)
                    yield _event(shape.chunk({"content": piece.text}, logprobs=logprobs))
                    untold = {}
    except ModelUnavailable as error:
        yield _event(error_of(str(error), "server_error"))
        return
    yield _event(shape.chunk({}, logprobs=logprobs_of("", untold, asked.alternatives), reason=_reason(ended)))
    if asked.wants_usage:
        yield _event(shape.usage_chunk(usage_of(prompt_tokens, tokens)))
    yield ServerSentEvent("[DONE]", sep="\n")


async def _whole(
    asked: ChatRequest, shape: AnswerShape, prompt_tokens: int, arriving: AsyncGenerator[Piece]
) -> dict[str, Any]:
    async with aclosing(arriving):
        written = [piece async for piece in arriving]
    text = "".join(piece.text for piece in written)
    tokens = sum(piece.tokens for piece in written)
    alternatives = next((piece.alternatives for piece in written if piece.alternatives), {})
    return shape.whole(
        text,
        logprobs=logprobs_of(text, alternatives, asked.alternatives),
        reason=_reason(bool(written) and written[-1].ended),
        usage=usage_of(prompt_tokens, tokens),
    )


def _reason(ended: bool) -> str:
    return "stop" if ended else "length"


def _event(value: Mapping[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(value), sep="\n")


async def _invalid(_request: Request, error: RequestValidationError) -> Response:
    """Name the fields, never what stood in them."""
    places = sorted({".".join(map(str, problem["loc"])) for problem in error.errors()})
    return error_response(400, f"Die Anfrage ist ungültig ({', '.join(places)}).", "invalid_request_error")


async def _refused(_request: Request, error: HTTPException) -> Response:
    if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return too_large()
    return error_response(error.status_code, error.detail, "invalid_request_error")


async def _unavailable(_request: Request, error: ModelUnavailable) -> Response:
    return error_response(503, str(error), "server_error")


async def _left(_request: Request, _error: ClientDisconnect) -> Response:
    return Response(status_code=_LEFT)
