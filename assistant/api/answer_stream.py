"""Runs one exchange in threads, and sends its events as they come (server-sent events)."""

import threading
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from anyio import CancelScope, CapacityLimiter, get_cancelled_exc_class, to_thread
from pydantic import BaseModel
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.types import Message, Receive, Scope, Send

from assistant.answering.answer import (
    AnswerDone,
    AnswerRecord,
    ProblemNoted,
    ShownEvent,
    SourcesFound,
    TranslationReady,
)
from assistant.api.error_responses import problem_for
from assistant.api.schemas import Problem, SourcesEvent, StatementEvent, TranslationEvent
from assistant.api.wire import answer_model, source_model, statement_model, translation_model
from assistant.conversations.ask import Exchange
from knowledge_base.errors import AmtslotseError, ModelUnavailable

_PING_SECONDS = 10
Result = TypeVar("Result")


class AnswerUnderWay:
    """One exchange; `threads` limits how many answers are worked on at a time, `on_close` is called once at the end."""

    def __init__(self, exchange: Exchange, threads: CapacityLimiter, on_close: Callable[[], None]) -> None:
        self.exchange = exchange
        self._events = exchange.events()
        self._one_at_a_time = threading.Lock()
        self._threads = threads
        self._on_close = on_close

    async def next_event(self) -> ShownEvent | None:
        """Return the next event, None after the last one."""
        return await self._in_thread(self._next)

    async def finish(self) -> AnswerRecord | None:
        """Run to the end and return what was kept."""
        await self._in_thread(self._run_out)
        return self.exchange.record

    async def close(self) -> None:
        """Stop the model if it is still writing, and let go of everything; even when the task is cancelled."""
        self.exchange.stop()
        try:
            with CancelScope(shield=True):
                await to_thread.run_sync(self._let_go)
        finally:
            self._on_close()

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        try:
            return await to_thread.run_sync(work, abandon_on_cancel=True, limiter=self._threads)
        except get_cancelled_exc_class():
            self.exchange.stop()
            raise

    def _next(self) -> ShownEvent | None:
        with self._one_at_a_time:
            return next(self._events, None)

    def _run_out(self) -> None:
        while self._next() is not None:
            pass

    def _let_go(self) -> None:
        # Waits for a thread that was abandoned in the middle of an event.
        with self._one_at_a_time:
            self._events.close()


class AnswerStream(EventSourceResponse):
    """Sends `first` and all later events; stops the model as soon as the asker has left."""

    def __init__(self, answer: AnswerUnderWay, first: ShownEvent | None) -> None:
        super().__init__(
            _sent_events(answer, first), ping=_PING_SECONDS, sep="\n", client_close_handler_callable=self._asker_left
        )
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response; the exchange is closed however this ends."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._answer.close()

    async def _asker_left(self, _message: Message) -> None:
        self._answer.exchange.stop()


async def _sent_events(answer: AnswerUnderWay, first: ShownEvent | None) -> AsyncIterator[ServerSentEvent]:
    event = first
    while event is not None:
        yield _sent(event, answer.exchange)
        try:
            event = await answer.next_event()
        except AmtslotseError as error:
            yield _named("problem", problem_for(error))
            return


def _sent(event: ShownEvent, exchange: Exchange) -> ServerSentEvent:
    if isinstance(event, SourcesFound):
        sources = [source_model(source) for source in event.sources]
        ids = {"answer_id": exchange.answer_id, "conversation_id": exchange.conversation_id}
        return _named("sources", SourcesEvent(**ids, sources=sources, missing_parts=list(event.missing_parts)))
    if isinstance(event, ProblemNoted):
        return _named("problem", problem_for(ModelUnavailable(event.message)))
    if isinstance(event, TranslationReady):
        return _named(
            "translation",
            TranslationEvent(position=event.position, translation=translation_model(event.translation)),
        )
    if isinstance(event, AnswerDone):
        if exchange.record is None:
            return _named("problem", Problem(title="Abgebrochen", status=499, detail="Die Frage wurde abgebrochen."))
        return _named("done", answer_model(exchange.record))
    return _named("statement", StatementEvent(position=event.position, statement=statement_model(event.statement)))


def _named(name: str, model: BaseModel) -> ServerSentEvent:
    return ServerSentEvent(model.model_dump_json(), event=name, sep="\n")
