"""Typed client of the API: one method per endpoint; every failure comes out as ApiProblem with German text."""

from functools import cache
from http.cookiejar import DefaultCookiePolicy

import httpx

from assistant.api.schemas import HealthModel, LearningPathModel, LoginRequest, LoginResponse, Person, StepProgress
from ui.api.answers import AnswersApi
from ui.api.connection import segment
from ui.api.documents import DocumentsApi
from ui.api.editors import EditorsApi
from ui.api.uploads import UploadsApi
from ui.settings import ui_settings

QUICK = httpx.Timeout(20.0, connect=3.0)


class ApiClient(AnswersApi, DocumentsApi, EditorsApi, UploadsApi):
    """The whole API as seen by one person; `token` is empty before the log-in. Safe to share between threads."""

    def login(self, username: str, password: str) -> LoginResponse:
        """Exchange name and password for a token."""
        return self._read(LoginResponse, "POST", "/login", LoginRequest(username=username, password=password))

    def logout(self) -> None:
        """End the token's validity."""
        self._call("POST", "/logout")

    def me(self) -> Person:
        """Return who is logged in."""
        return self._read(Person, "GET", "/me")

    def health(self) -> HealthModel:
        """Return the state of each component; needs no log-in."""
        return self._read(HealthModel, "GET", "/health")

    def learning_path(self) -> LearningPathModel:
        """Return the learning path with the person's progress."""
        return self._read(LearningPathModel, "GET", "/learning-path")

    def set_step(self, step_id: str, *, done: bool) -> None:
        """Tick or untick a step."""
        self._call("PUT", f"/learning-path/steps/{segment(step_id)}", StepProgress(done=done))


@cache
def http_client() -> httpx.Client:
    """Open the process's one connection pool to the API; proxies of the environment are never used."""
    client = httpx.Client(base_url=ui_settings().api, timeout=QUICK, trust_env=False)
    # The API sets its token as a cookie, too. Kept here, one person's would go along with another's requests.
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return client


def api_for(token: str = "") -> ApiClient:
    """Return the API as seen with `token`."""
    return ApiClient(http_client(), token)
