from datetime import date
from io import StringIO

from rich.console import Console

from evals.case import Case, Gold
from evals.peers.exported import write_out
from evals.peers.overlap import Rule
from evals.peers.scored import score
from evals.peers.table import show_peers
from knowledge_base.document import Document, DocumentKind, Locator, Passage

FEE = "Die Gebühr beträgt 13 Euro."
DOCUMENT = write_out(
    Document("d", "r", "a/gebuehren.md", "Gebühren", DocumentKind.TEXT, "text/markdown", date(2025, 1, 1)),
    [Passage("p", "d", 0, DocumentKind.TEXT, "", FEE, Locator("Gebühren"))],
)
CASES = [
    Case("1", "Was kostet das?", True, gold=(Gold(document="gebuehren.md", contains=FEE),), key_facts=(("13 Euro",),)),
    Case("2", "Wer impft Hunde?", False),
]


def outcome(answers: tuple[str | None, str | None]) -> dict[str, object]:
    pieces = [{"source": "a/gebuehren.md", "text": "Anderes"}, {"source": "a/gebuehren.md", "text": FEE}]
    found = [{"pieces": pieces, "seconds": 0.1 * n, "answer": a, "answer_seconds": 2.0} for n, a in enumerate(answers)]
    return {"pieces": 2, "index_seconds": 3.0, "memory_mb": 100.0, "found": found}


def scored(*answers: str | None) -> dict[str, float]:
    rule = Rule({DOCUMENT.document.source: DOCUMENT})
    return score("x", CASES, outcome((answers[0], answers[1])), rule=rule, lines_of_code=40).metrics


def test_what_was_found_is_measured_on_answerable_questions() -> None:
    metrics = scored(None, None)
    assert metrics["recall@1"] == 0
    assert metrics["recall@4"] == 1
    assert metrics["mrr@10"] == 0.5
    assert metrics["key_facts@4"] == 1
    assert "answer_key_facts" not in metrics
    assert "over_abstention" not in metrics


def test_answers_are_measured_where_they_were_asked_for() -> None:
    metrics = scored("Sie kostet 13 Euro.", "Ich weiß es nicht.")
    assert metrics["answer_key_facts"] == 1
    assert metrics["over_abstention"] == 0
    assert metrics["abstained_on_unanswerable"] == 1
    assert metrics["answer_p50"] == 2
    assert scored("", "Der Tierarzt.")["over_abstention"] == 1
    assert scored("", "Der Tierarzt.")["abstained_on_unanswerable"] == 0


def test_the_table_leaves_out_what_nobody_has() -> None:
    rule = Rule({DOCUMENT.document.source: DOCUMENT})
    out = StringIO()
    score_of_x = score("Ein Vergleich", CASES, outcome((None, None)), rule=rule, lines_of_code=40)
    show_peers([score_of_x], Console(file=out, width=120))
    assert "Ein Vergleich" in out.getvalue()
    assert "0.50 (0.50–0.50)" in out.getvalue()
    assert "key facts in the answer" not in out.getvalue()
