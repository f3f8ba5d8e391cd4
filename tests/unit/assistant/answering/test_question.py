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
        "Wie lange ist die gültig?",
        "Kann ich die verlängern?",
        "Was steht da drauf?",
        "Wer unterschreibt?",
        "Für wie viele Personen?",
        "Gilt Absatz 3 auch für Ehegatten?",
        "Gilt das auch für Türken?",
        "Was ist mit meiner Frau?",
        "Muss ich dafür meinen Pass abgeben?",
        "Danke! Und welches Formular?",
        "And for children?",
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
        "Ok, und was kostet die Einbürgerung?",
        "Welche Fristen gelten beim Widerspruch?",
        "was kostet die niederlassungserlaubnis",
        "Wann erlischt die NE?",
        "Was ist ein Drittstaat?",
        "§ 104c AufenthG Absatz 3",
    ],
)
def test_a_new_topic_stands_alone(question: str) -> None:
    assert make_whole(question, HISTORY).topic == ""


def test_a_second_follow_up_reaches_back_to_the_topic() -> None:
    history = [*HISTORY, Turn("Und was kostet das?", "93 Euro")]
    assert make_whole("Und wie lange dauert das?", history).topic == "Aufenthaltserlaubnis"


def test_another_thing_is_asked_about_in_the_same_way() -> None:
    history = [Turn("Was kostet die Aufenthaltserlaubnis?", "93 Euro")]
    assert make_whole("Und die Niederlassungserlaubnis?", history).topic == "Was kostet"


def test_without_history_nothing_is_joined() -> None:
    assert make_whole("  Und was\nkostet das? ", []).search_text == "Und was kostet das?"
