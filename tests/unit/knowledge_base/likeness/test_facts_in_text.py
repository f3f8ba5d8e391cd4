import pytest

from knowledge_base.likeness.facts_in_text import FactKind, facts_in


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("für 1.000,50 €", [("amount", "1000,5")]),
        ("93,00 Euro", [("amount", "93")]),
        ("innerhalb von vierzehn Tagen", [("period", "14 tag")]),
        ("vor dem 18. Lebensjahr", [("period", "18 jahr")]),
        ("mindestens zwei Monate", [("bound", "least"), ("period", "2 monat")]),
        ("am 01.03.2026 und am 1. März 2026", [("date", "1.3.2026"), ("date", "1.3.2026")]),
        ("§ 45 Nr. 2 Buchst. b AufenthV", [("reference", "§ 45 Nr. 2 Buchst. b AufenthV")]),
        ("nicht nur am Montag", []),
        ("der Eingang, nicht der Termin", []),
    ],
)
def test_facts_have_one_spelling(text: str, facts: list[tuple[str, str]]) -> None:
    assert [(fact.kind.value, fact.value) for fact in facts_in(text)] == facts


def test_each_fact_tells_where_it_stands() -> None:
    text = "Die Ausländerbehörde muss binnen zwei Wochen schriftlich antworten."
    assert [text[fact.start : fact.end] for fact in facts_in(text)] == [
        "Ausländerbehörde",
        "muss",
        "zwei Wochen",
        "schriftlich",
    ]
    assert FactKind.NUMBER not in {fact.kind for fact in facts_in(text)}
