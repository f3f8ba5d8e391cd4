from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.answer import Answer, AnswerDone, AnswerRequest, StatementReady, Status
from assistant.answering.answer_question import NOTHING_FOUND, TAKEN_BACK
from assistant.answering.writer import Prompt, Token
from assistant.bootstrap import answer_question
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from tests.support.small_office import build_small_office
from tests.support.word_embedder import WordEmbedder
from tests.unit.assistant.answering.test_reading import Broken, Saying

ANSWERED = "Was kostet die Fiktionsbescheinigung?"
DOUBTFUL = "Was kostet die Fiktionsbescheinigung samstags?"
OFF_TOPIC = "Wer holt den Pass?"


class Telling:
    """A chat model that says the fee in its own words."""

    name = "schreibt"

    def write(self, prompt: Prompt, *, max_tokens: int) -> Iterator[Token]:
        yield Token('[{"quelle": 1, "aussage": "Für die Fiktionsbescheinigung sind 13 Euro zu zahlen."}]')


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    settings = build_small_office(Path(tmp_path_factory.mktemp("office")))
    with open_knowledge_base(settings, embedder=WordEmbedder()) as opened:
        yield opened


def ask(knowledge: KnowledgeBase, question: str, reader: Saying | None) -> tuple[int, Answer]:
    """Return how many quotes were shown on the way, and the answer."""
    request = AnswerRequest(question, date(2026, 3, 2), frozenset({"alle"}))
    events = list(answer_question(knowledge, None, reader=reader).stream(request))
    done = events[-1]
    assert isinstance(done, AnswerDone)
    return sum(isinstance(event, StatementReady) for event in events), done.answer


def test_quotes_are_taken_back_when_the_reader_sees_no_answer(knowledge: KnowledgeBase) -> None:
    shown, answer = ask(knowledge, ANSWERED, Saying(-1))
    assert shown == 1
    assert (answer.status, answer.statements) == (Status.ABSTAINED, ())
    assert answer.notice == TAKEN_BACK
    assert answer.timings.first_statement is None
    assert answer.sources


def test_quotes_stand_when_the_reader_sees_an_answer(knowledge: KnowledgeBase) -> None:
    reader = Saying(1)
    shown, answer = ask(knowledge, ANSWERED, reader)
    assert (shown, answer.status) == (1, Status.QUOTES_ONLY)
    assert f"Frage: {ANSWERED}\n" in reader.prompts[0]
    assert "Fiktionsbescheinigung" in reader.prompts[0].split("Frage:")[0]


def test_a_doubtful_question_waits_for_the_reader(knowledge: KnowledgeBase) -> None:
    assert ask(knowledge, DOUBTFUL, Saying(1))[1].status is Status.QUOTES_ONLY
    shown, answer = ask(knowledge, DOUBTFUL, Saying(-1))
    assert (shown, answer.status, answer.notice) == (0, Status.ABSTAINED, NOTHING_FOUND)


@pytest.mark.parametrize("reader", [None, Broken(1), Saying(1, "ein anderer")])
def test_without_a_reader_the_rule_decides_alone(knowledge: KnowledgeBase, reader: Saying | None) -> None:
    assert ask(knowledge, ANSWERED, reader)[1].status is Status.QUOTES_ONLY
    assert ask(knowledge, DOUBTFUL, reader)[1].status is Status.ABSTAINED


def test_what_is_off_topic_is_not_read(knowledge: KnowledgeBase) -> None:
    reader = Saying(1)
    assert ask(knowledge, OFF_TOPIC, reader)[1].status is Status.ABSTAINED
    assert reader.prompts == []


def test_a_question_with_an_answered_part_is_not_read(knowledge: KnowledgeBase) -> None:
    reader = Saying(-1)
    answer = ask(knowledge, "Was kostet die Fiktionsbescheinigung und wie lange gilt sie?", reader)[1]
    assert answer.status is Status.QUOTES_ONLY
    assert reader.prompts == []


def test_a_question_in_another_language_is_not_read(knowledge: KnowledgeBase) -> None:
    reader = Saying(-1)
    ask(knowledge, "What is the fee for the Fiktionsbescheinigung and where do I pay it?", reader)
    assert reader.prompts == []


@pytest.mark.parametrize(("sense", "status"), [(1, Status.ANSWERED), (-1, Status.QUOTES_ONLY)])
def test_statements_are_read_too(knowledge: KnowledgeBase, sense: float, status: Status) -> None:
    class OfStatements(Saying):
        def read(self, prompt: str) -> Sequence[float]:
            self._sense = sense if "Aussage:" in prompt else 1
            return super().read(prompt)

    reader = OfStatements(1)
    request = AnswerRequest(ANSWERED, date(2026, 3, 2), frozenset({"alle"}))
    answer = answer_question(knowledge, Telling(), reader=reader).answer(request)
    assert answer.status is status
    assert any("Aussage:" in prompt for prompt in reader.prompts)


def test_the_question_is_read_as_typed(knowledge: KnowledgeBase) -> None:
    """The reader has learned from questions without the long forms that search and chat model get beside them."""
    reader = Saying(1)
    ask(knowledge, "Was kostet die FB, also die Fiktionsbescheinigung?", reader)
    assert "Frage: Was kostet die FB, also die Fiktionsbescheinigung?\n" in reader.prompts[0]
