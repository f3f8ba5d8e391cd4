"""The way in and out."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.live_stack import LiveApi, free_port
from tests.ui.conftest import MAIN, RUN_SECONDS, button, html
from ui.logins import login_store


@pytest.fixture
def log_in(api: LiveApi, pointed_at: Callable[[str], None]) -> Callable[[str], AppTest]:
    pointed_at(api.url)

    def open_and_log_in(role: str) -> AppTest:
        test = opened()
        test.text_input(key="al-benutzer").set_value(role)
        test.text_input(key="al-passwort").set_value(api.passwords[role])
        return button(test, "Anmelden").click().run()

    return open_and_log_in


def opened() -> AppTest:
    return AppTest.from_file(str(MAIN), default_timeout=RUN_SECONDS).run()


def test_without_a_login_there_is_nothing_but_the_form(api: LiveApi, pointed_at: Callable[[str], None]) -> None:
    pointed_at(api.url)
    test = opened()
    assert [each.label for each in test.button] == ["Anmelden"]
    assert not test.chat_input


def test_a_wrong_password_is_refused_in_words(api: LiveApi, pointed_at: Callable[[str], None]) -> None:
    pointed_at(api.url)
    test = opened()
    test.text_input(key="al-benutzer").set_value("neu")
    test.text_input(key="al-passwort").set_value("falsch")
    button(test, "Anmelden").click().run()
    assert 'role="alert"' in html(test)
    assert not test.chat_input


def test_an_empty_form_asks_for_both_fields(api: LiveApi, pointed_at: Callable[[str], None]) -> None:
    pointed_at(api.url)
    test = opened()
    button(test, "Anmelden").click().run()
    assert test.warning[0].value == "Geben Sie Benutzername und Passwort ein."


def test_who_logs_in_sees_name_role_and_question_field(log_in: Callable[[str], AppTest]) -> None:
    test = log_in("neu")
    assert "Nico Neu" in html(test)
    assert "Neu im Team" in html(test)
    assert test.chat_input


def test_only_editors_are_offered_the_review(product: Callable[[str], AppTest]) -> None:
    assert "Redaktion" not in offered(product("sachbearbeitung"))
    assert offered(product("redaktion")) == [
        "Fragen",
        "Wissensbasis",
        "Dokument hinzufügen",
        "Einarbeitung",
        "Redaktion",
    ]


def test_logging_out_forgets_the_login(log_in: Callable[[str], AppTest]) -> None:
    test = log_in("neu")
    key = test.session_state["amtslotse"].login.key
    assert login_store().find(key)
    button(test, "Abmelden").click().run()
    assert login_store().find(key) is None
    assert not test.chat_input


def test_a_login_that_the_api_has_ended_leads_back_to_the_form(log_in: Callable[[str], AppTest]) -> None:
    test = log_in("neu")
    test.session_state["amtslotse"].api.logout()
    test.run()
    assert test.info[0].value == "Ihre Anmeldung ist abgelaufen. Melden Sie sich bitte neu an."
    assert not test.chat_input


def test_an_api_that_is_down_is_said_to_be_so(pointed_at: Callable[[str], None]) -> None:
    pointed_at(f"http://127.0.0.1:{free_port()}")
    test = opened()
    test.text_input(key="al-benutzer").set_value("neu")
    test.text_input(key="al-passwort").set_value("geheim")
    button(test, "Anmelden").click().run()
    assert "Amtslotse ist nicht erreichbar" in html(test)


def test_an_api_that_goes_down_later_leaves_a_way_to_try_again(
    product: Callable[[str], AppTest], pointed_at: Callable[[str], None]
) -> None:
    test = product("neu")
    pointed_at(f"http://127.0.0.1:{free_port()}")
    test.run()
    assert "Amtslotse ist nicht erreichbar" in html(test)
    assert button(test, "Noch einmal versuchen")
    assert not test.exception


def offered(test: AppTest) -> list[str]:
    return [element.proto.label for element in test.get("page_link")]
