"""A question with personal data waits for its asker's word; comments are kept masked and shown as kept."""

import time
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import ANSWER_SECONDS, ask, button, html

QUESTION = "Was kostet die Fiktionsbescheinigung für Frau Sommer, AZR-Nr. 165435758513?"


@pytest.fixture
def held(product: Callable[[str], AppTest]) -> AppTest:
    test = product("sachbearbeitung")
    test.chat_input[0].set_value(QUESTION).run()
    return test


def test_nothing_is_sent_and_what_was_found_is_marked(held: AppTest) -> None:
    shown = html(held)
    assert "<mark>Sommer<small>Name</small></mark>" in shown
    assert "<mark>165435758513<small>AZR-Nummer</small></mark>" in shown
    assert 'role="alert"' in shown
    assert held.session_state["amtslotse"].lives == []
    assert (
        held.session_state["amtslotse"].api.conversations() == [] or QUESTION not in shown.split("al-personendaten")[0]
    )


def test_the_first_button_asks_without_them(held: AppTest) -> None:
    button(held, "Ohne diese Angaben fragen").click().run()
    question = finished(held)
    assert question == "Was kostet die Fiktionsbescheinigung für Frau [Name], AZR-Nr. [AZR-Nummer]?"
    assert "die Entscheidung im Einzelfall treffen Sie" in html(held)
    assert "165435758513" not in html(held)


def test_a_false_alarm_does_not_block_but_a_number_stays_masked(held: AppTest) -> None:
    button(held, "Das sind keine Personendaten").click().run()
    assert finished(held) == "Was kostet die Fiktionsbescheinigung für Frau Sommer, AZR-Nr. [AZR-Nummer]?"


def test_an_edited_question_is_looked_at_again(held: AppTest) -> None:
    button(held, "Bearbeiten").click().run()
    field = held.text_area(key="al-personendaten-feld")
    assert field.value == QUESTION
    field.set_value("Was kostet die Fiktionsbescheinigung für Herrn Yılmaz?")
    button(held, "Fragen").click().run()
    assert "<mark>Yılmaz<small>Name</small></mark>" in html(held)
    button(held, "Bearbeiten").click().run()
    held.text_area(key="al-personendaten-feld").set_value("Was kostet die Fiktionsbescheinigung?")
    button(held, "Fragen").click().run()
    assert finished(held) == "Was kostet die Fiktionsbescheinigung?"


def test_a_held_question_can_be_dropped(held: AppTest) -> None:
    button(held, "Bearbeiten").click().run()
    button(held, "Verwerfen").click().run()
    assert "Was möchten Sie wissen?" in html(held)


def test_a_comment_is_shown_as_it_is_kept(product: Callable[[str], AppTest]) -> None:
    test = ask(product("sachbearbeitung"), "Was kostet die Fiktionsbescheinigung?")
    button(test, "Nicht hilfreich").click().run()
    answer_id = test.session_state["amtslotse"].turns[-1].id
    key = f"al-grund-down-{answer_id}-text"
    test.text_area(key=key).set_value("Bei AZR-Nr. 165435758513 war es anders.")
    button(test, "Anmerkung senden").click().run()
    assert test.text_area(key=key).value == "Bei AZR-Nr. [AZR-Nummer] war es anders."
    assert [toast.value for toast in test.toast] == ["Personendaten wurden durch Platzhalter ersetzt."]


def finished(test: AppTest) -> str:
    """Wait for the answer and return the question that it answers."""
    until = time.monotonic() + ANSWER_SECONDS
    while not any(str(each.key).startswith("al-daumen-up") for each in test.button):
        assert time.monotonic() < until, html(test)
        time.sleep(0.1)
        test.run()
    question: str = test.session_state["amtslotse"].turns[-1].question
    return question
