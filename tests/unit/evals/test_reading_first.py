"""What is chosen for a question is read where the product would read it, and what was read counts in the rule."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.answer import AnswerRequest
from assistant.answering.answerability import is_answerable
from assistant.answering.find_evidence import Found
from assistant.bootstrap import answer_question
from evals.answerability.rule import look, measure_rule
from evals.developer_commands import reading_first
from evals.municipal import MunicipalQuestion
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from tests.support.small_office import build_small_office
from tests.support.word_embedder import WordEmbedder
from tests.unit.assistant.answering.test_reading import Saying

ANSWERED = MunicipalQuestion("1", "Was kostet die Fiktionsbescheinigung?", "p", "", ("13 Euro",))
OFF_TOPIC = MunicipalQuestion("2", "Wer holt den Pass?", "p", "", ())


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    settings = build_small_office(Path(tmp_path_factory.mktemp("office")))
    with open_knowledge_base(settings, embedder=WordEmbedder()) as opened:
        yield opened


def test_reading_is_one_more_signal(knowledge: KnowledgeBase) -> None:
    def choose(question: MunicipalQuestion) -> Found:
        request = AnswerRequest(question.question, date(2026, 3, 2), frozenset({"alle"}))
        return answer_question(knowledge, None).find(request)

    asked = [ANSWERED, OFF_TOPIC]
    doubting = Saying(-1.0)
    seen = look(asked, reading_first(choose, doubting))
    assert [one.signals.reading is None for one in seen] == [False, True]
    assert len(doubting.prompts) == 1
    assert measure_rule(seen).over_abstention == 1
    assert measure_rule(look(asked, reading_first(choose, Saying(1.0)))).over_abstention == 0
    assert is_answerable(choose(ANSWERED).evidence.signals)
