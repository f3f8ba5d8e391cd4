"""Who may call what: every route with every role, and nobody."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.app import create_app
from tests.api.conftest import BASE_URL, Office, open_office
from tests.support.small_office import FEES, build_small_office
from tests.support.word_embedder import WordEmbedder

EVERYBODY = {"sachbearbeitung", "neu", "redaktion"}
LEARNERS = {"neu", "redaktion"}
EDITORS = {"redaktion"}
ROUTES = [
    ("GET", "/me", None, EVERYBODY),
    ("POST", "/answers", {"question": "Was kostet die Fiktionsbescheinigung?"}, EVERYBODY),
    ("GET", "/answers/{answer_id}", None, EVERYBODY),
    ("PUT", "/answers/{answer_id}/feedback", {"rating": "up"}, EVERYBODY),
    ("DELETE", "/answers/{answer_id}/feedback", None, EVERYBODY),
    ("GET", "/feedback-reasons", None, EVERYBODY),
    ("POST", "/privacy/check", {"text": "Was kostet der eAT?"}, EVERYBODY),
    ("GET", "/conversations", None, EVERYBODY),
    ("GET", "/conversations/{conversation_id}", None, EVERYBODY),
    ("DELETE", "/conversations/{conversation_id}", None, EVERYBODY),
    ("DELETE", "/conversations", None, EVERYBODY),
    ("GET", "/documents", None, EVERYBODY),
    ("GET", "/documents/{document_id}", None, EVERYBODY),
    ("GET", "/documents/{document_id}/original", None, EVERYBODY),
    ("GET", "/documents/{document_id}/revisions", None, EVERYBODY),
    ("GET", "/documents/{document_id}/revisions/{revision_id}", None, EVERYBODY),
    ("GET", "/documents/{document_id}/revisions/{revision_id}/original", None, EVERYBODY),
    ("GET", "/documents/{document_id}/changes?from=r0&to=r0", None, EVERYBODY),
    ("GET", "/removed-documents", None, EDITORS),
    ("GET", "/learning-path", None, LEARNERS),
    ("PUT", "/learning-path/steps/{step_id}", {"done": False}, LEARNERS),
    ("GET", "/review", None, EDITORS),
    ("PATCH", "/review/{item_id}", {"state": "in_arbeit"}, EDITORS),
    ("GET", "/duplicates", None, EDITORS),
    ("PATCH", "/duplicates/{pair_id}", {"state": "erledigt"}, EDITORS),
    ("GET", "/uploads", None, EDITORS),
    ("GET", "/uploads/{upload_id}", None, EDITORS),
    ("GET", "/uploads/{upload_id}/preview", None, EDITORS),
    ("GET", "/uploads/{upload_id}/passages", None, EDITORS),
    ("PUT", "/uploads/{upload_id}/metadata", {}, EDITORS),
    ("POST", "/uploads/{upload_id}/publish", None, EDITORS),
    ("POST", "/uploads/{upload_id}/undo", None, EDITORS),
    ("DELETE", "/uploads/{upload_id}", None, EDITORS),
    ("POST", "/logout", None, EVERYBODY),
]
OPEN = {("POST", "/api/v1/login"), ("GET", "/api/v1/health")}
FORMS = {("POST", "/api/v1/uploads")}
"""What takes a file instead of JSON; see test_uploads."""
PLACES = {
    "{answer_id}": "a0",
    "{conversation_id}": "c0",
    "{document_id}": FEES.id,
    "{revision_id}": "r0",
    "{step_id}": "zugang",
    "{item_id}": "r0",
    "{pair_id}": "x0",
    "{upload_id}": "u0",
}


@pytest.fixture(scope="module")
def own_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    settings = build_small_office(tmp_path_factory.mktemp("access"))
    with TestClient(create_app(settings, embedder=WordEmbedder()), base_url=BASE_URL) as client:
        yield open_office(client, settings)


@pytest.mark.parametrize("role", [None, "sachbearbeitung", "neu", "redaktion"])
@pytest.mark.parametrize(("method", "path", "body", "allowed"), ROUTES, ids=lambda value: str(value)[:40])
def test_a_route_serves_those_whom_it_is_for(
    own_office: Office, method: str, path: str, body: object, allowed: set[str], role: str | None
) -> None:
    headers = own_office.as_role(role)
    if path == "/logout" and role:
        headers = fresh_login(own_office, role)
    for place, value in PLACES.items():
        path = path.replace(place, value)
    response = own_office.client.request(method, "/api/v1" + path, json=body, headers=headers)
    if role is None:
        assert response.status_code == 401
        assert response.headers["www-authenticate"] == "Bearer"
    elif role in allowed:
        # 404: what the made-up ids name does not exist; that too is an answer from inside.
        assert response.status_code in {200, 204, 404}
    else:
        assert response.status_code == 403
    if response.is_error:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["detail"]


def test_no_route_is_missing_from_the_table(own_office: Office) -> None:
    app = own_office.client.app
    assert isinstance(app, FastAPI)
    described = {(method.upper(), path) for path, operations in app.openapi()["paths"].items() for method in operations}
    assert described == {(method, "/api/v1" + path.partition("?")[0]) for method, path, _, _ in ROUTES} | OPEN | FORMS


@pytest.mark.parametrize("token", ["", "x", "Bearer", "ä", "x" * 5000])
def test_a_made_up_token_is_refused(own_office: Office, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}".encode()}
    assert own_office.client.get("/api/v1/me", headers=headers).status_code == 401


def fresh_login(office: Office, role: str) -> dict[str, str]:
    login = {"username": role, "password": office.passwords[role]}
    token = office.client.post("/api/v1/login", json=login).json()["token"]
    office.client.cookies.clear()
    return {"Authorization": f"Bearer {token}"}
