"""Asking over HTTP: as JSON and as a stream, refused and kept."""

import json

import pytest

from tests.api.conftest import Office
from tests.support.small_office import FEES, STAFF_ONLY

QUESTION = "Was kostet die Fiktionsbescheinigung?"


def test_an_answer_quotes_its_source(office: Office) -> None:
    answer = office.ask(QUESTION)
    assert answer["status"] == "quotes_only"
    assert "13 Euro" in answer["statements"][0]["text"]
    cited = answer["statements"][0]["citations"][0]
    source = next(source for source in answer["sources"] if source["number"] == cited)
    assert source["document_id"] == FEES.id
    assert source["quote"] in source["text"]
    assert source["url"] == f"/api/v1/documents/{FEES.id}/original"


def test_a_question_that_nothing_answers_is_said_to_be_one(office: Office) -> None:
    answer = office.ask("Wann beginnt das Schützenfest in Hannover?")
    assert answer["status"] == "abstained"
    assert answer["statements"] == []
    assert answer["notice"].startswith("Dazu finde ich in der Wissensbasis nichts")


def test_the_stream_sends_sources_first_and_the_whole_last(office: Office) -> None:
    headers = office.as_role("sachbearbeitung") | {"Accept": "text/event-stream"}
    with office.client.stream("POST", "/api/v1/answers", json={"question": QUESTION}, headers=headers) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        events = events_of("".join(response.iter_text()))
    names = [name for name, _ in events]
    assert names[0] == "sources"
    assert names[-1] == "done"
    assert set(names[1:-1]) == {"statement"}
    assert events[0][1]["answer_id"] == events[-1][1]["id"]
    kept = office.client.get(f"/api/v1/answers/{events[-1][1]['id']}", headers=headers)
    assert kept.json() == events[-1][1]


def test_a_part_without_an_answer_is_named_with_the_sources_in_the_answer_and_in_the_history(office: Office) -> None:
    asked = {"question": "Was kostet die Fiktionsbescheinigung und wann beginnt das Schützenfest in Hannover?"}
    headers = office.as_role("sachbearbeitung") | {"Accept": "text/event-stream"}
    with office.client.stream("POST", "/api/v1/answers", json=asked, headers=headers) as response:
        events = events_of("".join(response.iter_text()))
    missing = ["wann beginnt das Schützenfest in Hannover"]
    answer = events[-1][1]
    assert answer["status"] == "quotes_only"
    assert events[0][1]["missing_parts"] == answer["missing_parts"] == missing
    path = f"/api/v1/conversations/{answer['conversation_id']}"
    assert office.client.get(path, headers=headers).json()["answers"][0]["missing_parts"] == missing
    both = office.ask("Was kostet die Fiktionsbescheinigung und wo wird die Fiktionsbescheinigung gespeichert?")
    assert both["missing_parts"] == []


def test_a_follow_up_belongs_to_its_conversation(office: Office) -> None:
    first = office.ask(QUESTION)
    second = office.ask("Und wo wird das gespeichert?", conversation_id=first["conversation_id"])
    assert second["conversation_id"] == first["conversation_id"]
    path = f"/api/v1/conversations/{first['conversation_id']}"
    conversation = office.client.get(path, headers=office.as_role("sachbearbeitung")).json()
    assert [answer["id"] for answer in conversation["answers"]] == [first["id"], second["id"]]
    assert conversation["title"] == QUESTION


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({"question": ""}, "Die Frage ist leer."),
        ({"question": " \n\t "}, "Die Frage ist leer."),
        ({"question": "\u0000\u0007"}, "Die Frage ist leer."),
        ({"question": "???"}, "Die Frage ist leer."),
        ({"question": "x" * 2001}, "Die Frage ist zu lang: höchstens 2000 Zeichen."),
        ({}, "Die Frage fehlt."),
        ({"question": "Was?", "frage": 1}, "Das Feld „frage“ gibt es nicht."),
        ({"question": "Was?", "as_of": "gestern"}, "Das Datum ist kein gültiges Datum (JJJJ-MM-TT)."),
        ({"question": "Was?", "scope": {"kinds": ["brief"]}}, "Diese Dokumentart gibt es nicht."),
        ({"question": "Was?", "conversation_id": "a\u0000b"}, "Die Unterhaltung hat ein falsches Format."),
        ([], "Die Anfrage braucht ein JSON-Objekt."),
    ],
)
def test_an_unusable_question_is_refused_in_german(office: Office, body: object, detail: str) -> None:
    response = office.client.post("/api/v1/answers", json=body, headers=office.as_role("neu"))
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"] == detail


def test_broken_json_is_refused_in_german(office: Office) -> None:
    headers = office.as_role("neu") | {"Content-Type": "application/json"}
    response = office.client.post("/api/v1/answers", content=b'{"question": ', headers=headers)
    assert response.status_code == 422
    assert response.json()["detail"] == "Die Anfrage ist kein gültiges JSON."


def test_a_huge_body_is_refused(office: Office) -> None:
    body = {"question": "x" * 100_000}
    response = office.client.post("/api/v1/answers", json=body, headers=office.as_role("neu"))
    assert response.status_code == 413
    assert response.json()["title"] == "Anfrage zu groß"


def test_an_unknown_conversation_is_not_found(office: Office) -> None:
    body = {"question": QUESTION, "conversation_id": "c0123"}
    response = office.client.post("/api/v1/answers", json=body, headers=office.as_role("neu"))
    assert response.status_code == 404


def test_a_source_for_others_is_never_found(office: Office) -> None:
    question = "Wie lange dauert die Sicherheitsabfrage über das Fachverfahren?"
    assert STAFF_ONLY.id in {source["document_id"] for source in office.ask(question)["sources"]}
    assert STAFF_ONLY.id not in {source["document_id"] for source in office.ask(question, "neu")["sources"]}


def test_a_scope_limits_the_sources(office: Office) -> None:
    answer = office.ask(QUESTION, scope={"kinds": ["page"], "document_ids": []})
    assert FEES.id not in {source["document_id"] for source in answer["sources"]}


def test_another_persons_answer_is_not_found(office: Office) -> None:
    answer = office.ask(QUESTION)
    for role in ("neu", "redaktion"):
        response = office.client.get(f"/api/v1/answers/{answer['id']}", headers=office.as_role(role))
        assert response.status_code == 404


def events_of(text: str) -> list[tuple[str, dict]]:
    blocks = [block for block in text.split("\n\n") if block.startswith("event:")]
    fields = [dict(line.split(": ", 1) for line in block.splitlines()) for block in blocks]
    return [(field["event"], json.loads(field["data"])) for field in fields]
