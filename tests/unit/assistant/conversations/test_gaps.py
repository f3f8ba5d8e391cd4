"""What a kept answer puts on the editors' list: one gap for a question, or one for each part, however it came about."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.adapters.sql.conversation_store import SqlConversationStore
from assistant.adapters.sql.feedback_store import SqlFeedbackStore
from assistant.adapters.sql.review_store import SqlReviewStore
from assistant.adapters.sql.transactions import SqlTransactions
from assistant.answering.answer import SourcesFound
from assistant.answering.answer_question import TAKEN_BACK
from assistant.answering.reading import Reader
from assistant.answering.translation.in_askers_language import InAskersLanguage, TranslationWishes
from assistant.answering.writer import Prompt, Token, Writer
from assistant.bootstrap import answer_question
from assistant.conversations.ask import Answering, Ask, Exchange, NewQuestion
from assistant.conversations.history import History
from assistant.review.review_queue import ReviewQueue
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from tests.support.assistant_records import ANNA, assistant_database
from tests.support.small_office import build_small_office
from tests.support.word_embedder import WordEmbedder
from tests.unit.assistant.answering.test_reading import Saying

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
QUESTION = "Was kostet die Fiktionsbescheinigung?"
FESTIVAL = "Wann beginnt das Schützenfest in Hannover?"
FOREIGN = "How much kostet the Fiktionsbescheinigung?"
FOREIGN_FESTIVAL = "When does the Schützenfest in Hannover begin?"


class Refusing:
    """A chat model that is sure of no answer."""

    name = "verweigert"

    def write(self, prompt: Prompt, *, max_tokens: int) -> Iterator[Token]:
        yield Token("[]", {"[]": 1.0})


class Office:
    """Asks the real answering, as it is or with translations, and tells what is on the editors' list after it."""

    def __init__(self, knowledge: KnowledgeBase, transaction: SqlTransactions) -> None:
        self._knowledge = knowledge
        self._transaction = transaction
        self._store = SqlConversationStore(transaction)
        self._review = SqlReviewStore(transaction)
        self.queue = ReviewQueue(self._review, transaction=transaction, now=lambda: NOW)

    def begin(self, text: str, *, writer: Writer | None = None, reader: Reader | None = None) -> Exchange:
        german = answer_question(self._knowledge, writer, reader=reader)
        answering: Answering = InAskersLanguage(german, None, TranslationWishes(unasked=True))
        feedback = SqlFeedbackStore(self._transaction)
        ask = Ask(
            lambda _stopped: answering,
            self._store,
            history=History(self._store, feedback=feedback, review=self._review, transaction=self._transaction),
            queue=self.queue,
            transaction=self._transaction,
            now=lambda: NOW,
        )
        return ask.begin(ANNA, NewQuestion(text))

    def gaps(self) -> list[str]:
        """List the missing parts, newest first; that a whole question is missing is an empty text."""
        entries = self.queue.entries().entries
        assert {entry.item.kind for entry in entries} <= {"gap"}
        return [entry.missing_part for entry in entries]


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    settings = build_small_office(Path(tmp_path_factory.mktemp("office")))
    with open_knowledge_base(settings, embedder=WordEmbedder()) as opened:
        yield opened


@pytest.fixture
def office(knowledge: KnowledgeBase, tmp_path: Path) -> Iterator[Office]:
    with assistant_database(f"sqlite:///{tmp_path / 'a.db'}") as transaction:
        yield Office(knowledge, transaction)


def test_a_part_said_twice_is_one_gap(office: Office) -> None:
    list(office.begin(f"{QUESTION} {FESTIVAL} {FESTIVAL}").events())
    assert office.gaps() == ["Wann beginnt das Schützenfest in Hannover"]


@pytest.mark.parametrize(
    ("question", "gaps"),
    [
        (FOREIGN, []),
        (FOREIGN_FESTIVAL, [""]),
        (f"{FOREIGN} {FOREIGN_FESTIVAL}", ["When does the Schützenfest in Hannover begin"]),
    ],
)
def test_an_answer_that_is_kept_again_with_its_translations_opens_no_second_gap(
    office: Office, question: str, gaps: list[str]
) -> None:
    exchange = office.begin(question)
    list(exchange.events())
    assert office.gaps() == gaps
    assert exchange.record is not None
    assert all(each.translation for each in exchange.record.answer.statements), "nothing was kept twice"


def test_who_leaves_before_the_translations_leaves_the_gap(office: Office) -> None:
    events = office.begin(f"{FOREIGN} {FOREIGN_FESTIVAL}").events()
    while not office.gaps():
        next(events)
    events.close()
    assert office.gaps() == ["When does the Schützenfest in Hannover begin"]


def test_quotes_that_the_reader_takes_back_leave_one_gap(office: Office) -> None:
    exchange = office.begin(QUESTION, reader=Saying(-1))
    list(exchange.events())
    assert exchange.record is not None
    assert exchange.record.answer.notice == TAKEN_BACK
    assert office.gaps() == [""]


def test_when_all_is_taken_back_the_part_named_before_is_no_gap_of_its_own(office: Office) -> None:
    exchange = office.begin(f"{QUESTION} {FESTIVAL}", writer=Refusing())
    first, *_ = exchange.events()
    assert isinstance(first, SourcesFound)
    assert first.missing_parts
    assert exchange.record is not None
    assert (exchange.record.answer.notice, exchange.record.answer.missing_parts) == (TAKEN_BACK, ())
    assert office.gaps() == [""]


def test_an_answer_that_is_stopped_is_not_kept_and_leaves_no_gap(office: Office) -> None:
    exchange = office.begin(f"{QUESTION} {FESTIVAL}")
    exchange.stop()
    list(exchange.events())
    assert exchange.record is None
    assert office.gaps() == []
