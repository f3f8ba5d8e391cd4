"""Personal data over HTTP: noticed, replaced, never kept; a question about one person gets rule and procedure."""

import sqlite3

import pytest

from tests.api.conftest import Office

AZR = "165435758513"
QUESTION = f"Was kostet die Fiktionsbescheinigung für Herrn Ali Yılmaz, AZR-Nr. {AZR}?"
MASKED = "Was kostet die Fiktionsbescheinigung für Herrn [Name], AZR-Nr. [AZR-Nummer]?"
RULE = "Amtslotse nennt Regel und Verfahren; die Entscheidung im Einzelfall treffen Sie."


def everything_kept(office: Office) -> str:
    """All text of the whole database."""
    database = sqlite3.connect(f"file:{office.settings.state / 'amtslotse.db'}?mode=ro", uri=True)
    try:
        return "\n".join(database.iterdump())
    finally:
        database.close()


def test_a_check_shows_what_is_personal(office: Office) -> None:
    response = office.client.post("/api/v1/privacy/check", json={"text": QUESTION}, headers=office.as_role("neu"))
    assert response.status_code == 200
    found = response.json()
    assert [(each["kind"], QUESTION[each["start"] : each["end"]], each["certain"]) for each in found["findings"]] == [
        ("Name", "Ali Yılmaz", False),
        ("AZR-Nummer", AZR, True),
    ]
    assert found["masked"] == MASKED


def test_a_check_needs_a_log_in(office: Office) -> None:
    assert office.client.post("/api/v1/privacy/check", json={"text": QUESTION}).status_code == 401


def test_a_question_is_masked_whoever_sends_it(office: Office) -> None:
    answer = office.ask(QUESTION)
    assert answer["question"] == MASKED
    assert "13 Euro" in answer["statements"][0]["text"]
    assert answer["hints"] == ["Personendaten wurden nicht verwendet und nicht gespeichert: Name, AZR-Nummer.", RULE]
    kept = everything_kept(office)
    assert AZR not in kept
    assert "Yılmaz" not in kept
    assert "Herrn [Name]" in kept


def test_a_number_is_masked_even_against_the_askers_word(office: Office) -> None:
    answer = office.ask(f"Was kostet die Fiktionsbescheinigung bei Frau Sommer? AZR-Nr. {AZR}", personal_data="none")
    assert answer["question"] == "Was kostet die Fiktionsbescheinigung bei Frau Sommer? AZR-Nr. [AZR-Nummer]"
    assert AZR not in everything_kept(office)


def test_the_part_of_a_question_that_is_a_gap_is_masked(office: Office) -> None:
    answer = office.ask(
        f"Was kostet die Fiktionsbescheinigung? Wann feiert Herr Ali Yılmaz (AZR-Nr. {AZR}) Schützenfest in Hannover?"
    )
    items = office.client.get("/api/v1/review?limit=100", headers=office.as_role("redaktion")).json()["items"]
    [part] = [item["missing_part"] for item in items if item["answer"]["id"] == answer["id"]]
    assert "Schützenfest in Hannover" in part
    kept = everything_kept(office)
    assert AZR not in part + kept
    assert "Yılmaz" not in part + kept


def test_the_title_of_a_conversation_is_masked(office: Office) -> None:
    answer = office.ask(f"AZR {AZR}: Was kostet die Fiktionsbescheinigung?")
    path = f"/api/v1/conversations/{answer['conversation_id']}"
    conversation = office.client.get(path, headers=office.as_role("sachbearbeitung")).json()
    assert conversation["title"] == "AZR [AZR-Nummer]: Was kostet die Fiktionsbescheinigung?"


def test_comments_and_notes_are_kept_masked(office: Office) -> None:
    answer = office.ask("Was kostet die Fiktionsbescheinigung?")
    path = f"/api/v1/answers/{answer['id']}/feedback"
    judgement = {"rating": "down", "reasons": [], "comment": "Bei Kunde mit Pass C5YM3TPVZ8 war es anders."}
    kept = office.client.put(path, json=judgement, headers=office.as_role("sachbearbeitung")).json()
    assert kept["comment"] == "Bei Kunde mit Pass [Passnummer] war es anders."
    editor = office.as_role("redaktion")
    item = next(
        each
        for each in office.client.get("/api/v1/review?limit=100", headers=editor).json()["items"]
        if each["answer"]["id"] == answer["id"]
    )
    assert item["comment"] == kept["comment"]
    update = {"state": "offen", "note": "Rückruf unter 0176 4455 1290"}
    noted = office.client.patch(f"/api/v1/review/{item['id']}", json=update, headers=editor).json()
    assert noted["note"] == "Rückruf unter [Telefonnummer]"
    assert "C5YM3TPVZ8" not in everything_kept(office)


@pytest.mark.parametrize("question", ["Bekommt mein Kunde die Fiktionsbescheinigung?", "Muss ich ihn abschieben?"])
def test_one_persons_case_is_decided_by_the_asker(office: Office, question: str) -> None:
    assert office.ask(question)["hints"] == [RULE]


def test_a_question_about_a_rule_has_no_hint(office: Office) -> None:
    assert office.ask("Was kostet die Fiktionsbescheinigung?")["hints"] == []
