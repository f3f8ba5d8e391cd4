from dataclasses import replace

import pytest

from assistant.answering.answer import Answer, Source, Statement, Status, Support, Timings
from evals.case import Case, Gold
from evals.judged_answer import judge
from knowledge_base.index import Hit
from tests.support.knowledge import make_document, make_passages

DOCUMENT = make_document("/kb/gebuehren.md")
FEE = "Die Gebühr für die Fiktionsbescheinigung beträgt 13 Euro (§ 47 AufenthV). Sie wird am Schalter bezahlt."
OTHER = "Die Karte wird am Ausgabeschalter ausgegeben."
CASE = Case(
    "fb",
    "fb gebühr",
    True,
    gold=(Gold(document="gebuehren.md", contains="beträgt 13 Euro"),),
    key_facts=(("13 Euro",),),
)
UNANSWERABLE = Case("hund", "hundesteuer", False)


def sources() -> tuple[Source, ...]:
    passages = make_passages(DOCUMENT, FEE, OTHER)
    quotes = ("Die Gebühr für die Fiktionsbescheinigung beträgt 13 Euro (§ 47 AufenthV).", OTHER)
    return tuple(
        Source(number, Hit(passage, DOCUMENT, 1.0), quote)
        for number, (passage, quote) in enumerate(zip(passages, quotes, strict=True), start=1)
    )


def answer(*statements: Statement, status: Status = Status.ANSWERED) -> Answer:
    timings = Timings(0.1, 0.2, 0.3)
    return Answer(status, "?", "?", statements, sources(), timings, "m", "1", "i")


TEXTS = {DOCUMENT.id: f"{FEE}\n\n{OTHER}"}


def test_a_right_answer() -> None:
    quote = Statement(sources()[0].quote, Support.ZITAT, (1,))
    values = judge(CASE, answer(quote), TEXTS)
    assert values == {
        "over_abstention": 0,
        "located_quotes": 1,
        "dangling_citations": 0,
        "unsupported_figures": 0,
        "unsupported_statements": 0,
        "citation_recall": 1,
        "statements": 1,
        "citations": 1,
        "key_facts": 1,
        "all_key_facts": 1,
        "citation_precision": 1,
        "parts_wrongly_missing": 0,
    }


def test_a_wrong_answer_shows_in_every_measure() -> None:
    invented = Statement("Die Gebühr beträgt 31 Euro nach § 99 AufenthV [7].", Support.BELEGT, (2, 9))
    values = judge(CASE, answer(invented), TEXTS)
    assert values["key_facts"] == 0
    assert values["citation_precision"] == 0
    assert values["citation_recall"] == 0
    assert values["dangling_citations"] == 2
    assert values["unsupported_figures"] == 3  # 31 euro, § 99, AufenthV


def test_a_quote_that_was_changed_is_not_located() -> None:
    changed = Statement("Die Gebühr für die Fiktionsbescheinigung beträgt 31 Euro.", Support.ZITAT, (1,))
    assert judge(CASE, answer(changed), TEXTS)["located_quotes"] == pytest.approx(2 / 3)
    assert judge(CASE, answer(), {DOCUMENT.id: "etwas anderes"})["located_quotes"] == 0


def test_parts_without_an_answer_are_counted_both_ways() -> None:
    told = replace(answer(Statement(sources()[0].quote, Support.ZITAT, (1,))), missing_parts=("wo parkt man", "wann"))
    values = judge(replace(CASE, missing=("wo parkt man", "wer zahlt")), told, TEXTS)
    assert values["missing_parts_told"] == 0.5
    assert values["parts_wrongly_missing"] == 1
    assert "missing_parts_told" not in judge(CASE, told, TEXTS)


def test_a_refusal_states_nothing_and_counts_against_an_answerable_question() -> None:
    values = judge(CASE, answer(status=Status.ABSTAINED), TEXTS)
    assert values["over_abstention"] == 1
    assert values["key_facts"] == values["all_key_facts"] == 0
    assert "citation_precision" not in values


def test_an_unanswerable_question_is_measured_by_abstention() -> None:
    shown = Statement(OTHER, Support.ZITAT, (2,))
    assert judge(UNANSWERABLE, answer(status=Status.ABSTAINED), TEXTS)["abstained_on_unanswerable"] == 1
    values = judge(UNANSWERABLE, answer(shown), TEXTS)
    assert values["abstained_on_unanswerable"] == 0
    assert "key_facts" not in values
    assert "over_abstention" not in values
