"""The learning path."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.support.small_office import FEES
from tests.ui.conftest import button, html
from ui.api_client import ApiClient


def test_a_tick_is_kept_and_counts(screen: Callable[[str, str], AppTest], as_role: Callable[[str], ApiClient]) -> None:
    test = screen("einarbeitung", "neu")
    test.checkbox(key="al-haken-gebuehren").check().run()
    assert test.get("progress")[0].proto.value == 50
    steps = [step for week in as_role("neu").learning_path().weeks for step in week.steps]
    assert [step.done_at is not None for step in steps] == [False, True]
    test.checkbox(key="al-haken-gebuehren").uncheck().run()
    assert test.get("progress")[0].proto.value == 0


def test_a_step_opens_its_documents(screen: Callable[[str, str], AppTest]) -> None:
    test = screen("einarbeitung", "neu")
    test.button(key=f"al-schritt-gebuehren-{FEES.id}").click().run()
    assert "im Ausländerzentralregister gespeichert" in html(test)


def test_a_question_of_a_step_is_put_with_its_documents(screen: Callable[[str, str], AppTest]) -> None:
    test = screen("einarbeitung", "neu")
    button(test, "Dazu fragen").click().run()
    session = test.session_state["amtslotse"]
    assert session.question == "Wie richte ich meinen Zugang ein?"
    assert session.document_ids
