"""From a thumb down to the editor's list, and what deletion leaves there."""

from tests.api.conftest import Office

QUESTION = "Was kostet die Fiktionsbescheinigung?"
UNANSWERABLE = "Wann beginnt das Schützenfest in Hannover?"
PARTS_MISSING = f"{QUESTION} {UNANSWERABLE} Wo parkt man beim Karneval in Köln?"


def items_of(office: Office, answer: dict, state: str = "") -> list[dict]:
    found, params = [], {"limit": 100, "offset": 0} | ({"state": state} if state else {})
    while True:
        page = listed(office, **params)
        found += [item for item in page["items"] if item["answer"]["id"] == answer["id"]]
        params["offset"] += 100
        if params["offset"] >= page["total"]:
            return found


def listed(office: Office, **params: object) -> dict:
    response = office.client.get("/api/v1/review", params=params, headers=office.as_role("redaktion"))
    assert response.status_code == 200, response.text
    return response.json()


def judge(office: Office, answer: dict, **feedback: object) -> int:
    path = f"/api/v1/answers/{answer['id']}/feedback"
    return office.client.put(path, json=feedback, headers=office.as_role("sachbearbeitung")).status_code


def take_back(office: Office, answer: dict) -> int:
    path = f"/api/v1/answers/{answer['id']}/feedback"
    return office.client.delete(path, headers=office.as_role("sachbearbeitung")).status_code


def work_on(office: Office, item: dict, **update: object) -> dict:
    response = office.client.patch(f"/api/v1/review/{item['id']}", json=update, headers=office.as_role("redaktion"))
    assert response.status_code == 200, response.text
    return response.json()


def test_a_thumb_down_reaches_the_editor_with_all_that_was_said(office: Office) -> None:
    answer = office.ask(QUESTION)
    assert judge(office, answer, rating="down", reasons=["veraltet", "falsch"], comment=" Stimmt nicht\u0000 ") == 200
    [item] = items_of(office, answer, "offen")
    assert item["kind"] == "flag"
    assert item["reasons"] == ["falsch", "veraltet"]
    assert item["comment"] == "Stimmt nicht"
    assert item["asked_by"] == "Samira Sachbearbeitung"
    assert item["answer"] == answer
    own = office.client.get(f"/api/v1/answers/{answer['id']}", headers=office.as_role("sachbearbeitung")).json()
    assert own["feedback"] == {"rating": "down", "reasons": ["falsch", "veraltet"], "comment": "Stimmt nicht"}


def test_the_newest_item_comes_first(office: Office) -> None:
    first, second = office.ask(UNANSWERABLE), office.ask(UNANSWERABLE)
    newest = listed(office, limit=2)["items"]
    assert [item["answer"]["id"] for item in newest] == [second["id"], first["id"]]
    assert newest[0]["kind"] == "gap"


def test_each_part_without_an_answer_is_a_gap_of_its_own(office: Office) -> None:
    answer = office.ask(PARTS_MISSING)
    assert answer["status"] == "quotes_only"
    first, second = items_of(office, answer, "offen")
    assert (
        [first["missing_part"], second["missing_part"]]
        == answer["missing_parts"]
        == [
            "Wann beginnt das Schützenfest in Hannover",
            "Wo parkt man beim Karneval in Köln",
        ]
    )
    for item in (first, second):
        assert (item["kind"], item["asked_by"], item["answer"]) == ("gap", "Samira Sachbearbeitung", answer)
    done = work_on(office, first, state="erledigt", note="Nicht unser Amt.")
    assert (done["missing_part"], done["note"]) == (first["missing_part"], "Nicht unser Amt.")
    assert [item["id"] for item in items_of(office, answer, "offen")] == [second["id"]]


def test_a_question_without_any_answer_is_one_gap_and_one_that_has_all_answers_none(office: Office) -> None:
    neither = office.ask(f"{UNANSWERABLE} Wo parkt man beim Karneval in Köln?")
    assert neither["status"] == "abstained"
    assert [(item["kind"], item["missing_part"]) for item in items_of(office, neither)] == [("gap", "")]
    both = office.ask("Was kostet die Fiktionsbescheinigung und wo wird die Fiktionsbescheinigung gespeichert?")
    assert items_of(office, both) == []


def test_a_judgement_and_the_gap_of_a_part_stand_side_by_side(office: Office) -> None:
    answer = office.ask(f"{QUESTION} {UNANSWERABLE}")
    judge(office, answer, rating="down", comment="Die Hälfte fehlt.")
    assert [(item["kind"], item["comment"]) for item in items_of(office, answer)] == [
        ("flag", "Die Hälfte fehlt."),
        ("gap", ""),
    ]
    take_back(office, answer)
    assert [item["kind"] for item in items_of(office, answer)] == ["gap"]
    path = f"/api/v1/conversations/{answer['conversation_id']}"
    assert office.client.delete(path, headers=office.as_role("sachbearbeitung")).status_code == 204
    [item] = items_of(office, answer)
    assert (item["asked_by"], item["answer"]["conversation_id"]) == ("gelöscht", "")
    assert item["missing_part"] == "Wann beginnt das Schützenfest in Hannover"


def test_the_list_comes_a_page_at_a_time_without_gap_or_repetition(office: Office) -> None:
    for _ in range(3):
        office.ask(UNANSWERABLE)
    everything = listed(office, limit=100, state="offen")
    assert everything["total"] == len(everything["items"]) >= 3
    pages = [listed(office, state="offen", limit=2, offset=offset) for offset in range(0, everything["total"], 2)]
    assert [item["id"] for page in pages for item in page["items"]] == [item["id"] for item in everything["items"]]
    assert {page["total"] for page in pages} == {everything["total"]}
    assert listed(office, state="offen", offset=everything["total"]) == {"items": [], "total": everything["total"]}


def test_a_page_of_no_length_or_before_the_first_is_refused(office: Office) -> None:
    for wrong in ("limit=0", "limit=101", "offset=-1", "limit=viele"):
        response = office.client.get(f"/api/v1/review?{wrong}", headers=office.as_role("redaktion"))
        assert response.status_code == 422, wrong


def test_an_untouched_item_goes_when_the_judgement_is_taken_back(office: Office) -> None:
    answer = office.ask(QUESTION)
    judge(office, answer, rating="down")
    assert take_back(office, answer) == 204
    assert items_of(office, answer) == []
    judge(office, answer, rating="down")
    judge(office, answer, rating="up", reasons=["hilfreich"])
    assert items_of(office, answer) == []


def test_an_item_that_an_editor_has_touched_stays(office: Office) -> None:
    answer = office.ask(QUESTION)
    judge(office, answer, rating="down", comment="Bitte prüfen")
    [item] = items_of(office, answer)
    changed = work_on(office, item, state="in_arbeit", note="Ich sehe nach.")
    assert (changed["state"], changed["note"], changed["handled_by"]) == (
        "in_arbeit",
        "Ich sehe nach.",
        "Renate Redaktion",
    )
    take_back(office, answer)
    [kept] = items_of(office, answer)
    assert kept["comment"] == "Bitte prüfen"
    work_on(office, item, state="erledigt", note="Leitfaden berichtigt.")
    assert items_of(office, answer, "offen") == []
    assert items_of(office, answer, "erledigt")[0]["note"] == "Leitfaden berichtigt."


def test_deleting_leaves_the_editor_an_anonymous_copy(office: Office) -> None:
    flagged = office.ask(QUESTION)
    plain = office.ask("Und wo wird das gespeichert?", conversation_id=flagged["conversation_id"])
    judge(office, flagged, rating="down", comment="Bitte prüfen")
    headers = office.as_role("sachbearbeitung")
    path = f"/api/v1/conversations/{flagged['conversation_id']}"
    assert office.client.delete(path, headers=office.as_role("neu")).status_code == 404
    assert office.client.delete(path, headers=headers).status_code == 204
    assert office.client.get(path, headers=headers).status_code == 404
    for answer in (flagged, plain):
        assert office.client.get(f"/api/v1/answers/{answer['id']}", headers=headers).status_code == 404
    [item] = items_of(office, flagged)
    assert item["asked_by"] == "gelöscht"
    assert item["comment"] == "Bitte prüfen"
    assert item["answer"]["conversation_id"] == ""
    assert item["answer"]["feedback"] is None
    assert item["answer"]["statements"] == flagged["statements"]


def test_all_conversations_are_deleted_at_once(office: Office) -> None:
    office.ask(QUESTION, "neu")
    other = office.ask(QUESTION)
    headers = office.as_role("neu")
    assert office.client.get("/api/v1/conversations", headers=headers).json()
    assert office.client.delete("/api/v1/conversations", headers=headers).status_code == 204
    assert office.client.get("/api/v1/conversations", headers=headers).json() == []
    path = f"/api/v1/answers/{other['id']}"
    assert office.client.get(path, headers=office.as_role("sachbearbeitung")).status_code == 200


def test_a_reason_that_does_not_fit_is_refused(office: Office) -> None:
    answer = office.ask(QUESTION)
    assert judge(office, answer, rating="up", reasons=["falsch"]) == 422
    assert judge(office, answer, rating="schlecht") == 422
    assert judge(office, {"id": "a0"}, rating="up") == 404


def test_the_reasons_have_labels(office: Office) -> None:
    reasons = office.client.get("/api/v1/feedback-reasons", headers=office.as_role("neu")).json()
    assert {"id": "falsch", "label": "Inhaltlich falsch", "rating": "down"} in reasons


def test_an_unknown_item_is_not_found(office: Office) -> None:
    response = office.client.patch("/api/v1/review/r0", json={"state": "offen"}, headers=office.as_role("redaktion"))
    assert response.status_code == 404
