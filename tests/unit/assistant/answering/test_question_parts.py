"""Questions of several parts."""

import pytest

from assistant.answering.question import WholeQuestion
from assistant.answering.question_parts import question_parts


def parts(question: str) -> list[str]:
    return [part.search_text for part in question_parts(WholeQuestion(question))]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Was kostet die Verpflichtungserklärung und wie lange haftet man daraus?",
            ["Was kostet die Verpflichtungserklärung", "Verpflichtungserklärung wie lange haftet man daraus?"],
        ),
        (
            "Reiseausweis für Flüchtlinge: wie lange gültig, wie teuer?",
            ["Reiseausweis für Flüchtlinge wie lange gültig", "Reiseausweis für Flüchtlinge wie teuer?"],
        ),
        (
            "Welche Unterlagen braucht man für die Fiktionsbescheinigung? Und was kostet sie für ein Kind?",
            [
                "Welche Unterlagen braucht man für die Fiktionsbescheinigung?",
                "Fiktionsbescheinigung Und was kostet sie für ein Kind?",
            ],
        ),
        (
            "Was kostet die Niederlassungserlaubnis und was die Einbürgerung?",
            ["Was kostet die Niederlassungserlaubnis", "Was kostet was die Einbürgerung?"],
        ),
    ],
)
def test_each_part_keeps_what_it_leans_on(question: str, expected: list[str]) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Was kostet die Duldung?",
        "Welche Fristen und Gebühren gelten für die Duldung?",
        "Wer entscheidet, welche Frist gilt?",
        "Was passiert, wenn der Pass fehlt und kein Antrag gestellt ist?",
        "fiktionsbescheinigung gebühr",
        "Was kostet die Duldung? Bitte kurz.",
        "Was kostet die Duldung? Stimmt das?",
        "Was kostet die Duldung? Können Sie mir helfen?",
        "Guten Tag, können Sie mir weiterhelfen? Was kostet die Duldung?",
        "Wo und wie finde ich einen Arbeitgeber?",
        "Muss ich den Umzug melden und bis wann?",
        "Wer? Und wann? Und wo? Und wie? Und warum?",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    assert parts(question) == []


def test_an_earlier_topic_is_kept_by_every_part() -> None:
    asked = WholeQuestion("Was kostet das und wie lange dauert es?", topic="Duldung")
    assert all("Duldung" in part.search_text for part in question_parts(asked))
