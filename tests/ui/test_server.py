"""The web server's own routes."""

from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.support.live_stack import LiveApi
from tests.support.small_office import EDITORS_ONLY, FEES, STAFF_ONLY
from ui.api_client import api_for
from ui.logins import COOKIE, login_store
from ui.server import middleware, routes


@pytest.fixture
def browser(api: LiveApi, pointed_at: Callable[[str], None]) -> TestClient:
    pointed_at(api.url)
    return TestClient(Starlette(routes=routes(), middleware=middleware()), base_url="http://127.0.0.1")


@pytest.fixture
def logged_in(browser: TestClient, api: LiveApi) -> TestClient:
    login = login_store().add(api_for().login("neu", api.passwords["neu"]))
    assert browser.post("/sitzung", content=login_store().ticket_for(login)).status_code == 204
    return browser


@pytest.mark.parametrize("path", ["/", "/wissensbasis"])
def test_the_start_page_is_german_and_carries_no_foreign_chrome(browser: TestClient, path: str) -> None:
    page = browser.get(path)
    assert '<html lang="de">' in page.text
    assert "<title>Amtslotse</title>" in page.text
    assert "agent" not in page.text
    assert page.text.count("theme/style.css") == 1


def test_the_browser_is_kept_on_this_server(browser: TestClient) -> None:
    policy = browser.get("/").headers["content-security-policy"]
    assert "connect-src 'self' ws: wss:;" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/fragen", "/gibt-es-nicht"])
def test_the_first_screen_s_name_and_unknown_addresses_lead_to_it(browser: TestClient, path: str) -> None:
    answer = browser.get(path, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_theme_files_are_served_and_nothing_else(browser: TestClient) -> None:
    assert browser.get("/theme/style.css").headers["content-type"].startswith("text/css")
    assert browser.get("/theme/amtslotse.js").status_code == 200
    assert browser.get("/theme/..%2fserver.py").status_code in {303, 404}


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(browser: TestClient, api: LiveApi) -> None:
    login = login_store().add(api_for().login("neu", api.passwords["neu"]))
    cookie = browser.post("/sitzung", content=login_store().ticket_for(login)).headers["set-cookie"]
    assert cookie.startswith(COOKIE)
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Max-Age=43" in cookie, "twelve hours, less what has passed"
    assert "expires" not in cookie.lower(), "a day that a browser with another clock takes for gone"
    assert login.token not in cookie


def test_a_ticket_that_is_not_ours_buys_nothing(browser: TestClient) -> None:
    answer = browser.post("/sitzung", content=b"\xff\x00geraten")
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_an_original_needs_the_login(browser: TestClient) -> None:
    assert browser.get(f"/original/{FEES.id}").status_code == 401


def test_an_original_of_a_kind_that_could_run_is_only_saved(logged_in: TestClient) -> None:
    answer = logged_in.get(f"/original/{FEES.id}")
    assert answer.headers["content-disposition"].startswith("attachment; filename")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "13 Euro" in answer.text


def test_what_is_for_others_is_not_there(logged_in: TestClient) -> None:
    assert logged_in.get(f"/original/{EDITORS_ONLY.id}").status_code == 404
    assert logged_in.get(f"/original/{STAFF_ONLY.id}").status_code == 404
