"""The disk under the API fills up and gets free again: what is refused, what is kept, and that it goes on by itself.

The disk is a small one in memory, mounted in a name space of the API's own.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import httpx
import pytest

from tests.support.live_stack import started_server

ROOT = Path(__file__).parents[2]
MEGABYTES = 280
"""Room for an upload, which leaves 200 MB to the databases, and for little more."""

QUESTION = "Was kostet die Fiktionsbescheinigung?"
CARD = "Der Hausausweis kostet 7 Euro und gilt drei Jahre."
SECONDS = 120
CAN_MOUNT = (
    shutil.which("unshare")
    and not subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode
)
pytestmark = pytest.mark.skipif(not CAN_MOUNT, reason="no name spaces here: a full disk under the API is not tested")


class Office:
    """The API on a disk of its own, which can be filled."""

    def __init__(self, folder: Path) -> None:
        script = f"mount -t tmpfs -o size={MEGABYTES}m none office && exec {sys.executable} -m tests.support.word_api "
        (folder / "office").mkdir()
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "AMTSLOTSE_CHROMA_URL": ""}

        def start(port: int, log: IO[bytes]) -> "subprocess.Popen[bytes]":
            command = ["unshare", "-rm", "sh", "-c", f"{script} {folder}/office {port}"]
            return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)

        self.process, url = started_server(start, "/api/v1/health", folder / "api.log")
        self.disk = Path(f"/proc/{self.process.pid}/root{folder}/office")
        self._client = httpx.Client(base_url=f"{url}/api/v1", trust_env=False, timeout=SECONDS)
        self._tokens: dict[str, str] = {}
        for account in json.loads((self.disk / "var" / "demo_accounts.json").read_text(encoding="utf-8")):
            login = {"username": account["username"], "password": account["password"]}
            self._tokens[account["role"]] = self.request("POST", "/login", json=login).json()["token"]
            self._client.cookies.clear()

    def request(self, method: str, path: str, *, role: str = "", **more: object) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self._tokens[role]}"} if role else {}
        return self._client.request(method, path, headers=headers | more.pop("headers", {}), **more)  # type: ignore

    def ask(self, **more: object) -> httpx.Response:
        return self.request("POST", "/answers", role="sachbearbeitung", json={"question": QUESTION}, **more)

    def history(self) -> list[str]:
        listed = self.request("GET", "/conversations", role="sachbearbeitung").json()
        return [conversation["id"] for conversation in listed]

    def upload(self, name: str, text: str = CARD) -> httpx.Response:
        return self.request("POST", "/uploads", role="redaktion", files={"file": (name, text.encode())})

    def uploads(self) -> dict[str, dict[str, object]]:
        listed = self.request("GET", "/uploads", role="redaktion").json()
        return {upload["id"]: upload for upload in listed}

    def settled(self, upload_id: str) -> dict[str, object]:
        until = time.monotonic() + SECONDS
        while True:
            upload = self.uploads()[upload_id]
            if upload["state"] not in {"reading", "publishing", "undoing"}:
                return upload
            assert time.monotonic() < until, upload
            time.sleep(0.2)

    def fill(self) -> None:
        with suppress(OSError), (self.disk / "filler").open("ab") as filler:
            for size in (1024 * 1024, 4096):
                with suppress(OSError):
                    while True:
                        filler.write(b"x" * size)
                        filler.flush()
        assert shutil.disk_usage(self.disk).free < 4096

    def free(self) -> None:
        (self.disk / "filler").unlink()

    def kept_files(self) -> set[str]:
        kept = self.disk / "var" / "uploads"
        return {str(path.relative_to(kept)) for path in kept.rglob("*") if path.is_file()}

    def stop(self) -> None:
        self._client.close()
        self.process.terminate()
        self.process.wait(timeout=SECONDS)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = Office(tmp_path_factory.mktemp("disk"))
    yield office
    office.stop()


@pytest.fixture
def full(office: Office) -> Iterator[Office]:
    """The disk is full, until a test frees it."""
    office.fill()
    yield office
    with suppress(FileNotFoundError):
        office.free()


def check_refusal(response: httpx.Response) -> None:
    assert response.status_code == 503, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert "voll" in told["detail"] or "MB frei" in told["detail"], told
    assert "latz" in told["remedy"], told


def test_answers_are_refused_or_kept_but_never_lost(full: Office) -> None:
    before, given = full.history(), []
    for _ in range(300):
        response = full.ask()
        if response.status_code != 200:
            break
        given.append(response.json()["conversation_id"])  # what still fits into the pages that the database has
    check_refusal(response)
    assert sorted(full.history()) == sorted([*before, *given])
    events = full.ask(headers={"Accept": "text/event-stream"}).text
    assert "event: sources" in events
    assert "event: done" not in events
    assert "Der Datenträger ist voll." in events.rsplit("event: problem", 1)[1]
    full.free()
    again = full.ask()
    assert again.status_code == 200, again.text
    assert sorted(full.history()) == sorted([*before, *given, again.json()["conversation_id"]])


def test_a_judgement_stays_as_it_was(office: Office) -> None:
    answer = office.ask().json()
    path = f"/answers/{answer['id']}"

    def judge(rating: str, comment: str) -> httpx.Response:
        judgement = {"rating": rating, "reasons": [], "comment": comment}
        return office.request("PUT", f"{path}/feedback", role="sachbearbeitung", json=judgement)

    last = "Sehr gut."
    assert judge("up", last).status_code == 200
    office.fill()
    try:
        for number in range(300):
            comment = f"{number} " + "Die Gebühr ist falsch. " * 40
            response = judge("down", comment)
            if response.status_code != 200:
                break
            last = response.json()["comment"]
        check_refusal(response)
        kept = office.request("GET", path, role="sachbearbeitung").json()["feedback"]
        assert kept["comment"] == last
    finally:
        office.free()
    assert judge("up", "Doch richtig.").status_code == 200
    assert office.request("GET", path, role="sachbearbeitung").json()["feedback"]["comment"] == "Doch richtig."
    assert office.request("POST", "/logout", role="neu").status_code == 204


def test_uploads_are_refused_and_nothing_of_them_stays(office: Office) -> None:
    draft = office.settled(office.upload("Hausausweis.txt").json()["id"])
    assert draft["state"] == "draft", draft
    files, path = office.kept_files(), f"/uploads/{draft['id']}"
    office.fill()
    try:
        check_refusal(office.upload("Zweite.txt"))
        described = office.request(
            "PUT",
            f"{path}/metadata",
            role="redaktion",
            json=draft["metadata"] | {"title": "Neu " * 40},  # type: ignore
        )
        check_refusal(described)
        assert list(office.uploads()) == [draft["id"]]
        assert office.uploads()[str(draft["id"])] == draft
        assert office.kept_files() == files
    finally:
        office.free()
    again = office.settled(office.upload("Zweite.txt").json()["id"])
    assert again["state"] == "draft", again
    assert office.request("DELETE", f"/uploads/{again['id']}", role="redaktion").status_code == 204
    assert office.kept_files() == files


@pytest.mark.skipif("AMTSLOTSE_TEST_HARD" not in os.environ, reason="heavy: set AMTSLOTSE_TEST_HARD=1")
@pytest.mark.parametrize("delay", [0.0, 0.5, 1.5, 3.0])
def test_work_on_uploads_ends_well_once_there_is_room(office: Office, delay: float) -> None:
    """The disk fills up while a file is read, and again while it is published."""
    name = f"Ausweis-{delay}.txt"
    upload_id = office.upload(name, f"{CARD} Ausgabe nach {delay} Tagen.").json()["id"]
    time.sleep(delay / 2)
    office.fill()
    time.sleep(1 + delay)
    office.free()
    read = office.settled(upload_id)
    assert read["state"] == "draft", read

    response = office.request("POST", f"/uploads/{upload_id}/publish", role="redaktion")
    assert response.status_code == 202, response.text
    time.sleep(delay)
    office.fill()
    time.sleep(4)
    office.free()
    done = office.settled(upload_id)
    if done["state"] == "draft":  # it had failed, and says why; pressed once more, it works
        assert "voll" in str(done["problem"]), done
        assert office.request("POST", f"/uploads/{upload_id}/publish", role="redaktion").status_code == 202
        done = office.settled(upload_id)
    assert done["state"] == "published", done
    found = office.request("POST", "/answers", role="sachbearbeitung", json={"question": "Was kostet der Hausausweis?"})
    assert "7 Euro" in found.text
