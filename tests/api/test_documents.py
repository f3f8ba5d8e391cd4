"""Documents over HTTP: who sees which, and how the originals are sent."""

import pytest

from assistant.health import check_index
from knowledge_base.bootstrap import open_knowledge_base
from tests.api.conftest import Office
from tests.support.earlier_rules import built_by_earlier_rules
from tests.support.small_office import BEGINNERS_ONLY, DOCUMENTS, FEES, STAFF_ONLY
from tests.support.word_embedder import WordEmbedder

READABLE = {
    "sachbearbeitung": {FEES, STAFF_ONLY},
    "neu": {FEES, BEGINNERS_ONLY},
    "redaktion": set(DOCUMENTS),
}


@pytest.mark.parametrize("role", READABLE)
def test_each_role_sees_its_documents_and_no_trace_of_others(office: Office, role: str) -> None:
    headers = office.as_role(role)
    listed = office.client.get("/api/v1/documents", headers=headers).json()
    assert {document["id"] for document in listed} == {document.id for document in READABLE[role]}
    for document in DOCUMENTS:
        expected = 200 if document in READABLE[role] else 404
        path = f"/api/v1/documents/{document.id}"
        assert office.client.get(path, headers=headers).status_code == expected
        assert office.client.get(path + "/original", headers=headers).status_code == expected


def test_a_document_is_shown_with_its_text(office: Office) -> None:
    detail = office.client.get(f"/api/v1/documents/{FEES.id}", headers=office.as_role("neu")).json()
    assert [passage["text"] for passage in detail["passages"]] == list(FEES.paragraphs)
    assert detail["document"]["overdue"] is True
    assert detail["document"]["source_name"] == "fiktionsbescheinigung.md"
    assert detail["document"]["passages"] == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=FIKTION", {FEES}),
        ("?q=pruefung.html interne", {STAFF_ONLY}),
        ("?q=team aufenthalt", set(DOCUMENTS)),
        ("?kind=page", {STAFF_ONLY}),
        ("?q=gibtesnicht", set()),
    ],
)
def test_the_list_is_filtered(office: Office, query: str, expected: set) -> None:
    listed = office.client.get("/api/v1/documents" + query, headers=office.as_role("redaktion")).json()
    assert {document["id"] for document in listed} == {document.id for document in expected}


def test_an_unknown_kind_is_refused(office: Office) -> None:
    response = office.client.get("/api/v1/documents?kind=brief", headers=office.as_role("neu"))
    assert response.status_code == 422
    assert response.json()["detail"] == "Die Dokumentart hat einen unbekannten Wert."


def test_the_original_is_sent_as_it_was(office: Office) -> None:
    response = office.client.get(f"/api/v1/documents/{FEES.id}/original", headers=office.as_role("neu"))
    assert response.text == "\n\n".join(FEES.paragraphs)
    assert 'filename="fiktionsbescheinigung.md"' in response.headers["content-disposition"]


def test_a_web_page_is_never_run(office: Office) -> None:
    response = office.client.get(f"/api/v1/documents/{STAFF_ONLY.id}/original", headers=office.as_role("redaktion"))
    assert response.headers["content-disposition"].startswith("attachment")
    assert response.headers["content-security-policy"].startswith("sandbox")
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["d0", "..%2f..%2fetc%2fpasswd", "%00", "D" * 99])
def test_an_impossible_id_is_simply_not_found(office: Office, name: str) -> None:
    for tail in ("", "/original"):
        response = office.client.get(f"/api/v1/documents/{name}{tail}", headers=office.as_role("neu"))
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"


def test_documents_cut_by_earlier_rules_are_named_here_and_in_the_state_of_the_index(office: Office) -> None:
    def old() -> list[bool]:
        listed = office.client.get("/api/v1/documents", headers=office.as_role("neu")).json()
        return [document["cut_by_earlier_rules"] for document in listed]

    def health() -> str:
        with open_knowledge_base(office.settings, embedder=WordEmbedder()) as knowledge:
            return check_index(knowledge).detail

    with built_by_earlier_rules(office.settings):
        assert old() == [True, True]
        assert "4 Dokumente sind noch nach früheren Regeln zerlegt; der nächste Lauf bringt sie auf Stand." in health()
    assert old() == [False, False]
    assert "früheren Regeln" not in health()
