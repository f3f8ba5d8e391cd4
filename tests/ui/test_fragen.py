"""Asking, looking at the evidence, judging, and the history."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.small_office import FEES
from tests.ui.conftest import ask, button, html

QUESTION = "Was kostet die Fiktionsbescheinigung?"
UNKNOWN = "Wann beginnt das Schützenfest in Hannover?"


@pytest.fixture
def asked(product: Callable[[str], AppTest]) -> AppTest:
    return ask(product("sachbearbeitung"), QUESTION)


def answer_of(test: AppTest) -> str:
    return test.session_state["amtslotse"].turns[-1].id


def test_at_first_there_are_examples_that_can_be_asked(product: Callable[[str], AppTest]) -> None:
    test = product("neu")
    button(test, "Wann wird eine Fiktionsbescheinigung ausgestellt?").click().run()
    assert "Wann wird eine Fiktionsbescheinigung ausgestellt?" in html(test)


def test_an_answer_shows_state_sources_and_what_is_outdated(asked: AppTest) -> None:
    shown = html(asked)
    assert "13 Euro" in shown
    assert 'al-state-zitat" title="Wortlaut der Fundstelle">Zitat' in shown
    assert "Ohne Sprachmodell" in shown
    assert "veraltet: Prüftermin 01.01.2020 überschritten" in shown
    assert "Stand 01.03.2026" in shown


def test_a_chip_opens_the_document_at_the_passage(asked: AppTest) -> None:
    next(each for each in asked.button if each.key.startswith("al-chip-")).click().run()
    shown = html(asked)
    assert "<mark>Die Fiktionsbescheinigung kostet" in shown
    assert "im Ausländerzentralregister gespeichert" in shown
    assert f"./original/{FEES.id}" in shown
    assert "Zuständig: Team Aufenthalt" in shown


def test_the_file_note_is_ready_to_copy(asked: AppTest) -> None:
    assert "Frage: Was kostet die Fiktionsbescheinigung?" in html(asked)
    assert "Fiktionsbescheinigung ausstellen (Stand 01.03.2026)" in html(asked)


def test_what_nothing_answers_shows_the_nearest_passages(product: Callable[[str], AppTest]) -> None:
    test = ask(product("sachbearbeitung"), UNKNOWN)
    shown = html(test)
    assert "Dazu finde ich in der Wissensbasis nichts" in shown
    assert "nicht gefunden" in shown
    assert "Vermerk mit Quellen" not in shown


def test_a_judgement_takes_one_click_and_can_be_changed_and_undone(asked: AppTest) -> None:
    api = asked.session_state["amtslotse"].api
    button(asked, "Nicht hilfreich").click().run()
    assert api.answer(answer_of(asked)).feedback.rating == "down"
    button(asked, "Hilfreich").click().run()
    assert api.answer(answer_of(asked)).feedback.rating == "up"
    button(asked, "Zurücknehmen").click().run()
    assert api.answer(answer_of(asked)).feedback is None


def test_reasons_and_a_comment_reach_the_api(asked: AppTest) -> None:
    button(asked, "Nicht hilfreich").click().run()
    key = f"al-grund-down-{answer_of(asked)}"
    asked.text_area(key=f"{key}-text").set_value("Die Gebühr ist alt.")
    asked.get("button_group")[0].set_value(["veraltet"])
    button(asked, "Anmerkung senden").click().run()
    kept = asked.session_state["amtslotse"].api.answer(answer_of(asked)).feedback
    assert kept.comment == "Die Gebühr ist alt."
    assert kept.reasons == ["veraltet"]
    assert "Anmerkung gesendet" in html(asked)


def test_a_follow_up_stays_in_its_conversation(asked: AppTest) -> None:
    before = asked.session_state["amtslotse"].conversation_id
    ask(asked, "Und wo wird das gespeichert?", answers=2)
    session = asked.session_state["amtslotse"]
    assert session.conversation_id == before
    assert [answer.conversation_id for answer in session.turns] == [before, before]
    assert "im Ausländerzentralregister gespeichert" in html(asked)


def test_a_second_question_does_not_wait_for_the_first(product: Callable[[str], AppTest]) -> None:
    test = product("sachbearbeitung")
    test.chat_input[0].set_value(QUESTION).run()
    ask(test, "Und wo wird das gespeichert?", answers=2)
    session = test.session_state["amtslotse"]
    assert [answer.question for answer in session.turns] == [QUESTION, "Und wo wird das gespeichert?"]
    assert len({answer.conversation_id for answer in session.turns}) == 1


def test_after_a_reload_the_address_brings_the_conversation_back(
    asked: AppTest, product: Callable[[str], AppTest]
) -> None:
    conversation = asked.session_state["amtslotse"].conversation_id
    again = product("sachbearbeitung")
    again.query_params["gespraech"] = conversation
    again.run()
    assert QUESTION in html(again)


def test_a_conversation_that_is_gone_is_said_to_be_so(product: Callable[[str], AppTest]) -> None:
    test = product("sachbearbeitung")
    test.query_params["gespraech"] = "cunbekannt"
    test.run()
    assert 'role="alert"' in html(test)
    button(test, "Noch einmal versuchen").click().run()
    assert "Was möchten Sie wissen?" in html(test)


def test_deleting_asks_first(asked: AppTest) -> None:
    api = asked.session_state["amtslotse"].api
    conversation = asked.session_state["amtslotse"].conversation_id
    asked.button(key=f"al-gespraech-weg-{conversation}").click().run()
    button(asked, "Abbrechen").click().run()
    assert conversation in {each.id for each in api.conversations()}
    asked.button(key=f"al-gespraech-weg-{conversation}").click().run()
    button(asked, "Löschen").click().run()
    assert conversation not in {each.id for each in api.conversations()}
    assert "Was möchten Sie wissen?" in html(asked)


def test_a_scope_is_shown_and_can_be_lifted(product: Callable[[str], AppTest]) -> None:
    test = product("sachbearbeitung")
    test.multiselect[0].set_value(["statute"]).run()
    assert "Eingeschränkt: Gesetz" in html(test)
    ask(test, QUESTION)
    assert "Dazu finde ich in der Wissensbasis nichts" in html(test)
    button(test, "Einschränkung aufheben").click().run()
    assert "Eingeschränkt" not in html(test)


def test_a_part_without_an_answer_is_said_to_have_none(product: Callable[[str], AppTest]) -> None:
    test = product("sachbearbeitung")
    ask(test, "Was kostet die Fiktionsbescheinigung und wann beginnt das Schützenfest in Hannover?")
    assert "Zu „wann beginnt das Schützenfest in Hannover“ finde ich nichts." in html(test)
    assert "13 Euro" in html(test)
