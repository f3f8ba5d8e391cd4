"""The editor's list."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from assistant.api.schemas import AnswerModel, AnswerQuestionRequest, FeedbackModel, ReviewUpdate
from tests.ui.conftest import html
from ui.api_client import ApiClient
from ui.screens.redaktion import PAGE_LENGTH

FLAGGED = "Was kostet die Fiktionsbescheinigung und wann beginnt das Schützenfest in Hannover?"


@pytest.fixture
def item_id(as_role: Callable[[str], ApiClient]) -> str:
    """An answer that was flagged just now."""
    caseworker = as_role("sachbearbeitung")
    *_, answer = caseworker.ask(AnswerQuestionRequest(question=FLAGGED))
    assert isinstance(answer, AnswerModel)
    caseworker.give_feedback(
        answer.id, FeedbackModel(rating="down", reasons=["veraltet"], comment="Bitte <b>prüfen</b>")
    )
    items = as_role("redaktion").review_items("offen").items
    return next(item.id for item in items if item.answer.id == answer.id and item.kind == "flag")


def test_an_item_shows_all_that_is_needed_to_judge_it(item_id: str, screen: Callable[[str, str], AppTest]) -> None:
    shown = html(screen("redaktion", "redaktion"))
    assert FLAGGED in shown
    assert "Veraltet" in shown
    assert "Bitte &lt;b&gt;prüfen&lt;/b&gt;" in shown
    assert "13 Euro" in shown
    assert "Zu „wann beginnt das Schützenfest in Hannover“ finde ich nichts." in shown
    assert "Index " in shown


def test_a_gap_of_a_part_names_the_part_and_the_whole_question(
    screen: Callable[[str, str], AppTest], as_role: Callable[[str], ApiClient]
) -> None:
    *_, answer = as_role("neu").ask(AnswerQuestionRequest(question=FLAGGED))
    assert isinstance(answer, AnswerModel)
    [item] = [each for each in as_role("redaktion").review_items("offen").items if each.answer.id == answer.id]
    assert item.kind == "gap"
    test = screen("redaktion", "redaktion")
    shown = html(test)
    assert '<h2 class="al-question">Teilfrage ohne Antwort: „wann beginnt das Schützenfest in Hannover“</h2>' in shown
    assert f"<strong>Ganze Frage:</strong> {FLAGGED}" in shown
    test.button(key=f"al-setzen-erledigt-{item.id}").click().run()
    assert item.id in {each.id for each in as_role("redaktion").review_items("erledigt").items}


def test_an_item_is_set_to_work_with_a_note_and_set_back(
    item_id: str, screen: Callable[[str, str], AppTest], as_role: Callable[[str], ApiClient]
) -> None:
    test = screen("redaktion", "redaktion")
    test.text_area(key=f"al-notiz-{item_id}").set_value("Frage bei der Kasse nach")
    test.button(key=f"al-setzen-in_arbeit-{item_id}").click().run()
    editor = as_role("redaktion")
    assert (
        next(item for item in editor.review_items("in_arbeit").items if item.id == item_id).note
        == "Frage bei der Kasse nach"
    )
    assert "Gespeichert: In Arbeit" in html(test)
    test = screen("redaktion", "redaktion")
    assert item_id not in " ".join(str(each.key) for each in test.button)


def test_the_last_step_can_be_undone(item_id: str, screen: Callable[[str, str], AppTest]) -> None:
    test = screen("redaktion", "redaktion")
    api = test.session_state["amtslotse"].api
    test.button(key=f"al-setzen-erledigt-{item_id}").click().run()
    assert item_id in {item.id for item in api.review_items("erledigt").items}
    test.button(key="al-redaktion-undo").click().run()
    assert item_id in {item.id for item in api.review_items("offen").items}


def test_an_empty_list_says_so(screen: Callable[[str, str], AppTest], as_role: Callable[[str], ApiClient]) -> None:
    editor = as_role("redaktion")
    for item in editor.review_items("in_arbeit").items:
        editor.update_review_item(item.id, ReviewUpdate(state="erledigt", note=item.note))
    test = screen("redaktion", "redaktion")
    test.button_group(key="al-redaktion-stand").set_value("in_arbeit").run()
    assert "Hier ist nichts zu tun." in html(test)


def test_a_long_list_is_turned_page_by_page_with_the_filter_kept(
    screen: Callable[[str, str], AppTest], as_role: Callable[[str], ApiClient]
) -> None:
    beginner, editor = as_role("neu"), as_role("redaktion")
    while editor.review_items("offen").total <= PAGE_LENGTH:
        list(beginner.ask(AnswerQuestionRequest(question="Wann beginnt das Schützenfest in Hannover?")))
    total = editor.review_items("offen").total
    test = screen("redaktion", "redaktion")
    assert f"1–{PAGE_LENGTH} von {total}" in html(test)
    test.pagination(key="al-redaktion-offen-seite").select(2).run()
    shown = html(test)
    assert f"{PAGE_LENGTH + 1}–{total} von {total}" in shown
    last = editor.review_items("offen", offset=PAGE_LENGTH).items
    assert {f"al-setzen-erledigt-{item.id}" for item in last} < {str(each.key) for each in test.button}
    for item in last:
        test.button(key=f"al-setzen-erledigt-{item.id}").click().run()
    assert f"{PAGE_LENGTH} Einträge" in html(test), "the last page is empty now, the one before it is shown"
