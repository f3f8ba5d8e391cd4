"""Tries to read a restricted document by every route that there is, as everybody whose groups do not include it."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.app import create_app
from knowledge_base.database import open_engine
from knowledge_base.revisions.revision_history import RevisionHistory
from tests.api.conftest import BASE_URL, ROLES, Office, open_office
from tests.api.test_uploads import Desk
from tests.support.restricted_office import (
    REMOVED,
    SECRET,
    SIGNS,
    build_restricted_office,
    plant_contradiction,
    restrict,
)
from tests.support.small_office import FEES, INGEST
from tests.support.word_embedder import WordEmbedder

QUESTIONS = (
    # Asked so that nothing of the secret stands in the question, which every answer repeats.
    "Was kostet die Fiktionsbescheinigung?",
    "Welche Regelung gilt für die Fiktionsbescheinigung?",
    "Was steht in der Zitronenfalltergelung, Zitronenfaltregelung, Zitronnenfalterregelung?",
    "Was liegt im Tresor?",
    "Welche Vermerke und Listen gibt es?",
)
ASKED = "Welche Regelung gilt für die Fiktionsbescheinigung, was kostet sie, was liegt im Tresor?"
BODIES: dict[tuple[str, str], list[Any]] = {
    ("POST", "/login"): [{"username": "niemand", "password": "falsch"}],
    ("POST", "/privacy/check"): [{"text": "Was kostet der eAT?"}],
    ("POST", "/answers"): [
        {"question": question} | more
        for question in QUESTIONS
        for more in (
            {},
            {"scope": {"kinds": [], "document_ids": [SECRET.id, REMOVED.id]}},
            {"as_of": "2026-03-02"},
        )
    ],
    ("PUT", "/answers/{answer_id}/feedback"): [{"rating": "down", "comment": "Falsch."}],
    ("PUT", "/learning-path/steps/{step_id}"): [{"done": True}],
    ("PATCH", "/review/{item_id}"): [{"state": "in_arbeit"}],
    ("PATCH", "/duplicates/{pair_id}"): [{"state": "erledigt"}],
    ("PUT", "/uploads/{upload_id}/metadata"): [{"audience": ["redaktion"]}, {"audience": ["leitung"]}],
}
"""What is sent; a new route that takes a body has to be added."""

QUERIES: dict[str, list[str]] = {
    "q": ["vermerk", "Stabs", "geheim"],
    "kind": ["text"],
    "state": ["offen"],
    "document": ["0"],
    "offset": ["0"],
    "limit": ["50"],
}
"""Values of query parameters, beside none at all; a new parameter has to be added."""

UNKNOWN = {
    "document_id": "dffffffffffffffffffffffff",
    "answer_id": "affffffffffffffffffff",
    "conversation_id": "cffffffffffffffffffff",
    "pair_id": "xffffffffffffffffffff",
    "revision_id": "r999999",
}
"""What is refused must be answered like these."""

ORDER = {"GET": 0, "POST": 1, "PUT": 2, "PATCH": 3, "DELETE": 4}


@dataclass
class Walk:
    """The office after the document was restricted, and all ids that belong to it, by the parameters' names."""

    office: Office
    ids: dict[str, list[str]]

    def operations(self) -> list[tuple[str, str, dict]]:
        app = self.office.client.app
        assert isinstance(app, FastAPI)
        described = [
            (method.upper(), path.removeprefix("/api/v1"), operation)
            for path, operations in app.openapi()["paths"].items()
            for method, operation in operations.items()
        ]
        return sorted(described, key=lambda each: (each[1] == "/logout", ORDER[each[0]]))

    def requests(self, method: str, path: str, operation: dict) -> Iterator[dict[str, Any]]:
        """Yield every request of an operation: each id, each value, each body, and the answer in both forms."""
        parameters = operation.get("parameters", [])
        places = [one["name"] for one in parameters if one["in"] == "path"]
        asked = {one["name"]: one for one in parameters if one["in"] == "query"}
        bodies = BODIES[method, path] if "application/json" in _content(operation) else [None]
        for chosen in product(*(self.ids[name] for name in places)):
            filled = path
            for name, value in zip(places, chosen, strict=True):
                filled = filled.replace(f"{{{name}}}", value)
            for query, body in product(self._queries(asked), bodies):
                yield {"method": method, "url": f"/api/v1{filled}", "params": query, "json": body}

    def _queries(self, asked: dict[str, dict]) -> Iterator[dict[str, str]]:
        if {"from", "to"} <= asked.keys():
            yield from ({"from": one, "to": other} for one, other in product(self.ids["revision_id"], repeat=2))
            return
        yield {}
        yield from ({name: value} for name in asked for value in QUERIES[name])


def _content(operation: dict) -> set[str]:
    return set(operation.get("requestBody", {}).get("content", {}))


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    settings = build_restricted_office(tmp_path_factory.mktemp("restricted"))
    pair = plant_contradiction(settings)
    app = create_app(settings, embedder=WordEmbedder(), ingest=INGEST)
    with TestClient(app, base_url=BASE_URL) as client:
        office = open_office(client, settings)
        answers = [office.ask(ASKED, role) for role in ROLES for _ in range(2)]
        for answer, role in zip(answers, (role for role in ROLES for _ in range(2)), strict=True):
            assert all(sign in json.dumps(answer) for sign in ("77731926", "Vertrauensliste", "77732926")), (
                "nothing to hide"
            )
            feedback = {"rating": "down", "comment": "Veraltet."}
            url = f"/api/v1/answers/{answer['id']}/feedback"
            assert client.put(url, json=feedback, headers=office.as_role(role)).status_code == 200
        upload = Desk(office).send("GEHEIMVERMERK.md", b"Ein anderer Text.")
        restrict(settings)
        engine = open_engine(settings.sql_url)
        history = RevisionHistory(engine)
        revisions = [one.id for key in (SECRET.id, REMOVED.id, FEES.id) for one in history.revisions(key)]
        engine.dispose()
        review = client.get("/api/v1/review", headers=office.as_role("redaktion")).json()["items"]
        yield Walk(
            office,
            {
                "document_id": [SECRET.id, REMOVED.id, UNKNOWN["document_id"]],
                "revision_id": [*revisions, UNKNOWN["revision_id"]],
                "answer_id": [*(answer["id"] for answer in answers), UNKNOWN["answer_id"]],
                "conversation_id": [
                    *(answer["conversation_id"] for answer in answers),
                    UNKNOWN["conversation_id"],
                ],
                "pair_id": [pair.id, UNKNOWN["pair_id"]],
                "item_id": [item["id"] for item in review],
                "upload_id": [upload["id"], "u0"],
                "step_id": ["gebuehren", "zugang"],
            },
        )


@pytest.mark.parametrize("role", [None, *ROLES])
def test_no_route_gives_anything_of_it_away(walk: Walk, role: str | None, caplog: pytest.LogCaptureFixture) -> None:
    client, tried = walk.office.client, 0
    with caplog.at_level(logging.INFO):
        for method, path, operation in walk.operations():
            if path == "/logout" or (method == "POST" and path == "/uploads/{upload_id}/publish"):
                continue  # the first ends the walk, the second would begin a run with what the editor has brought
            forms = ({}, {"Accept": "text/event-stream"}) if path == "/answers" else ({},)
            for request, form in product(walk.requests(method, path, operation), forms):
                response = client.request(**request, headers=walk.office.as_role(role) | form)
                client.cookies.clear()
                told = f"{response.text} {response.headers}"
                assert not [sign for sign in SIGNS if sign in told], (request, told)
                assert role or path in {"/login", "/health"} or response.status_code == 401
                assert response.status_code < 500
                tried += 1
    assert tried > 100
    logged = [text_of(record) for record in caplog.records if record.name.startswith(("assistant", "knowledge_base"))]
    assert not [line for line in logged if any(sign in line for sign in SIGNS)]


def text_of(record: logging.LogRecord) -> str:
    """Return all that a log record holds, times left out: their digits can be any."""
    return str({name: value for name, value in vars(record).items() if not isinstance(value, float)})


@pytest.mark.parametrize("role", ROLES)
def test_what_is_refused_is_answered_like_what_there_is_not(walk: Walk, role: str) -> None:
    client, headers, compared = walk.office.client, walk.office.as_role(role), 0
    for method, path, operation in walk.operations():
        places = [one["name"] for one in operation.get("parameters", []) if one["in"] == "path"]
        if not places or not UNKNOWN.keys() >= set(places):
            continue
        body = next(iter(BODIES.get((method, path), [None])))
        url = "/api/v1" + path
        unknown = client.request(
            method, url.format(**UNKNOWN), json=body, headers=headers, params=_any_query(operation)
        )
        for chosen in product(*(walk.ids[name] for name in places)):
            filled = url.format(**dict(zip(places, chosen, strict=True)))
            response = client.request(method, filled, json=body, headers=headers, params=_any_query(operation))
            if response.is_error:
                assert (response.status_code, response.json()) == (unknown.status_code, unknown.json()), filled
                assert response.headers.keys() == unknown.headers.keys()
                compared += 1
    assert compared > 20


def _any_query(operation: dict) -> dict[str, str]:
    asked = {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
    return {"from": "r1", "to": "r2"} if "from" in asked else {}


def test_a_change_of_groups_holds_from_the_next_question_on(tmp_path: Path) -> None:
    settings = build_restricted_office(tmp_path)
    with TestClient(create_app(settings, embedder=WordEmbedder()), base_url=BASE_URL) as client:
        office = open_office(client, settings)
        first = office.ask(ASKED, "neu")
        steps = [("alle", True), ("sachbearbeitung", False), ("einarbeitung", True), ("leitung", False), ("alle", True)]
        for group, readable in steps:
            restrict(settings, frozenset({group}))
            headers = office.as_role("neu")
            listed = client.get("/api/v1/documents", headers=headers).text
            shown = client.get(f"/api/v1/documents/{SECRET.id}", headers=headers).status_code
            again = client.get(f"/api/v1/answers/{first['id']}", headers=headers).text
            asked = json.dumps(office.ask(ASKED, "neu"), ensure_ascii=False)
            seen = ["77731926" in asked, "Vertrauensliste" in listed, shown == 200, "77731926" in again]
            assert seen == [readable] * 4, group
            assert ("nicht mehr freigegeben" in again) is not readable
