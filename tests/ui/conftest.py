"""The real API for the screens, and the screens driven without a browser."""

import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from streamlit.testing.v1 import AppTest

from assistant.api.schemas import LoginResponse
from tests.support.live_stack import LiveApi, live_api
from ui import api_client, settings
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
ANSWER_SECONDS = 120
RUN_SECONDS = 120
"""For one run of a screen: far more than it takes, for a machine that is busy."""


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

    def point(url: str) -> None:
        monkeypatch.setenv("AMTSLOTSE_API_URL", url)
        forget()

    yield point
    forget()


@pytest.fixture(scope="session")
def opened(api: LiveApi) -> Callable[[str], LoginResponse]:
    """Log a role in at the API, once: passwords are slow to check on purpose."""

    @cache
    def open_as(role: str) -> LoginResponse:
        body = {"username": role, "password": api.passwords[role]}
        return LoginResponse.model_validate_json(httpx.post(f"{api.url}/api/v1/login", json=body, timeout=60).content)

    return open_as


@pytest.fixture
def as_role(
    api: LiveApi, pointed_at: Callable[[str], None], opened: Callable[[str], LoginResponse]
) -> Callable[[str], ApiClient]:
    """Return the client of a role."""
    pointed_at(api.url)
    return lambda role: api_for(opened(role).token)


@pytest.fixture
def product(
    api: LiveApi, pointed_at: Callable[[str], None], opened: Callable[[str], LoginResponse]
) -> Callable[[str], AppTest]:
    """Open the whole product as a role, on the first screen."""
    pointed_at(api.url)

    def open_product(role: str) -> AppTest:
        test = AppTest.from_file(str(MAIN), default_timeout=RUN_SECONDS)
        test.session_state["amtslotse"] = Session(login=login_store().add(opened(role)))
        return test.run()

    return open_product


@pytest.fixture
def screen(
    api: LiveApi, pointed_at: Callable[[str], None], opened: Callable[[str], LoginResponse]
) -> Callable[[str, str], AppTest]:
    """Open one screen by its name as a role."""
    pointed_at(api.url)

    def open_screen(name: str, role: str) -> AppTest:
        test = AppTest.from_string(ONE_SCREEN.format(name=name), default_timeout=RUN_SECONDS)
        test.session_state["amtslotse"] = Session(login=login_store().add(opened(role)))
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
