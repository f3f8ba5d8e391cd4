"""The real application over a small office, and each role's way into it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient

from assistant.app import create_app
from assistant.settings import Settings
from tests.support.small_office import build_small_office
from tests.support.word_embedder import WordEmbedder

BASE_URL = "http://127.0.0.1:8000"
ROLES = ("sachbearbeitung", "neu", "redaktion")


@dataclass
class Office:
    """The running application, and log-ins by role."""

    client: TestClient
    settings: Settings
    passwords: dict[str, str]
    tokens: dict[str, str]

    def as_role(self, role: str | None) -> dict[str, str]:
        """Return the headers of a person of this role; none for nobody."""
        return {"Authorization": f"Bearer {self.tokens[role]}"} if role else {}

    def ask(self, question: str, role: str = "sachbearbeitung", **more: object) -> dict:
        response = self.client.post("/api/v1/answers", json={"question": question} | more, headers=self.as_role(role))
        assert response.status_code == 200, response.text
        return response.json()


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    settings = build_small_office(tmp_path_factory.mktemp("office"))
    with TestClient(create_app(settings, embedder=WordEmbedder()), base_url=BASE_URL) as client:
        yield open_office(client, settings)


def open_office(client: TestClient, settings: Settings) -> Office:
    accounts = json.loads((settings.state / "demo_accounts.json").read_text(encoding="utf-8"))
    passwords = {account["role"]: account["password"] for account in accounts}
    tokens = {}
    for account in accounts:
        login = {"username": account["username"], "password": account["password"]}
        tokens[account["role"]] = client.post("/api/v1/login", json=login).json()["token"]
    client.cookies.clear()
    return Office(client, settings, passwords, tokens)
