"""Logging in and out: wrong passwords, cookies, expiry, and what is kept of it."""

import json
import re
import stat
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.app import create_app
from tests.api.conftest import BASE_URL, Office
from tests.support.small_office import build_small_office
from tests.support.word_embedder import WordEmbedder


def login(client: TestClient, username: str, password: str) -> object:
    return client.post("/api/v1/login", json={"username": username, "password": password})


def test_a_person_is_told_role_and_permissions(office: Office) -> None:
    person = office.client.get("/api/v1/me", headers=office.as_role("neu")).json()
    assert person["role"] == "neu"
    assert person["permissions"] == ["ask", "learn", "read_documents"]


def test_a_wrong_password_and_an_unknown_name_are_told_alike(office: Office) -> None:
    wrong, unknown = login(office.client, "neu", "falsch"), login(office.client, "niemand", "falsch")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert "falsch." in wrong.json()["detail"]


def test_guessing_is_slowed_down(office: Office) -> None:
    for _ in range(5):
        assert login(office.client, "geraten", "falsch").status_code == 401
    response = login(office.client, "geraten", "falsch")
    assert response.status_code == 429
    assert int(response.headers["retry-after"]) > 0
    assert "Sekunden" in response.json()["remedy"]


def test_the_cookie_logs_in_and_is_out_of_reach_of_scripts(office: Office) -> None:
    response = login(office.client, "neu", office.passwords["neu"])
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Max-Age=43" in cookie, "twelve hours, less what has passed"
    assert "expires" not in cookie.lower(), "a day that a browser with another clock takes for gone"
    assert office.client.get("/api/v1/me").json()["role"] == "neu"
    foreign = office.client.post("/api/v1/logout", headers={"Origin": "http://127.0.0.1:9999"})
    assert foreign.status_code == 403
    assert office.client.post("/api/v1/logout", headers={"Origin": BASE_URL}).status_code == 204
    office.client.cookies.clear()
    assert office.client.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:8501", "null"])
def test_no_other_page_changes_anything_by_the_cookie(office: Office, origin: str) -> None:
    credentials = {"username": "redaktion", "password": office.passwords["redaktion"]}
    app = office.client.app
    assert isinstance(app, FastAPI)
    login(office.client, **credentials)
    try:
        for path, operations in app.openapi()["paths"].items():
            for method in operations.keys() - {"get"}:
                forms = [{"json": credentials}, {"files": {"file": ("a.txt", b"Text")}}, {"data": credentials}]
                for form in forms:
                    headers = {"Origin": origin}
                    url = re.sub(r"{\w+}", "x1", path)
                    answered = office.client.request(method, url, headers=headers, **form)  # type: ignore[arg-type]
                    assert answered.status_code == 403, (method, path)
                    assert "set-cookie" not in answered.headers
    finally:
        office.client.cookies.clear()


def test_a_logged_out_token_is_worth_nothing(office: Office) -> None:
    headers = {"Authorization": "Bearer " + login(office.client, "neu", office.passwords["neu"]).json()["token"]}
    office.client.cookies.clear()
    assert office.client.post("/api/v1/logout", headers=headers).status_code == 204
    assert office.client.get("/api/v1/me", headers=headers).status_code == 401


def test_demo_logins_are_readable_by_their_owner_only(office: Office) -> None:
    file = office.settings.state / "demo_accounts.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    accounts = json.loads(file.read_text(encoding="utf-8"))
    assert [account["role"] for account in accounts] == ["sachbearbeitung", "neu", "redaktion"]
    assert len({account["password"] for account in accounts}) == 3


def test_neither_passwords_nor_tokens_are_kept(office: Office) -> None:
    database = b"".join(path.read_bytes() for path in office.settings.state.glob("amtslotse.db*"))
    assert b"sachbearbeitung" in database
    for secret in (*office.passwords.values(), *office.tokens.values()):
        assert secret.encode() not in database


def test_a_second_start_keeps_accounts_and_sessions(tmp_path: Path) -> None:
    settings = build_small_office(tmp_path)
    with TestClient(create_app(settings, embedder=WordEmbedder()), base_url=BASE_URL) as client:
        file = (settings.state / "demo_accounts.json").read_bytes()
        account = json.loads(file)[0]
        token = login(client, account["username"], account["password"]).json()["token"]
    with TestClient(create_app(settings, embedder=WordEmbedder()), base_url=BASE_URL) as client:
        assert (settings.state / "demo_accounts.json").read_bytes() == file
        assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 200


@pytest.mark.parametrize("name", ["neu\u0000", " neu "])
def test_a_name_is_cleaned_before_it_is_looked_up(office: Office, name: str) -> None:
    assert login(office.client, name, office.passwords["neu"]).status_code == 200
    office.client.cookies.clear()
