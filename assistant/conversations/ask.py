"""Asking within a conversation: the answer is kept as soon as it is final, and a gap goes on the editor's list."""

import secrets
import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from assistant.accounts.person import Person
from assistant.answering.answer import (
    Answer,
    AnswerDone,
    AnswerEvent,
    AnswerRecord,
    AnswerRequest,
    GermanDone,
    ShownEvent,
    Status,
    TranslationReady,
)
from assistant.answering.translation.translation import TranslationState
from assistant.conversations.conversation import title_of
from assistant.conversations.history import History
from assistant.conversations.store import ConversationStore
from assistant.errors import InvalidRequest
from assistant.plain_text import plain_text
from assistant.privacy.mask import mask
from assistant.review.review_queue import ReviewQueue
from assistant.transactions import Transaction
from knowledge_base.index import Scope


class Answering(Protocol):
    """Answers one question, event by event."""

    def stream(self, request: AnswerRequest) -> Iterator[AnswerEvent]:
        """Yield what is found, as it is found; AnswerDone comes last."""
        ...


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question as typed; without `conversation_id` it begins a conversation, without `as_of` it means today.

    `names_nobody` is the asker's word that nothing in it is personal; what is certain to be is masked all the same.
    """

    text: str
    conversation_id: str | None = None
    scope: Scope = Scope()
    as_of: date | None = None
    names_nobody: bool = False
    translate: bool | None = None


AnsweringUntil = Callable[[threading.Event], Answering]
"""Makes an Answering whose model stops as soon as the event is set."""


class Exchange:
    """One question on its way to an answer; `record` is what is kept of it, there as soon as the German is final."""

    def __init__(
        self,
        request: AnswerRequest,
        *,
        conversation_id: str,
        answering: AnsweringUntil,
        keep: Callable[["Exchange", Answer], AnswerRecord],
    ) -> None:
        self.request = request
        self.answer_id = "a" + secrets.token_hex(10)
        self.conversation_id = conversation_id
        self.record: AnswerRecord | None = None
        self._stopped = threading.Event()
        self._answering = answering(self._stopped)
        self._keep = keep

    def events(self) -> Generator[ShownEvent, None, None]:
        """Yield what the asker is to see; closing it stops the answering.

        The answer is kept before AnswerDone is yielded; one that is translated, as soon as its German is final, and
        each translation when it is there: who leaves meanwhile finds all of that in the history.
        """
        stream = self._answering.stream(self.request)
        try:
            for event in stream:
                answer = self._to_keep(event)
                if answer is not None and not self._stopped.is_set():
                    self.record = self._keep(self, answer)
                if not isinstance(event, GermanDone):
                    yield event
        finally:
            close = getattr(stream, "close", None)
            if close is not None:
                close()

    def _to_keep(self, event: AnswerEvent) -> Answer | None:
        if isinstance(event, GermanDone | AnswerDone):
            return event.answer
        if isinstance(event, TranslationReady) and self.record is not None:
            pending = event.translation.state is TranslationState.PENDING
            return None if pending else _with_translation(self.record.answer, event)
        return None

    def stop(self) -> None:
        """Make the model stop soon, from another thread; an answer that is not whole by then is not kept."""
        self._stopped.set()


class Ask:
    """Begins exchanges and keeps what comes of them."""

    def __init__(
        self,
        answering: AnsweringUntil,
        store: ConversationStore,
        *,
        history: History,
        queue: ReviewQueue,
        transaction: Transaction,
        now: Callable[[], datetime],
    ) -> None:
        self._answering = answering
        self._store = store
        self._history = history
        self._queue = queue
        self._transaction = transaction
        self._now = now

    def begin(self, person: Person, question: NewQuestion) -> Exchange:
        """Check a question and prepare its exchange; raises InvalidRequest and NotFound.

        From here on nobody sees the question with personal data in it: not the search, the model or the database.
        """
        text = mask(plain_text(question.text), certain_only=question.names_nobody).text
        if not any(character.isalnum() for character in text):
            raise InvalidRequest("Die Frage ist leer.", "Bitte geben Sie eine Frage ein.")
        asked_at = self._now()
        known = question.conversation_id
        request = AnswerRequest(
            question=text,
            as_of=question.as_of or asked_at.astimezone().date(),
            audience=person.audience,
            scope=question.scope,
            history=self._history.turns(person, known) if known else (),
            translate=question.translate,
        )

        def keep(exchange: Exchange, answer: Answer) -> AnswerRecord:
            return self._kept(exchange, answer, person=person, asked_at=asked_at)

        return Exchange(
            request, answering=self._answering, keep=keep, conversation_id=known or "c" + secrets.token_hex(10)
        )

    def _kept(self, exchange: Exchange, answer: Answer, *, person: Person, asked_at: datetime) -> AnswerRecord:
        record = AnswerRecord(
            id=exchange.answer_id,
            conversation_id=exchange.conversation_id,
            user_id=person.id,
            asked_at=asked_at,
            answer=answer,
            as_of=exchange.request.as_of,
            scope=exchange.request.scope,
        )
        if exchange.record is not None:
            self._store.add_translations(record)
            return record
        with self._transaction():
            self._store.keep(record, title=title_of(exchange.request.question))
            if answer.status is Status.ABSTAINED:
                self._queue.open_gap(record.id)
            else:
                self._queue.open_gaps_of_parts(record.id, parts=len(answer.missing_parts))
        return record


def _with_translation(answer: Answer, told: TranslationReady) -> Answer:
    statements = list(answer.statements)
    statements[told.position] = replace(statements[told.position], translation=told.translation)
    return replace(answer, statements=tuple(statements))
