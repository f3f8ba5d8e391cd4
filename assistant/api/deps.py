"""What routes ask for, under names that read as plain English."""

from collections.abc import Callable
from typing import Annotated, cast
from urllib.parse import urlsplit

from anyio import CapacityLimiter
from fastapi import Depends, Path, Query, Request
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from assistant.accounts.person import Permission, Person
from assistant.api.answer_limits import AnswerLimits
from assistant.api.upload_limits import UploadLimits
from assistant.bootstrap import Assistant
from assistant.errors import LoginRefused, NotPermitted
from assistant.review.list_page import PAGE_LENGTH, PageRequest

SESSION_COOKIE = "amtslotse_session"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})

_bearer = HTTPBearer(auto_error=False, description="Token from POST /login")
_cookie = APIKeyCookie(name=SESSION_COOKIE, auto_error=False, description="Set by POST /login")


def _assistant(request: Request) -> Assistant:
    return cast(Assistant, request.app.state.assistant)


def _limits(request: Request) -> AnswerLimits:
    return cast(AnswerLimits, request.app.state.answer_limits)


def _upload_limits(request: Request) -> UploadLimits:
    return cast(UploadLimits, request.app.state.upload_limits)


def _answer_threads(request: Request) -> CapacityLimiter:
    return cast(CapacityLimiter, request.app.state.answer_threads)


TheAssistant = Annotated[Assistant, Depends(_assistant)]
Limits = Annotated[AnswerLimits, Depends(_limits)]
UploadTurns = Annotated[UploadLimits, Depends(_upload_limits)]
AnswerThreads = Annotated[CapacityLimiter, Depends(_answer_threads)]


def require_own_page(request: Request) -> None:
    """Raise NotPermitted when a browser sends a change on behalf of another page."""
    origin = request.headers.get("origin")
    if request.method not in _READING and origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise NotPermitted("Diese Anfrage kommt von einer fremden Seite.")


def _token(
    request: Request,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    cookie: Annotated[str | None, Depends(_cookie)],
) -> str:
    if bearer is not None:
        return bearer.credentials
    if cookie is None:
        raise LoginRefused("Sie sind nicht angemeldet.", "Bitte melden Sie sich an.")
    # A browser sends the cookie along whoever asks it to; it also tells on whose behalf.
    require_own_page(request)
    return cookie


Token = Annotated[str, Depends(_token)]


def _person(token: Token, assistant: TheAssistant) -> Person:
    person = assistant.log_in.person_of(token)
    if person is None:
        raise LoginRefused("Ihre Anmeldung ist abgelaufen.", "Bitte melden Sie sich neu an.")
    return person


LoggedInPerson = Annotated[Person, Depends(_person)]


def _who_may(permission: Permission) -> Callable[[Person], Person]:
    def person_with_permission(person: LoggedInPerson) -> Person:
        if not person.may(permission):
            raise NotPermitted("Ihre Rolle erlaubt das nicht.", "Bitte wenden Sie sich an die Redaktion.")
        return person

    return person_with_permission


Asker = Annotated[Person, Depends(_who_may(Permission.ASK))]
Reader = Annotated[Person, Depends(_who_may(Permission.READ_DOCUMENTS))]
Learner = Annotated[Person, Depends(_who_may(Permission.LEARN))]
Editor = Annotated[Person, Depends(_who_may(Permission.REVIEW))]

LONGEST_PAGE = 100


def _page(
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE)] = PAGE_LENGTH,
) -> PageRequest:
    return PageRequest(offset, limit)


ThePage = Annotated[PageRequest, Depends(_page)]

RecordId = Annotated[str, Path(pattern=r"^[a-z0-9]{1,40}$")]
"""An id in a path; one of another form is answered like an unknown one."""
