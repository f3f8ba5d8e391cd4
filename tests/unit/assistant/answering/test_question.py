"""Follow-ups are made whole; questions that stand alone are left alone."""

import pytest

from assistant.answering.answer import Turn
from assistant.answering.question import make_whole

HISTORY = [Turn("Wie verlängere ich eine Aufenthaltserlaubnis?", "…")]


@pytest.mark.parametrize(
    "question",
    [
        "Und was kostet das?",
        "Wie lange gilt das?",
        "Wie hoch ist die Gebühr?",
        "Und bei Kindern?",
        "Darf er arbeiten?",
        "warum?",
    ],
)
def test_a_follow_up_takes_its_topic_along(question: str) -> None:
    assert "Aufenthaltserlaubnis" in make_whole(question, HISTORY).topic


def test_a_follow_up_that_asks_something_else_drops_what_was_asked_before() -> None:
    history = [Turn("Welche Unterlagen brauche ich für die Beschäftigungserlaubnis?", "…")]
    assert make_whole("Und was kostet das?", history).topic == "Beschäftigungserlaubnis"
    assert make_whole("Und bei Duldung?", history).topic == history[0].question


@pytest.mark.parametrize(
    "question",
    [
        "Was ist eine Fiktionsbescheinigung?",
        "Was kostet die Niederlassungserlaubnis?",
        "Welche Unterlagen brauche ich für die Einbürgerung?",
    ],
)
def test_a_new_topic_stands_alone(question: str) -> None:
    assert make_whole(question, HISTORY).topic == ""


def test_a_second_follow_up_reaches_back_to_the_topic() -> None:
    history = [*HISTORY, Turn("Und was kostet das?", "93 Euro")]
    assert make_whole("Und wie lange dauert das?", history).topic == "Aufenthaltserlaubnis"


def test_without_history_nothing_is_joined() -> None:
    assert make_whole("  Und was\nkostet das? ", []).search_text == "Und was kostet das?"
