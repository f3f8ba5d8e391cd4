"""What is asked for is recognised as it is typed, and a sentence holds it or not."""

import pytest

from assistant.answering.answer_type import AnswerType, expected_type, holds
from assistant.answering.evidence import select
from assistant.answering.question import WholeQuestion
from tests.unit.assistant.answering.builders import hit


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Was kostet die Verlängerung?", AnswerType.AMOUNT),
        ("Wie hoch ist die Gebühr für den Reiseausweis?", AnswerType.AMOUNT),
        ("und wie teuer ist der für ein Kind", AnswerType.AMOUNT),
        ("Wie lange gilt die Fiktionsbescheinigung?", AnswerType.TIME),
        ("Welche Frist gilt für den Widerspruch?", AnswerType.TIME),
        ("Ab wann darf sie arbeiten?", AnswerType.TIME),
        ("Wie viele Tage darf ein Student arbeiten?", AnswerType.TIME),
        ("Wie oft im Jahr ist Einbürgerungsfeier?", AnswerType.NUMBER),
        ("Wer bestellt den eAT?", None),
        ("Welche Unterlagen werden gebraucht?", None),
        ("", None),
    ],
)
def test_the_kind_of_fact_is_recognised(question: str, expected: AnswerType | None) -> None:
    assert expected_type(question) is expected


@pytest.mark.parametrize(
    ("kind", "text", "there"),
    [
        (AnswerType.AMOUNT, "Die Gebühr beträgt 93,00 Euro.", True),
        (AnswerType.AMOUNT, "Empfänger von Leistungen sind von der Gebühr befreit.", True),
        (AnswerType.AMOUNT, "Die Gebühr ist bei der Kasse zu zahlen.", False),
        (AnswerType.TIME, "Der Antrag ist binnen eines Monats zu stellen.", True),
        (AnswerType.TIME, "Der Bescheid gilt am vierten Tag als bekannt gegeben.", True),
        (AnswerType.TIME, "Die Verlängerung kostet 93 Euro.", False),
        (AnswerType.NUMBER, "Es finden vier Feiern statt, 20 Plätze je Feier.", True),
        (AnswerType.NUMBER, "Die Feier findet im Rathaus statt.", False),
    ],
)
def test_a_sentence_holds_it_or_not(kind: AnswerType, text: str, there: bool) -> None:
    assert holds(kind, text) is there


def test_of_two_alike_sentences_the_one_with_the_amount_comes_first() -> None:
    found = hit(
        "Die Gebühr für die Verlängerung ist an der Kasse zu zahlen. Für die Verlängerung sind 93 Euro zu zahlen."
    )
    quotes = select(WholeQuestion("Was kostet die Verlängerung?"), [found]).quotes
    assert "93 Euro" in quotes[0].unit.text
