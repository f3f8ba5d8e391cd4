"""The editors' three paged lists, over SQLite and over a real PostgreSQL: the same pages, order and counts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.app import create_app
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from tests.api.conftest import BASE_URL, Office, open_office
from tests.support.like_passages import plant_pairs
from tests.support.restricted_office import MANAGEMENT
from tests.support.small_office import (
    BEGINNERS_ONLY,
    FEES,
    STAFF_ONLY,
    SmallDocument,
    build_small_office,
    document_of,
    passages_of,
)
from tests.support.word_embedder import WordEmbedder

QUESTION = "Was kostet die Fiktionsbescheinigung?"
UNANSWERABLE = "Wann beginnt das Schützenfest in Hannover?"
RUN = datetime(2026, 11, 20, 2, tzinfo=UTC)
ANSWERS = 7
GONE = [
    SmallDocument(f"weg/{title}.md", title, "text/markdown", (f"{title} gilt nicht mehr.",), audience=groups)
    for title, groups in (
        ("Übersicht", frozenset({"alle"})),
        ("abgelöst", frozenset({"redaktion"})),
        ("Älteres", frozenset({"alle"})),
        ("Zuletzt", frozenset({"alle"})),
        ("Geheim", MANAGEMENT),
    )
]


@pytest.fixture
def office(tmp_path: Path, database_url: str) -> Iterator[Office]:
    settings = build_small_office(tmp_path, database_url=database_url)
    plant_pairs(settings)
    with open_knowledge_base(settings, embedder=WordEmbedder()) as base:
        for small in GONE:
            publish(base, small)
        base.registry.remove([small.id for small in GONE[:3]], in_run=RUN)
        base.registry.remove([small.id for small in GONE[3:]], who="verwaltung")
    with TestClient(create_app(settings, embedder=WordEmbedder()), base_url=BASE_URL) as client:
        yield open_office(client, settings)


def publish(base: KnowledgeBase, small: SmallDocument) -> None:
    base.registry.stage(document_of(small), passages_of(small), content_hash="0" * 64, metadata_hash="")
    base.registry.publish([small.id])


def page(office: Office, path: str, **params: object) -> dict:
    response = office.client.get(f"/api/v1/{path}", params=params, headers=office.as_role("redaktion"))
    assert response.status_code == 200, response.text
    return response.json()


def all_pages(office: Office, path: str, limit: int, **params: object) -> list[dict]:
    """Read a list page by page; each page must tell the same total, and the one past the end be empty."""
    found: list[dict] = []
    while True:
        one = page(office, path, limit=limit, offset=len(found), **params)
        if not one["items"]:
            assert len(found) == one["total"]
            return found
        assert len(one["items"]) <= limit
        found += one["items"]


def change(office: Office, path: str, **body: object) -> dict:
    response = office.client.patch(f"/api/v1/{path}", json=body, headers=office.as_role("redaktion"))
    assert response.status_code == 200, response.text
    return response.json()


def test_flags_and_gaps(office: Office) -> None:
    asked = [office.ask(f"{UNANSWERABLE} Tag {day}?") for day in range(ANSWERS - 1)] + [office.ask(QUESTION)]
    judgement = {"rating": "down", "reasons": ["falsch"], "comment": "Stimmt „nicht“: 100 % — Größe"}
    path = f"/api/v1/answers/{asked[-1]['id']}/feedback"
    assert office.client.put(path, json=judgement, headers=office.as_role("sachbearbeitung")).status_code == 200

    whole = page(office, "review", limit=100)
    assert [item["answer"]["id"] for item in whole["items"]] == [answer["id"] for answer in reversed(asked)]
    assert all_pages(office, "review", 2) == all_pages(office, "review", 3) == whole["items"]
    flag, gap = whole["items"][0], whole["items"][3]
    assert (flag["kind"], flag["comment"], flag["reasons"]) == ("flag", judgement["comment"], ["falsch"])
    assert {item["kind"] for item in whole["items"][1:]} == {"gap"}
    assert flag["answer"]["sources"]

    done = change(office, f"review/{gap['id']}", state="erledigt", note="Nicht unser Amt.")
    assert all_pages(office, "review", 1, state="erledigt") == [done]
    assert done["handled_by"] == "Renate Redaktion"
    still_open = [item["id"] for item in all_pages(office, "review", 4, state="offen")]
    assert still_open == [item["id"] for item in whole["items"] if item["id"] != gap["id"]]


def test_gaps_of_parts(office: Office) -> None:
    asked = [office.ask(f"{QUESTION} {UNANSWERABLE} Wo parkt man beim Karneval in Köln?") for _ in range(2)]
    whole = page(office, "review", limit=100)["items"]
    parts = asked[0]["missing_parts"]
    assert len(parts) == 2
    assert [(item["answer"]["id"], item["missing_part"]) for item in whole] == [
        (answer["id"], part) for answer in reversed(asked) for part in parts
    ]
    assert all_pages(office, "review", 1) == all_pages(office, "review", 3) == whole
    done = change(office, f"review/{whole[1]['id']}", state="erledigt", note="")
    assert all_pages(office, "review", 1, state="erledigt") == [done]
    assert office.client.delete("/api/v1/conversations", headers=office.as_role("sachbearbeitung")).status_code == 204
    assert [item["missing_part"] for item in all_pages(office, "review", 3)] == parts * 2


def test_duplicates(office: Office) -> None:
    whole = page(office, "duplicates", limit=100)
    assert (whole["total"], whole["contradictions"]) == (2, 1)
    contradiction, duplicate = whole["items"]
    assert FEES.id in {contradiction["left"]["document_id"], contradiction["right"]["document_id"]}
    assert all_pages(office, "duplicates", 1) == whole["items"]
    decided = change(office, f"duplicates/{contradiction['id']}", state="kein_widerspruch", note="Andere Fälle.")
    assert all_pages(office, "duplicates", 1, state="kein_widerspruch") == [decided]
    assert (decided["note"], decided["decided_by"]) == ("Andere Fälle.", "Renate Redaktion")
    assert all_pages(office, "duplicates", 5, state="offen") == [duplicate]
    again = change(office, f"duplicates/{contradiction['id']}", state="offen", note="")
    assert all_pages(office, "duplicates", 1, state="offen") == [again, duplicate]


def test_removed_documents(office: Office) -> None:
    whole = page(office, "removed-documents", limit=100)
    titles = [one["document"]["title"] for one in whole["items"]]
    assert titles[0] == "Zuletzt"
    assert sorted(titles[1:]) == sorted(["Übersicht", "abgelöst", "Älteres"]), "whoever may not read it sees no trace"
    assert whole["total"] == 4
    assert [one["removed_by"] for one in whole["items"]] == ["verwaltung", "", "", ""]
    assert {datetime.fromisoformat(one["removed_in_run"]) for one in whole["items"][1:]} == {RUN}
    assert all_pages(office, "removed-documents", 1) == all_pages(office, "removed-documents", 3) == whole["items"]

    path = f"/api/v1/documents/{whole['items'][0]['document']['id']}/revisions/{whole['items'][0]['last_revision']}"
    assert office.client.get(path, headers=office.as_role("redaktion")).json()["passages"][0]["text"] == (
        "Zuletzt gilt nicht mehr."
    )


def test_what_is_removed_and_brought_back_changes_its_list(office: Office) -> None:
    with open_knowledge_base(office.settings, embedder=WordEmbedder()) as base:
        publish(base, replace(BEGINNERS_ONLY, audience=frozenset({"alle"})))
        base.registry.remove([BEGINNERS_ONLY.id, STAFF_ONLY.id], in_run=RUN)
        before = page(office, "removed-documents", limit=1)
        publish(base, replace(BEGINNERS_ONLY, audience=frozenset({"alle"})))
    after = page(office, "removed-documents", limit=100)
    assert after["total"] == before["total"] - 1
    assert BEGINNERS_ONLY.id not in [one["document"]["id"] for one in after["items"]]
