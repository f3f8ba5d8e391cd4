"""What protects the API whoever calls it: host names, headers, sizes, limits, and what is logged."""

import logging
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.app import create_app
from assistant.settings import Settings
from tests.api.conftest import BASE_URL, Office, open_office
from tests.support.small_office import build_small_office
from tests.support.word_embedder import WordEmbedder


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_loopback_names_are_served(office: Office, host: str) -> None:
    assert office.client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost:1:2", "", "a@localhost", "x[y"])
def test_foreign_names_are_refused(office: Office, host: str) -> None:
    response = office.client.get("/health", headers={"Host": host})
    assert response.status_code == 421
    assert response.headers["content-type"] == "application/problem+json"


def test_further_names_can_be_allowed(tmp_path: Path) -> None:
    app = create_app(Settings(_env_file=None, var=tmp_path, allowed_hosts="lotse.stadt.example, b"))
    client = TestClient(app, base_url="http://lotse.stadt.example")
    assert client.get("/openapi.json").status_code == 200


@pytest.mark.parametrize("path", ["/health", "/api/v1/me", "/nirgends", "/docs"])
def test_every_response_carries_the_protective_headers(office: Office, path: str) -> None:
    headers = office.client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "access-control-allow-origin" not in headers


def test_another_origin_gets_no_permission(office: Office) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    response = office.client.options("/api/v1/answers", headers=headers)
    assert response.status_code == 405
    assert "access-control-allow-origin" not in response.headers


def test_an_unknown_address_is_a_german_problem(office: Office) -> None:
    response = office.client.get("/nirgends")
    assert response.status_code == 404
    assert response.json()["detail"] == "Diese Adresse gibt es nicht."


def test_a_body_without_a_length_is_counted(office: Office) -> None:
    def endless() -> object:
        for _ in range(200):
            yield b"x" * 1024

    headers = office.as_role("neu") | {"Content-Type": "application/json"}
    response = office.client.post("/api/v1/answers", content=endless(), headers=headers)
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"


def test_the_description_needs_nothing_from_elsewhere(office: Office) -> None:
    page = office.client.get("/docs").text
    assert "/api/v1/answers" in page
    assert "AnswerModel" in page
    assert "<script" not in page
    assert "http" not in page.replace("HTTP", "")
    assert office.client.get("/openapi.json").json()["info"]["title"] == "Amtslotse"


def test_health_names_each_component(office: Office) -> None:
    for path in ("/health", "/api/v1/health"):
        health = office.client.get(path).json()
        assert {"database", "index", "embedding", "chat"} == set(health["components"])
        assert health["components"]["index"]["detail"] == "4 Dokumente mit 5 Fundstellen."


def test_a_person_can_ask_only_so_often(tmp_path: Path) -> None:
    settings = build_small_office(tmp_path, answers_per_minute=2)
    with TestClient(create_app(settings, embedder=WordEmbedder()), base_url=BASE_URL) as client:
        office = open_office(client, settings)
        question = {"question": "Was kostet die Fiktionsbescheinigung?"}
        codes = [
            client.post("/api/v1/answers", json=question, headers=office.as_role("neu")).status_code for _ in range(3)
        ]
        assert codes == [200, 200, 429]
        other = client.post("/api/v1/answers", json=question, headers=office.as_role("redaktion"))
        assert other.status_code == 200


def test_the_log_says_what_happened_but_not_what_was_said(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        office.ask("Was kostet die Fiktionsbescheinigung für Herrn Geheim?")
        office.client.get("/api/v1/documents?q=Geheim", headers=office.as_role("neu"))
        office.client.post("/api/v1/login", json={"username": "Geheim", "password": "Geheim"})
    lines = [vars(record) for record in caplog.records if record.name == "assistant.api.request_log"]
    assert [(line["route"], line["status"]) for line in lines] == [
        ("/answers", 200),
        ("/documents", 200),
        ("/login", 401),
    ]
    ours = [vars(record) for record in caplog.records if record.name.startswith(("assistant", "knowledge_base"))]
    assert "Geheim" not in str(ours)


def test_an_unexpected_error_has_a_number_and_no_details(tmp_path: Path) -> None:
    app = create_app(Settings(_env_file=None, var=tmp_path))

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("secret")

    client = TestClient(app, base_url=BASE_URL)
    response = client.get("/broken")
    assert response.status_code == 500
    assert "Nr. " in response.json()["detail"]
    assert "secret" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"
