import pytest

from assistant.answering.answerability import Signals
from assistant.answering.evidence import Quote, Selection, Unit
from assistant.answering.find_evidence import Found
from assistant.answering.question import WholeQuestion
from assistant.answering.sourcing import gather
from evals.evidence_choice import measure_evidence, overlap
from evals.municipal import MunicipalQuestion
from knowledge_base.index import Hit
from tests.support.knowledge import make_document, make_passages

DOCUMENT = make_document()
LINES = ("Der Kurs kostet 10 Euro.", "Bitte melden Sie sich an.", "Das Amt ist montags geöffnet.")


def question(*gold: str) -> MunicipalQuestion:
    return MunicipalQuestion("1", "?", "p", "", gold)


def chosen(*quotes: str) -> Found:
    hits = (Hit(make_passages(DOCUMENT, "\n".join(LINES))[0], DOCUMENT, 1.0),)
    selection = Selection(tuple(Quote(Unit(0, 0, len(quote), quote), 1.0) for quote in quotes))
    return Found(WholeQuestion("?"), hits, selection, gather(hits, selection, Signals(0.9, 0.8)), 0.0)


def test_a_quote_may_be_a_sentence_of_a_line_or_hold_the_line() -> None:
    assert overlap("Er kostet 10 Euro.", "Der Kurs ist kurz. Er kostet 10 Euro.")
    assert overlap("Benötigt werden:\n- Pass", "- Pass")
    assert not overlap("Er kostet 10 Euro.", "Er kostet 11 Euro.")


def test_shares_over_answerable_questions() -> None:
    found = {
        question(LINES[0], LINES[1]): chosen(LINES[0], LINES[2]),
        question(LINES[1]): chosen(LINES[2], LINES[1]),
        question("steht nirgends"): chosen(LINES[2]),
        question(): chosen(LINES[2]),
    }
    figures = measure_evidence(list(found), found.__getitem__)
    assert figures.questions == 3
    assert figures.found == pytest.approx(2 / 3)
    assert figures.first_quote == pytest.approx(1 / 3)
    assert figures.any_quote == pytest.approx(2 / 3)
    assert figures.recall_of_lines == pytest.approx((0.5 + 1 + 0) / 3)
    assert figures.precision == pytest.approx(2 / 5)
    assert figures.quotes == pytest.approx(5 / 3)
