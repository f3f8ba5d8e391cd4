"""Planted errors must be caught, faithful short forms kept."""

import pytest

from assistant.answering.grounding import Cited, check, strip_citations

SOURCES = [
    Cited(
        1,
        "Die Gebühr für die Verlängerung der Aufenthaltserlaubnis um mehr als drei Monate beträgt 93 Euro.",
        "Gebühren",
    ),
    Cited(1, "Empfänger von Leistungen nach dem SGB II sind von der Gebühr befreit.", "Gebühren"),
    Cited(2, "Der Antrag muss vor Ablauf des Aufenthaltstitels gestellt werden.", "AufenthG § 81 Antrag"),
    Cited(2, "Eine Beschäftigung ist in den ersten drei Monaten nicht gestattet.", "AufenthG § 81 Antrag"),
    Cited(3, "Die Ausländerbehörde kann die Vorlage weiterer Nachweise verlangen.", "Nachweise"),
]


@pytest.mark.parametrize(
    ("statement", "numbers"),
    [
        ("Die Gebühr für die Verlängerung der Aufenthaltserlaubnis um mehr als drei Monate beträgt 93 Euro.", (1,)),
        ("Für die Verlängerung der Aufenthaltserlaubnis um mehr als drei Monate kostet es 93,00 Euro.", (1,)),
        ("Der Antrag muss vor Ablauf des Aufenthaltstitels gestellt werden (§ 81 AufenthG).", (2,)),
        ("Von der Gebühr befreit sind Empfänger von Leistungen nach dem SGB II.", (1,)),
        ("Die Ausländerbehörde kann weitere Nachweise verlangen.", (3,)),
    ],
)
def test_faithful_statements_hold(statement: str, numbers: tuple[int, ...]) -> None:
    verdict = check(statement, numbers, SOURCES)
    assert verdict.holds, verdict.reason
    assert {cited.number for cited in verdict.support} == set(numbers)


@pytest.mark.parametrize(
    ("statement", "numbers", "reason"),
    [
        (
            "Die Gebühr für die Verlängerung der Aufenthaltserlaubnis um mehr als drei Monate beträgt 98 Euro.",
            (1,),
            "figure",
        ),
        (
            "Die Gebühr für die Verlängerung der Aufenthaltserlaubnis um mehr als sechs Monate beträgt 93 Euro.",
            (1,),
            "figure",
        ),
        ("Der Antrag muss vor Ablauf des Aufenthaltstitels gestellt werden (§ 82 AufenthG).", (2,), "figure"),
        ("Der Antrag muss vor Ablauf des Aufenthaltstitels gestellt werden (§ 81 AsylG).", (2,), "figure"),
        ("Empfänger von Leistungen nach dem SGB II sind nicht von der Gebühr befreit.", (1,), "polarity"),
        ("Empfänger von Leistungen nach dem SGB XII sind von der Gebühr befreit.", (1,), "figure"),
        ("Empfänger von Leistungen nach dem SGB II müssen die Gebühr zahlen.", (1,), "polarity"),
        ("Die Gebühr für die Verlängerung der Aufenthaltserlaubnis beträgt 93 Euro.", (1,), "deadline"),
        ("Eine Beschäftigung ist in den ersten drei Monaten gestattet.", (2,), "polarity"),
        ("Die Ausländerbehörde muss die Vorlage weiterer Nachweise verlangen.", (3,), "modality"),
        ("Der Antrag muss persönlich bei der Bundesdruckerei in Berlin gestellt werden.", (2,), "addition"),
        ("Der Antrag.", (2,), "form"),
        ("Katzen schlafen tagsüber gerne.", (2,), "nothing similar"),
    ],
)
def test_planted_errors_are_caught(statement: str, numbers: tuple[int, ...], reason: str) -> None:
    verdict = check(statement, numbers, SOURCES)
    assert not verdict.holds
    assert verdict.reason == reason


def test_an_invented_source_number_does_not_count_as_support() -> None:
    verdict = check("Der Antrag muss vor Ablauf des Aufenthaltstitels gestellt werden.", (9,), SOURCES)
    assert verdict.holds
    assert [cited.number for cited in verdict.support] == [2]


def test_citation_marks_are_taken_out() -> None:
    assert strip_citations("Das gilt nicht [1] [3].") == ("Das gilt nicht.", (1, 3))


def test_a_wrong_source_number_is_put_right() -> None:
    verdict = check("Eine Beschäftigung ist in den ersten drei Monaten nicht gestattet.", (1,), SOURCES)
    assert [cited.number for cited in verdict.support] == [2]


def test_parts_of_two_sentences_are_not_joined() -> None:
    verdict = check(
        "Die Gebühr beträgt 93 Euro und muss vor Ablauf des Aufenthaltstitels gestellt werden.", (1, 2), SOURCES
    )
    assert not verdict.holds
