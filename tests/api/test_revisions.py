"""The history of documents over HTTP: what changed, and who may know of it."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.app import create_app
from tests.api.conftest import BASE_URL, Office, open_office
from tests.support.history_office import SECRET, build_history_office
from tests.support.small_office import BEGINNERS_ONLY, FEES, STAFF_ONLY
from tests.support.word_embedder import WordEmbedder

PATH = f"/api/v1/documents/{FEES.id}"


@pytest.fixture(scope="module")
def office_with_history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    settings = build_history_office(tmp_path_factory.mktemp("history"))
    with TestClient(create_app(settings, embedder=WordEmbedder()), base_url=BASE_URL) as client:
        yield open_office(client, settings)


def listed(office: Office, role: str, path: str = PATH) -> list[dict]:
    response = office.client.get(path + "/revisions", headers=office.as_role(role))
    assert response.status_code == 200, response.text
    return response.json()


def test_each_revision_is_listed_with_what_it_changed(office_with_history: Office) -> None:
    newest, oldest = listed(office_with_history, "neu")
    assert newest["current"]
    assert not oldest["current"]
    assert oldest["changes"] is None
    counted = {kind: count for kind, count in newest["changes"].items() if count}
    assert counted == {"changed": 1, "unchanged": 1, "added": 1, "fields": ["stand"]}


def test_a_revision_shows_its_text_as_it_was(office_with_history: Office) -> None:
    oldest = listed(office_with_history, "neu")[-1]
    path = f"{PATH}/revisions/{oldest['id']}"
    detail = office_with_history.client.get(path, headers=office_with_history.as_role("neu")).json()
    assert [passage["text"] for passage in detail["passages"]] == list(FEES.paragraphs)
    assert detail["document"]["stand"] == "2026-03-01"


def test_the_changes_are_marked_word_by_word(office_with_history: Office) -> None:
    newest, oldest = (one["id"] for one in listed(office_with_history, "neu"))
    path = f"{PATH}/changes?from={oldest}&to={newest}"
    found = office_with_history.client.get(path, headers=office_with_history.as_role("neu")).json()
    assert [change["change"] for change in found["passages"]] == ["changed", "unchanged", "added"]
    marked = [(one["mark"], one["text"]) for one in found["passages"][0]["text"] if one["mark"] != "kept"]
    assert marked == [("removed", "13"), ("added", "15")]
    assert found["fields"] == [{"field": "stand", "before": "2026-03-01", "after": "2026-04-01"}]


def test_a_revision_that_was_for_others_does_not_leak(office_with_history: Office) -> None:
    office = office_with_history
    everything = listed(office, "redaktion")
    assert len(everything) == 3
    secret = everything[1]["id"]
    newest, oldest = (one["id"] for one in listed(office, "neu"))
    for tail in (
        f"revisions/{secret}",
        f"changes?from={oldest}&to={secret}",
        f"changes?from={secret}&to={newest}",
    ):
        for role, expected in (("neu", 404), ("sachbearbeitung", 404), ("redaktion", 200)):
            response = office.client.get(f"{PATH}/{tail}", headers=office.as_role(role))
            assert response.status_code == expected
            assert (SECRET[:20] in response.text) is (expected == 200)
    answers = {
        office.client.get(f"{PATH}/revisions/{name}", headers=office.as_role("neu")).text for name in (secret, "r99999")
    }
    assert len({text.replace(secret, "X").replace("r99999", "X") for text in answers}) == 1


def test_whoever_may_not_read_the_document_learns_nothing_of_its_history(office_with_history: Office) -> None:
    office = office_with_history
    revision = listed(office, "redaktion", f"/api/v1/documents/{STAFF_ONLY.id}")[0]["id"]
    for tail in ("revisions", f"revisions/{revision}", f"changes?from={revision}&to={revision}"):
        path = f"/api/v1/documents/{STAFF_ONLY.id}/{tail}"
        unknown = f"/api/v1/documents/d0/{tail}"
        responses = [office.client.get(each, headers=office.as_role("neu")) for each in (path, unknown)]
        assert [response.status_code for response in responses] == [404, 404]
        assert responses[0].json()["detail"] == responses[1].json()["detail"]


def test_only_editors_are_told_who_it_was(office_with_history: Office) -> None:
    assert [one["who"] for one in listed(office_with_history, "redaktion")] == ["", "redaktion", ""]
    assert {one["who"] for one in listed(office_with_history, "neu")} == {""}


def test_the_history_of_a_removed_document_is_for_editors(office_with_history: Office) -> None:
    office = office_with_history
    path = f"/api/v1/documents/{BEGINNERS_ONLY.id}"
    for role, expected in (("redaktion", 200), ("neu", 404), ("sachbearbeitung", 404)):
        assert office.client.get(path + "/revisions", headers=office.as_role(role)).status_code == expected
        assert office.client.get(path, headers=office.as_role(role)).status_code == 404
    headers = office.as_role("redaktion")
    removed = office.client.get("/api/v1/removed-documents", headers=headers).json()
    assert [one["document"]["id"] for one in removed["items"]] == [BEGINNERS_ONLY.id]
    assert office.client.get("/api/v1/removed-documents", headers=office.as_role("neu")).status_code == 403


def test_the_original_of_an_earlier_revision_is_sent_where_it_is_kept(office_with_history: Office) -> None:
    office = office_with_history
    newest, oldest = listed(office, "neu")
    assert (newest["original_kept"], oldest["original_kept"]) == (False, True)
    sent = office.client.get(f"{PATH}/revisions/{oldest['id']}/original", headers=office.as_role("neu"))
    assert sent.text == "\n\n".join(FEES.paragraphs)
    assert "fiktionsbescheinigung.md" in sent.headers["content-disposition"]
    assert sent.headers["content-disposition"].startswith("attachment")
    gone = office.client.get(f"{PATH}/revisions/{newest['id']}/original", headers=office.as_role("neu"))
    assert gone.status_code == 404
    assert gone.json()["detail"] == "Die Originaldatei ist nicht mehr da."


def test_the_original_of_a_revision_follows_the_rules_of_its_text(office_with_history: Office) -> None:
    office = office_with_history
    secret = listed(office, "redaktion")[1]["id"]
    staff = listed(office, "redaktion", f"/api/v1/documents/{STAFF_ONLY.id}")[0]["id"]
    for path in (f"{PATH}/revisions/{secret}", f"/api/v1/documents/{STAFF_ONLY.id}/revisions/{staff}"):
        for tail in ("", "/original"):
            refused = office.client.get(path + tail, headers=office.as_role("neu"))
            assert refused.status_code == 404
            assert "Originaldatei" not in refused.text, "only who may read the revision learns what is kept of it"


@pytest.mark.parametrize("query", ["", "?from=r1", "?from=r1&to=x", "?from=r1&to=r" + "9" * 40])
def test_a_comparison_of_nothing_is_refused(office_with_history: Office, query: str) -> None:
    response = office_with_history.client.get(PATH + "/changes" + query, headers=office_with_history.as_role("neu"))
    assert response.status_code == 422
