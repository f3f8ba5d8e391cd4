"""The learning path over HTTP."""

from tests.api.conftest import Office
from tests.support.small_office import BEGINNERS_ONLY, FEES, STAFF_ONLY

PATH = "/api/v1/learning-path"


def steps_of(path: dict) -> dict[str, dict]:
    return {step["id"]: step for week in path["weeks"] for step in week["steps"]}


def test_a_step_names_the_documents_that_this_person_may_read(office: Office) -> None:
    for role, expected in (("neu", {BEGINNERS_ONLY.id}), ("redaktion", {BEGINNERS_ONLY.id, STAFF_ONLY.id})):
        steps = steps_of(office.client.get(PATH, headers=office.as_role(role)).json())
        assert {document["id"] for document in steps["zugang"]["documents"]} == expected
        assert steps["gebuehren"]["documents"] == [{"id": FEES.id, "title": FEES.title}]


def test_a_tick_is_kept_for_this_person_only(office: Office) -> None:
    headers = office.as_role("neu")
    ticked = office.client.put(f"{PATH}/steps/zugang", json={"done": True}, headers=headers).json()
    assert steps_of(ticked)["zugang"]["done_at"]
    assert office.client.get(PATH, headers=headers).json() == ticked
    editors = office.client.get(PATH, headers=office.as_role("redaktion")).json()
    assert steps_of(editors)["zugang"]["done_at"] is None
    unticked = office.client.put(f"{PATH}/steps/zugang", json={"done": False}, headers=headers).json()
    assert steps_of(unticked)["zugang"]["done_at"] is None


def test_an_unknown_step_is_not_found(office: Office) -> None:
    response = office.client.put(f"{PATH}/steps/x%00y", json={"done": True}, headers=office.as_role("neu"))
    assert response.status_code == 404
