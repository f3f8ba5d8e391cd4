"""What editors see of removed documents, and how one comes back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from assistant.app import create_app
from knowledge_base.bootstrap import open_knowledge_base
from tests.api.conftest import BASE_URL, open_office
from tests.api.test_uploads import CARD, QUESTION, Desk
from tests.support.restricted_office import MANAGEMENT, add
from tests.support.small_office import EDITORS_ONLY, FEES, INGEST, STAFF_ONLY, build_small_office
from tests.support.word_embedder import WordEmbedder

URL = "/api/v1/removed-documents"
RUN = datetime(2026, 11, 20, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office in which one document after the other was removed by runs over their folders."""
    settings = build_small_office(tmp_path_factory.mktemp("removed"))
    with open_knowledge_base(settings, embedder=WordEmbedder()) as base:
        add(base, replace(STAFF_ONLY, audience=MANAGEMENT))
        for small in (STAFF_ONLY, FEES):
            base.registry.remove([small.id], in_run=RUN)
        base.registry.remove([EDITORS_ONLY.id], who="verwaltung")
    with TestClient(create_app(settings, embedder=WordEmbedder(), ingest=INGEST), base_url=BASE_URL) as client:
        yield Desk(open_office(client, settings))


def listed(desk: Desk, **params: int) -> dict:
    response = desk.office.client.get(URL, params=params, headers=desk.headers)
    assert response.status_code == 200, response.text
    return response.json()


def test_what_was_removed_last_comes_first_a_page_at_a_time(desk: Desk) -> None:
    everything = listed(desk)
    assert [one["document"]["id"] for one in everything["items"]] == [EDITORS_ONLY.id, FEES.id]
    assert [one["removed_by"] for one in everything["items"]] == ["verwaltung", ""]
    assert everything["total"] == 2, "the groups of a removed document still count, even in the number"
    second = listed(desk, offset=1, limit=1)
    assert (second["total"], second["items"]) == (2, everything["items"][1:])


def test_a_file_of_a_folder_says_where_it_lay_and_keeps_text_and_original(desk: Desk) -> None:
    removed = next(one for one in listed(desk)["items"] if one["document"]["id"] == FEES.id)
    assert (removed["document"]["source_name"], removed["place"]) == ("fiktionsbescheinigung.md", "prozesse")
    assert (removed["was_uploaded"], removed["upload"], removed["removed_by"]) == (False, None, "")
    assert datetime.fromisoformat(removed["removed_in_run"]) == RUN
    path = f"/api/v1/documents/{FEES.id}/revisions/{removed['last_revision']}"
    texts = desk.office.client.get(path, headers=desk.headers).json()["passages"]
    assert [passage["text"] for passage in texts] == list(FEES.paragraphs)
    assert removed["original_kept"]
    assert desk.office.client.get(path + "/original", headers=desk.headers).text == "\n\n".join(FEES.paragraphs)
    assert desk.office.client.get(path, headers=desk.office.as_role("neu")).status_code == 404


def test_an_upload_that_was_taken_back_comes_back_by_publishing_it_again(desk: Desk) -> None:
    upload = desk.do(desk.send(CARD, b"Der Hausausweis kostet 21 Euro."), "publish")
    assert "21 Euro" in desk.told()
    desk.do(upload, "undo")
    removed = listed(desk)["items"][0]
    assert removed["document"]["source_name"] == CARD
    assert (removed["was_uploaded"], removed["removed_by"]) == (True, "Renate Redaktion")
    assert removed["removed_in_run"] is not None
    assert (removed["upload"]["id"], removed["replaces"]) == (upload["id"], None)
    assert str(desk.office.settings.state) not in str(removed), "where uploads are kept is nobody's business"

    path = f"/api/v1/documents/{removed['document']['id']}/revisions"
    [revision] = desk.office.client.get(path, headers=desk.headers).json()
    assert (revision["how"], revision["who"]) == ("upload", "Renate Redaktion")

    desk.do(removed["upload"], "publish")
    assert removed["document"]["id"] not in [one["document"]["id"] for one in listed(desk)["items"]]
    assert "21 Euro" in desk.told()
    assert desk.office.ask(QUESTION)["sources"][0]["document_id"] == removed["document"]["id"], "with its history"

    desk.do(upload, "undo")
    assert desk.office.client.delete(f"/api/v1/uploads/{upload['id']}", headers=desk.headers).status_code == 204
    assert listed(desk)["items"][0]["upload"] is None, "what was thrown away can't come back"


@pytest.mark.parametrize("role", ["sachbearbeitung", "neu", None])
def test_only_editors_see_the_list(desk: Desk, role: str | None) -> None:
    response = desk.office.client.get(URL, headers=desk.office.as_role(role))
    assert response.status_code == (403 if role else 401)
