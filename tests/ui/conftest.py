"""The real API for the screens, and the screens driven without a browser."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.live_stack import LiveApi, live_api
from ui import api_client, logins, settings
from ui.api_client import ApiClient, api_for
from ui.logins import login_store
from ui.session import Session

MAIN = Path(__file__).parents[2] / "ui" / "main.py"
ONE_SCREEN = """
import streamlit as st
from ui import session
from ui.screens import {name}

{name}.show(session.current(), st.sidebar)
"""
ANSWER_SECONDS = 20


@pytest.fixture(scope="session")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApi]:
    with live_api(tmp_path_factory.mktemp("ui")) as running:
        yield running


@pytest.fixture
def pointed_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Point the screens of this process to an address of the API."""

    def forget() -> None:
        settings.ui_settings.cache_clear()
        api_client.http_client.cache_clear()
        logins.login_store.cache_clear()

    def point(url: str) -> None:
        monkeypatch.setenv("AMTSLOTSE_API_URL", url)
        forget()

    yield point
    forget()


@pytest.fixture
def as_role(api: LiveApi, pointed_at: Callable[[str], None]) -> Callable[[str], ApiClient]:
    """Log a role in and return its client."""
    pointed_at(api.url)
    return lambda role: api_for(api_for().login(role, api.passwords[role]).token)


@pytest.fixture
def log_in(api: LiveApi, pointed_at: Callable[[str], None]) -> Callable[[str], AppTest]:
    """Open the whole product and log a role in, on the first screen."""
    pointed_at(api.url)

    def open_and_log_in(role: str) -> AppTest:
        test = AppTest.from_file(str(MAIN), default_timeout=30).run()
        test.text_input(key="al-benutzer").set_value(role)
        test.text_input(key="al-passwort").set_value(api.passwords[role])
        return button(test, "Anmelden").click().run()

    return open_and_log_in


@pytest.fixture
def screen(api: LiveApi, pointed_at: Callable[[str], None]) -> Callable[[str, str], AppTest]:
    """Open one screen by its name for a role."""
    pointed_at(api.url)

    def open_screen(name: str, role: str) -> AppTest:
        login = login_store().add(api_for().login(role, api.passwords[role]))
        test = AppTest.from_string(ONE_SCREEN.format(name=name), default_timeout=30)
        test.session_state["amtslotse"] = Session(login=login)
        return test.run()

    return open_screen


def ask(test: AppTest, question: str, answers: int = 1) -> AppTest:
    """Ask and wait until so many answers are there, as the browser does by looking again and again."""
    test.chat_input[0].set_value(question).run()
    until = time.monotonic() + ANSWER_SECONDS
    while sum(str(each.key).startswith("al-daumen-up") for each in test.button) < answers:
        assert time.monotonic() < until, f"no answer after {ANSWER_SECONDS} s:\n{html(test)}"
        time.sleep(0.1)
        test.run()
    return test


def button(test: AppTest, label: str) -> Any:
    """The first button with this label."""
    found = [each for each in test.button if each.label == label]
    assert found, f"no button {label!r} among {[each.label for each in test.button]}"
    return found[0]


def html(test: AppTest) -> str:
    """All our own HTML on the screen, sidebar included."""
    return "\n".join(element.body for element in test.get("html"))
