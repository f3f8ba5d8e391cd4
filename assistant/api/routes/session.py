"""Logging in and out, and who is logged in."""

from datetime import UTC, datetime

from fastapi import APIRouter, Depends, Request, Response

from assistant.api.deps import SESSION_COOKIE, LoggedInPerson, TheAssistant, Token, require_own_page
from assistant.api.schemas import LoginRequest, LoginResponse, Person
from assistant.api.wire import person_model

router = APIRouter(tags=["session"])


@router.post("/login", dependencies=[Depends(require_own_page)])
def log_in(login: LoginRequest, assistant: TheAssistant, request: Request, response: Response) -> LoginResponse:
    """Exchange user name and password for a token, which is also set as a cookie."""
    opened = assistant.log_in.log_in(login.username, login.password)
    response.set_cookie(
        SESSION_COOKIE,
        opened.token,
        # In seconds from now: a browser whose clock is another one would throw away what ends on a day gone by.
        max_age=int((opened.expires_at - datetime.now(UTC)).total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return LoginResponse(token=opened.token, expires_at=opened.expires_at, person=person_model(opened.person))


@router.post("/logout", status_code=204)
def log_out(token: Token, _person: LoggedInPerson, assistant: TheAssistant, response: Response) -> None:
    """End the session."""
    assistant.log_in.log_out(token)
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="strict")


@router.get("/me")
def me(person: LoggedInPerson) -> Person:
    """Tell who is logged in and what the role allows."""
    return person_model(person)
