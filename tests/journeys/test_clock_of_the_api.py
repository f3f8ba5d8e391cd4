"""The system clock under the running API jumps by a day and by ten years, to and fro (libfaketime).

Heavy, so only when AMTSLOTSE_TEST_HARD is set; needs `apt-get install faketime`.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import httpx
import pytest

from tests.support.faked_clock import TRUE, FakedClock, needs_faked_clock
from tests.support.live_stack import started_server

DAY_BACK, TEN_YEARS_AHEAD = "-1d", "+3650d"

pytestmark = needs_faked_clock


class Office:
    """The API under a clock that is set by hand, and an editor who asks and uploads."""

    def __init__(self, folder: Path) -> None:
        clock, command = FakedClock(folder / "clock"), [sys.executable, "-m", "tests.support.word_api"]
        self.set_clock = clock.set

        def start(port: int, log: IO[bytes]) -> "subprocess.Popen[bytes]":
            arguments = [str(folder / f"office-{port}"), str(port)]
            return subprocess.Popen([*command, *arguments], cwd=folder, env=clock.environment, stdout=log, stderr=log)

        self.process, url = started_server(start, "/api/v1/health", folder / "api.log")
        office = folder / f"office-{url.rpartition(':')[2]}"
        self._client = httpx.Client(base_url=f"{url}/api/v1", trust_env=False, timeout=120)
        accounts = json.loads((office / "var" / "demo_accounts.json").read_text(encoding="utf-8"))
        self.login = next(
            {"username": one["username"], "password": one["password"]} for one in accounts if one["role"] == "redaktion"
        )
        self.token = ""

    def request(self, method: str, path: str, **more: object) -> httpx.Response:
        self._client.cookies.clear()
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self._client.request(method, path, headers=headers, **more)  # type: ignore[arg-type]

    def log_in(self) -> datetime:
        """Log in; returns when the session ends."""
        response = self._client.post("/login", json=self.login)
        assert response.status_code == 200, response.text
        self.token = response.json()["token"]
        return datetime.fromisoformat(response.json()["expires_at"])

    def is_logged_in(self) -> bool:
        return self.request("GET", "/me").status_code == 200

    def ask(self, conversation: str | None = None) -> dict[str, str]:
        asked = {"question": "Was kostet die Fiktionsbescheinigung?", "conversation_id": conversation}
        response = self.request("POST", "/answers", json=asked)
        assert response.status_code == 200, response.text
        answer: dict[str, str] = response.json()
        return answer

    def upload(self, name: str) -> str:
        response = self.request("POST", "/uploads", files={"file": (name, b"Der Ausweis kostet 7 Euro.")})
        assert response.status_code == 201, response.text
        return str(response.json()["id"])

    def drafts(self) -> set[str]:
        """Return the drafts, once all are read."""
        for _ in range(600):
            listed = self.request("GET", "/uploads").json()
            if all(upload["state"] == "draft" for upload in listed):
                break
            time.sleep(0.1)
        return {upload["id"] for upload in listed}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.process.terminate()
    office.process.wait(timeout=120)


def test_a_clock_that_jumps_costs_a_log_in_and_nothing_else(office: Office) -> None:
    office.log_in()
    asked, drafts = [office.ask()], {office.upload("erste.txt")}
    conversation = asked[0]["conversation_id"]
    for number, offset in enumerate((DAY_BACK, TEN_YEARS_AHEAD, TRUE, TEN_YEARS_AHEAD, DAY_BACK, TRUE)):
        before = office.token
        office.set_clock(offset)
        assert not office.is_logged_in(), offset
        ends = office.log_in()
        if offset == TEN_YEARS_AHEAD:
            assert ends.year > datetime.now(UTC).year + 8, "the clock is not the other one"
        asked.append(office.ask(conversation))
        drafts.add(office.upload(f"{number}.txt"))
        assert office.drafts() == drafts
        office.token, now = before, office.token
        assert not office.is_logged_in(), "a session of another time came back"
        office.token = now
    told = office.request("GET", f"/conversations/{conversation}").json()["answers"]
    assert [answer["id"] for answer in told] == [answer["id"] for answer in asked]


def test_wrong_passwords_lock_nobody_out_for_days(office: Office) -> None:
    wrong = office.login | {"password": "falsch"}
    for _ in range(5):
        assert office.request("POST", "/login", json=wrong).status_code == 401
    for offset in (TRUE, DAY_BACK, TEN_YEARS_AHEAD):
        office.set_clock(offset)
        refused = office.request("POST", "/login", json=office.login)
        assert refused.status_code == 429, "setting the clock must not help to guess either"
        assert int(refused.headers["Retry-After"]) <= 30
