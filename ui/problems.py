"""The one error of the screens: what the API or the way to it did not do, in German, with what to do next."""

import httpx
from pydantic import ValidationError

from assistant.api.schemas import Problem

PROBLEM_TYPE = "application/problem+json"
UNREACHABLE = 0
"""Status of a problem that no server reported: the API could not be reached."""


class ApiProblem(Exception):
    """A request failed: `title` and `detail` say what happened, `remedy` what to do, `status` is HTTP's or 0."""

    def __init__(self, status: int, title: str, detail: str, remedy: str = "") -> None:
        super().__init__(f"{title}: {detail}")
        self.status = status
        self.title = title
        self.detail = detail
        self.remedy = remedy

    @property
    def login_needed(self) -> bool:
        """Tell whether the log-in is missing or has ended."""
        return self.status == 401

    @property
    def unreachable(self) -> bool:
        """Tell whether no server answered at all."""
        return self.status == UNREACHABLE


def from_wire(problem: Problem) -> ApiProblem:
    """Turn a problem sent by the API into the error to raise or show."""
    return ApiProblem(problem.status, problem.title, problem.detail, problem.remedy)


def from_response(response: httpx.Response) -> ApiProblem:
    """Read the problem out of a failed response whose body has been read; a foreign body gets general words."""
    try:
        return from_wire(Problem.model_validate_json(response.content))
    except ValidationError:
        return ApiProblem(
            response.status_code,
            "Unerwartete Antwort",
            f"Der Dienst hat mit dem Status {response.status_code} geantwortet, ohne zu sagen, was los ist.",
            "Versuchen Sie es noch einmal. Bleibt es dabei, wenden Sie sich an die Systembetreuung.",
        )


def from_transport(error: httpx.HTTPError, address: str) -> ApiProblem:
    """Say what kept a request from reaching the API at `address`, or its answer from coming back."""
    if isinstance(error, httpx.TimeoutException) and not isinstance(error, httpx.ConnectTimeout):
        return ApiProblem(
            UNREACHABLE,
            "Keine Antwort",
            "Der Dienst hat nicht rechtzeitig geantwortet.",
            "Warten Sie einen Moment und versuchen Sie es noch einmal.",
        )
    return ApiProblem(
        UNREACHABLE,
        "Amtslotse ist nicht erreichbar",
        f"Unter {address} antwortet niemand.",
        "Versuchen Sie es gleich noch einmal. Bleibt es dabei, sagen Sie der Systembetreuung Bescheid.",
    )


def unreadable(what: str) -> ApiProblem:
    """Say that an answer of the API is not of the agreed form; happens when screens and API differ in version."""
    return ApiProblem(
        502,
        "Unlesbare Antwort",
        f"Die Antwort des Dienstes hat nicht die erwartete Form ({what}).",
        "Laden Sie die Seite neu. Bleibt es dabei, sagen Sie der Systembetreuung Bescheid.",
    )
