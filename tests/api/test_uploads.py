"""Uploads over HTTP: who may, what is refused, and a document's way in, over an earlier one, and out again."""

import io
import json
import subprocess
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.adapters.sql.transactions import SqlTransactions
from assistant.adapters.sql.upload_store import SqlUploadStore
from assistant.adapters.upload_folder import UploadFolder
from assistant.app import create_app
from assistant.uploads.steady_clock import SteadyClock
from assistant.uploads.upload import UploadState
from knowledge_base.database import open_engine
from tests.api.conftest import BASE_URL, Office, open_office
from tests.support.shared_data import shared_data
from tests.support.small_office import FEES, INGEST, build_small_office
from tests.support.word_embedder import WordEmbedder

UPLOADS = "/api/v1/uploads"
SECONDS = 90
CARD = "Hausausweis.txt"
QUESTION = "Was kostet der Hausausweis?"


class Desk:
    """An editor who uploads, waits and looks."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.headers = office.as_role("redaktion")

    def send(self, name: str, content: bytes) -> dict:
        response = self.office.client.post(UPLOADS, files={"file": (name, content)}, headers=self.headers)
        assert response.status_code == 201, response.text
        return self.settled(response.json()["id"])

    def settled(self, upload_id: str) -> dict:
        until = time.monotonic() + SECONDS
        while True:
            upload = self.get(f"/{upload_id}")
            if upload["state"] not in {"reading", "publishing", "undoing"} and upload["progress"] is None:
                return upload
            assert time.monotonic() < until, upload
            time.sleep(0.05)

    def get(self, path: str) -> dict:
        response = self.office.client.get(UPLOADS + path, headers=self.headers)
        assert response.status_code == 200, response.text
        return response.json()

    def do(self, upload: dict, what: str) -> dict:
        response = self.office.client.post(f"{UPLOADS}/{upload['id']}/{what}", headers=self.headers)
        assert response.status_code == 202, response.text
        return self.settled(upload["id"])

    def told(self) -> str:
        """What is answered about the card."""
        return " ".join(statement["text"] for statement in self.office.ask(QUESTION)["statements"])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    settings = build_small_office(tmp_path_factory.mktemp("uploads"), upload_megabytes=1)
    app = create_app(settings, embedder=WordEmbedder(), ingest=INGEST)
    with TestClient(app, base_url=BASE_URL) as client:
        yield Desk(open_office(client, settings))


@pytest.mark.parametrize("role", ["sachbearbeitung", "neu", None])
def test_only_editors_may(desk: Desk, role: str | None) -> None:
    client, headers = desk.office.client, desk.office.as_role(role)
    expected = 403 if role else 401
    assert client.post(UPLOADS, files={"file": ("a.txt", b"Text")}, headers=headers).status_code == expected
    for method, path in [
        ("GET", ""),
        ("GET", "/u1"),
        ("GET", "/u1/preview"),
        ("GET", "/u1/passages"),
        ("POST", "/u1/publish"),
        ("POST", "/u1/undo"),
        ("DELETE", "/u1"),
    ]:
        assert client.request(method, UPLOADS + path, headers=headers).status_code == expected
    assert client.put(f"{UPLOADS}/u1/metadata", json={}, headers=headers).status_code == expected


def test_a_file_that_is_too_large_is_refused_with_its_limit(desk: Desk) -> None:
    def without_length() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(40):
            yield b"x" * 64 * 1024

    client = desk.office.client
    told = client.post(UPLOADS, files={"file": ("a.txt", b"x" * 1_200_000)}, headers=desk.headers)
    headers = desk.headers | {"Content-Type": "multipart/form-data; boundary=x"}
    counted = client.post(UPLOADS, content=without_length(), headers=headers)
    for response in (told, counted):
        assert response.status_code == 413
        assert response.json()["detail"] == "Die Datei ist größer als 1 MB."
        assert response.json()["remedy"]
    assert client.post("/api/v1/login", content=b"x" * 70_000, headers=desk.headers).status_code == 413


def test_a_form_without_a_file_is_refused(desk: Desk) -> None:
    client = desk.office.client
    for response in (
        client.post(UPLOADS, data={"file": "Text"}, headers=desk.headers),
        client.post(UPLOADS, content=b"nichts", headers=desk.headers | {"Content-Type": "multipart/form-data"}),
        client.post(UPLOADS, json={"file": "a"}, headers=desk.headers),
        client.post(UPLOADS, files={"file": ("leer.txt", b"")}, headers=desk.headers),
        client.post(UPLOADS, files=[("file", ("a", b"a")), ("file", ("b", b"b"))], headers=desk.headers),
    ):
        assert response.status_code == 422, response.text
        assert response.headers["content-type"] == "application/problem+json"
    assert all(upload["name"] != "leer.txt" for upload in desk.get(""))


def test_a_person_can_upload_only_so_often(tmp_path: Path) -> None:
    settings = build_small_office(tmp_path, uploads_per_minute=2)
    with TestClient(create_app(settings, embedder=WordEmbedder(), ingest=INGEST), base_url=BASE_URL) as client:
        headers = open_office(client, settings).as_role("redaktion")
        first, second, third = (client.post(UPLOADS, data={"file": "Text"}, headers=headers) for _ in range(3))
    assert (first.status_code, second.status_code, third.status_code) == (422, 422, 429)
    assert third.json()["detail"] == "Sie haben in einer Minute 2 Dateien hochgeladen."
    assert 1 <= int(third.headers["Retry-After"]) <= 60


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * (5 * 1024 * 1024))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bombe.zip", bomb, "unzulässige Größe"),
        ("kennwort.xlsx", lambda: _shared("password_protected.xlsx"), "Kennwort"),
        ("programm.pdf.exe", lambda: b"MZ\x90\x00" * 400, "kein lesbares Dokument"),
    ],
)
def test_what_cannot_be_read_says_why_and_can_be_discarded(desk: Desk, name: str, content: object, said: str) -> None:
    upload = desk.send(name, content())  # type: ignore[operator]
    assert (upload["state"], upload["name"]) == ("unreadable", name)
    assert said in upload["problem"]
    assert upload["remedy"]
    client = desk.office.client
    assert client.post(f"{UPLOADS}/{upload['id']}/publish", headers=desk.headers).status_code == 409
    assert client.delete(f"{UPLOADS}/{upload['id']}", headers=desk.headers).status_code == 204
    assert client.get(f"{UPLOADS}/{upload['id']}", headers=desk.headers).status_code == 404
    assert not (desk.office.settings.state / "uploads" / "files" / upload["id"]).exists()


def test_a_draft_shows_what_it_resembles_and_takes_metadata(desk: Desk) -> None:
    original = (desk.office.settings.articles / FEES.source).read_bytes()
    upload = desk.send("gebühr.txt", original)
    shown = desk.get(f"/{upload['id']}/preview")
    assert shown["documents"][0]["passages"] == len(desk.get(f"/{upload['id']}/passages")) == upload["passages"]
    assert [(alike["document_id"], alike["same_content"]) for alike in shown["alike"]] == [(FEES.id, True)]
    client, path = desk.office.client, f"{UPLOADS}/{upload['id']}/metadata"
    for wrong in (
        {"audience": ["niemand"]},
        {"audience": []},
        {"valid_from": "2026-02-01", "valid_until": "2026-01-01"},
        {"title": "x" * 301},
    ):
        response = client.put(path, json=wrong, headers=desk.headers)
        assert response.status_code == 422, wrong
        assert response.json()["detail"]
    given = {"title": "Neue\n Gebühr", "owner": "Team", "audience": ["redaktion"], "valid_from": "2026-02-01"}
    assert client.put(path, json=given, headers=desk.headers).status_code == 200
    described = desk.settled(upload["id"])
    assert described["metadata"] == given | {"title": "Neue Gebühr", "valid_until": None, "review_by": None}
    shown = desk.get(f"/{upload['id']}/preview")["documents"][0]
    assert (shown["title"], shown["stand"]) == ("Neue Gebühr", "2026-02-01")
    assert client.delete(f"{UPLOADS}/{upload['id']}", headers=desk.headers).status_code == 204


def test_a_document_comes_in_replaces_an_earlier_one_and_goes_again(desk: Desk) -> None:
    assert "Euro" not in desk.told()
    first = desk.send(CARD, b"Der Hausausweis kostet 21 Euro.")
    assert desk.told().count("21 Euro") == 0, "a draft must not answer"
    first = desk.do(first, "publish")
    assert (first["state"], first["passages"]) == ("published", 1)
    assert "21 Euro" in desk.told()

    second = desk.send(CARD.upper(), b"Der Hausausweis kostet 34 Euro.")
    assert desk.get(f"/{second['id']}/preview")["replaces"] == first["metadata"]["title"]
    second = desk.do(second, "publish")
    assert (second["state"], second["replaces"]) == ("published", first["id"])
    assert desk.get(f"/{first['id']}")["state"] == "replaced"
    assert "34 Euro" in desk.told()
    assert "21 Euro" not in desk.told()
    _untouched_by_other_runs(desk)

    assert desk.do(second, "undo")["state"] == "undone"
    assert desk.get(f"/{first['id']}")["state"] == "published"
    assert "21 Euro" in desk.told()
    undone = desk.do(first, "undo")
    assert undone["state"] == "undone"
    assert [event["action"] for event in undone["events"]] == ["uploaded", "published", "undone"]
    assert "Euro" not in desk.told()
    assert desk.office.client.post(f"{UPLOADS}/{first['id']}/undo", headers=desk.headers).status_code == 409


def _untouched_by_other_runs(desk: Desk) -> None:
    """A run over the shipped folder leaves uploads alone, and all is well afterwards."""
    settings = desk.office.settings
    environment = {"AMTSLOTSE_VAR": str(settings.state), "PYTHONPATH": str(Path(__file__).parents[2]), "PATH": ""}
    other = settings.state.parent / "other"
    other.mkdir(exist_ok=True)
    (other / "anderes.txt").write_text("Ein anderer Text.", encoding="utf-8")
    run = subprocess.run([*INGEST, "run", str(other), "--json"], env=environment, capture_output=True, check=True)
    assert json.loads(run.stdout)["counts"]["remove"] == 0
    verified = subprocess.run([*INGEST, "verify", "--json"], env=environment, capture_output=True, check=False)
    assert json.loads(verified.stdout)["damage"] == []


def test_what_a_restart_finds_is_taken_up_and_old_drafts_are_gone(tmp_path: Path) -> None:
    settings = build_small_office(tmp_path)

    def app() -> TestClient:
        return TestClient(create_app(settings, embedder=WordEmbedder(), ingest=INGEST), base_url=BASE_URL)

    with app() as client:
        desk = Desk(open_office(client, settings))
        fresh, old = desk.send("neu.txt", b"Neuer Text."), desk.send("alt.txt", b"Alter Text.")
    engine = open_engine(settings.sql_url)
    store = SqlUploadStore(SqlTransactions(engine))
    long_ago = datetime.now(UTC) - timedelta(days=15)
    for upload_id, changes in (
        (fresh["id"], {"state": UploadState.READING}),
        (old["id"], {"changed_at": long_ago}),
    ):
        kept = store.get(upload_id)
        assert kept is not None
        store.put(replace(kept, **changes))
    engine.dispose()
    with app() as client:
        desk = Desk(open_office(client, settings))
        assert desk.settled(fresh["id"])["state"] == "draft"
        assert {upload["id"] for upload in desk.get("")} == {fresh["id"], old["id"]}, "the clock may just be wrong"
    now = datetime.now(UTC)
    UploadFolder(settings.state / "uploads").note_clock(SteadyClock(now, now - timedelta(days=2)))
    with app() as client:
        assert [upload["id"] for upload in Desk(open_office(client, settings)).get("")] == [fresh["id"]]


def _shared(name: str) -> bytes:
    return shared_data("docs", "unstructured", name).read_bytes()
