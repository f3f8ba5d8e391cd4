"""Uploads whose work fails for want of room: they wait, say so, and go on by themselves."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.adapters import room_watch, upload_workers
from assistant.app import create_app
from tests.api.conftest import BASE_URL, Office, open_office
from tests.support.small_office import build_small_office
from tests.support.word_embedder import WordEmbedder

UPLOADS = "/api/v1/uploads"
INGEST_UNLESS_BROKEN = """
import os, pathlib, subprocess, sys
command = [sys.executable, "-m", "tests.support.word_ingest", *sys.argv[1:]]
if pathlib.Path({broken!r}).exists():
    print('{{"error": ', end="")
    raise SystemExit(1)
if pathlib.Path({late!r}).exists():
    pathlib.Path({late!r}).unlink()
    subprocess.run(command, check=True)
    print('{{"error": {{"message": "Kein Platz mehr.", "remedy": "Schaffen."}}}}')
    raise SystemExit(2)
os.execv(sys.executable, command)
"""


class Disk:
    """Stands for a disk that is full: ingestion breaks off in the middle of a line, and little room is left."""

    def __init__(self, broken: Path, patch: pytest.MonkeyPatch) -> None:
        self._broken, self._patch = broken, patch

    def fill(self) -> None:
        self._broken.touch()
        self._patch.setattr(room_watch, "LEAST_FREE_BYTES", 2**60)

    def free(self) -> None:
        self._patch.setattr(room_watch, "LEAST_FREE_BYTES", 0)
        self._broken.unlink()


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Disk:
    monkeypatch.setattr(upload_workers, "TRY_AGAIN_SECONDS", 0.2)
    return Disk(tmp_path / "broken", monkeypatch)


@pytest.fixture
def office(tmp_path: Path, disk: Disk) -> Iterator[Office]:
    program = tmp_path / "program.py"
    program.write_text(
        INGEST_UNLESS_BROKEN.format(broken=str(tmp_path / "broken"), late=str(tmp_path / "late")), encoding="utf-8"
    )
    settings = build_small_office(tmp_path)
    app = create_app(settings, embedder=WordEmbedder(), ingest=(sys.executable, str(program)))
    with TestClient(app, base_url=BASE_URL) as client:
        yield open_office(client, settings)


def upload_of(office: Office, key: str, *, until: str) -> dict:
    """Wait until an upload is in a state, or waits for room ("waits")."""
    for _ in range(600):
        found = office.client.get(f"{UPLOADS}/{key}", headers=office.as_role("redaktion")).json()
        if found["state"] == until or (until == "waits" and "Wartet" in str(found["progress"])):
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def send(office: Office, text: str) -> str:
    files = {"file": ("a.txt", text.encode())}
    response = office.client.post(UPLOADS, files=files, headers=office.as_role("redaktion"))
    assert response.status_code == 201, response.text
    return str(response.json()["id"])


def test_what_was_taken_in_before_a_run_broke_off_is_not_found(office: Office, tmp_path: Path) -> None:
    key = send(office, "Der Hausausweis kostet 7 Euro.")
    upload_of(office, key, until="draft")
    (tmp_path / "late").touch()
    path = f"{UPLOADS}/{key}/publish"
    assert office.client.post(path, headers=office.as_role("redaktion")).status_code == 202
    assert upload_of(office, key, until="draft")["problem"] == "Kein Platz mehr."
    assert "7 Euro" not in str(office.ask("Was kostet der Hausausweis?"))
    assert office.client.post(path, headers=office.as_role("redaktion")).status_code == 202
    assert upload_of(office, key, until="published")["problem"] == ""
    assert "7 Euro" in str(office.ask("Was kostet der Hausausweis?"))


def test_reading_and_publishing_wait_for_room(office: Office, disk: Disk) -> None:
    headers = office.as_role("redaktion")
    disk.fill()
    key = send(office, "Der Ausweis kostet 7 Euro.")
    waits = upload_of(office, key, until="waits")
    assert waits["state"] == "reading"
    assert waits["progress"]["note"].startswith("Wartet: Der Datenträger ist voll.")
    disk.free()
    assert upload_of(office, key, until="draft")["problem"] == ""

    disk.fill()
    assert office.client.post(f"{UPLOADS}/{key}/publish", headers=headers).status_code == 202
    assert upload_of(office, key, until="waits")["state"] == "publishing"
    disk.free()
    assert upload_of(office, key, until="published")["problem"] == ""
