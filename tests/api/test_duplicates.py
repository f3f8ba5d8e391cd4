"""The editors' list of duplicates and contradictions."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.app import create_app
from knowledge_base.likeness.like_pair import LikePair
from tests.api.conftest import BASE_URL, Office, open_office
from tests.support.like_passages import plant_pairs
from tests.support.small_office import FEES, build_small_office
from tests.support.word_embedder import WordEmbedder

URL = "/api/v1/duplicates"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, LikePair, LikePair]]:
    settings = build_small_office(tmp_path_factory.mktemp("duplicates"))
    pairs = plant_pairs(settings)
    with TestClient(create_app(settings, embedder=WordEmbedder()), base_url=BASE_URL) as client:
        yield open_office(client, settings), *pairs


def page(office: Office, **params: object) -> dict:
    response = office.client.get(URL, params=params, headers=office.as_role("redaktion"))
    assert response.status_code == 200, response.text
    return response.json()


def listed(office: Office, state: str = "") -> list[dict]:
    return page(office, **({"state": state} if state else {}))["items"]


def decide(office: Office, pair: LikePair, state: str, note: str = "") -> dict:
    body = {"state": state, "note": note}
    response = office.client.patch(f"{URL}/{pair.id}", json=body, headers=office.as_role("redaktion"))
    assert response.status_code == 200, response.text
    return response.json()


def test_contradictions_come_first_with_both_texts(planted: tuple[Office, LikePair, LikePair]) -> None:
    office, contradiction, duplicate = planted
    shown = listed(office)
    assert [each["id"] for each in shown] == [contradiction.id, duplicate.id]
    assert {shown[0]["left"]["document_id"], shown[0]["right"]["document_id"]} >= {FEES.id}
    assert shown[0]["statements"][0]["left"]["text"] == "Die Fiktionsbescheinigung kostet 13 Euro."
    assert shown[0]["statements"][0]["left"]["differs"] == ["13 Euro"]
    assert shown[0]["statements"][0]["left"]["text"] in shown[0]["left"]["text"]


def test_the_list_comes_a_page_at_a_time_with_the_counts_of_all(planted: tuple[Office, LikePair, LikePair]) -> None:
    office, contradiction, duplicate = planted
    pages = [page(office, limit=1, offset=offset) for offset in range(3)]
    assert [[each["id"] for each in one["items"]] for one in pages] == [[contradiction.id], [duplicate.id], []]
    assert {(one["total"], one["contradictions"]) for one in pages} == {(2, 1)}
    assert page(office, state="erledigt") == {"items": [], "total": 0, "contradictions": 0}


def test_a_decision_is_kept_with_its_note_and_can_be_undone(planted: tuple[Office, LikePair, LikePair]) -> None:
    office, contradiction, duplicate = planted
    decided = decide(office, contradiction, "kein_widerspruch", "Andere Fälle.")
    assert (decided["state"], decided["note"]) == ("kein_widerspruch", "Andere Fälle.")
    assert decided["decided_by"]
    assert [each["id"] for each in listed(office, "offen")] == [duplicate.id]
    assert [each["id"] for each in listed(office, "kein_widerspruch")] == [contradiction.id]
    decide(office, contradiction, "offen")
    assert [each["id"] for each in listed(office, "offen")] == [contradiction.id, duplicate.id]


def test_a_decision_outlives_the_next_run_as_long_as_the_texts_stay(planted: tuple[Office, LikePair, LikePair]) -> None:
    office, contradiction, _ = planted
    decide(office, contradiction, "erledigt")
    again, _ = plant_pairs(office.settings)
    assert again.id == contradiction.id
    assert contradiction.id not in {each["id"] for each in listed(office, "offen")}
    decide(office, contradiction, "offen")


def test_an_unknown_pair_and_an_unknown_state_are_refused(planted: tuple[Office, LikePair, LikePair]) -> None:
    office, contradiction, _ = planted
    editor = office.as_role("redaktion")
    assert office.client.patch(f"{URL}/x0", json={"state": "erledigt"}, headers=editor).status_code == 404
    assert office.client.patch(f"{URL}/{contradiction.id}", json={"state": "weg"}, headers=editor).status_code == 422
    assert office.client.get(URL, params={"state": "weg"}, headers=editor).status_code == 422
