"""What is kept of an answer whose asker leaves while it is being translated."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.adapters.sql.conversation_store import SqlConversationStore
from assistant.adapters.sql.feedback_store import SqlFeedbackStore
from assistant.adapters.sql.review_store import SqlReviewStore
from assistant.answering.answer import (
    Answer,
    AnswerDone,
    AnswerEvent,
    AnswerRequest,
    GermanDone,
    Statement,
    Support,
    Timings,
    TranslationReady,
)
from assistant.answering.translation.language import Language
from assistant.answering.translation.translation import Translation, TranslationState
from assistant.conversations.ask import Ask, Exchange, NewQuestion
from assistant.conversations.history import History
from assistant.review.review_queue import ReviewQueue
from tests.support.assistant_records import ANNA, NOON, assistant_database, make_record

GERMAN = replace(
    make_record("x").answer,
    statements=(Statement("Sie kostet 13 Euro.", Support.ZITAT, (1,)), Statement("Sie gilt.", Support.ZITAT, (1,))),
)
TOLD = Translation(TranslationState.SHOWN, Language.ENGLISH, "It costs 13 euros.")
PENDING = Translation(TranslationState.PENDING, Language.ENGLISH)


class TwoTranslations:
    """An answering as it comes with translations: the German is final, one translation is done, one on its way."""

    def stream(self, _request: AnswerRequest) -> Iterator[AnswerEvent]:
        yield GermanDone(GERMAN)
        yield TranslationReady(0, PENDING)
        yield TranslationReady(0, TOLD)
        yield TranslationReady(1, PENDING)
        yield TranslationReady(1, TOLD)
        whole = tuple(replace(each, translation=TOLD) for each in GERMAN.statements)
        yield AnswerDone(replace(GERMAN, statements=whole, timings=Timings(0.1, 0.2, 9.0)))


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[tuple[Exchange, SqlConversationStore]]:
    with assistant_database(f"sqlite:///{tmp_path / 'a.db'}") as transaction:
        store, review = SqlConversationStore(transaction), SqlReviewStore(transaction)
        feedback = SqlFeedbackStore(transaction)
        ask = Ask(
            lambda _stopped: TwoTranslations(),
            store,
            history=History(store, feedback=feedback, review=review, transaction=transaction),
            queue=ReviewQueue(review, transaction=transaction, now=lambda: NOON),
            transaction=transaction,
            now=lambda: NOON,
        )
        yield ask.begin(ANNA, NewQuestion("How much is the certificate?")), store


def kept(exchange: Exchange, store: SqlConversationStore) -> Answer:
    record = store.answer(exchange.answer_id)
    assert record is not None
    return record.answer


def test_the_german_is_kept_before_the_first_translation(begun: tuple[Exchange, SqlConversationStore]) -> None:
    exchange, store = begun
    events = exchange.events()
    assert next(events) == TranslationReady(0, PENDING)
    assert kept(exchange, store).statements == GERMAN.statements
    events.close()
    assert kept(exchange, store).statements == GERMAN.statements


def test_who_leaves_finds_the_translations_that_were_done(begun: tuple[Exchange, SqlConversationStore]) -> None:
    exchange, store = begun
    for event in exchange.events():
        if event == TranslationReady(1, PENDING):
            exchange.stop()
    first, second = kept(exchange, store).statements
    assert (first.translation, second.translation) == (TOLD, None)
    assert kept(exchange, store).timings == GERMAN.timings


def test_who_stays_finds_all_of_it_once(begun: tuple[Exchange, SqlConversationStore]) -> None:
    exchange, store = begun
    events = list(exchange.events())
    assert isinstance(events[-1], AnswerDone)
    assert not any(isinstance(event, GermanDone) for event in events)
    assert kept(exchange, store) == events[-1].answer
    assert exchange.record == store.answer(exchange.answer_id)
    assert len(store.answers(exchange.conversation_id)) == 1
