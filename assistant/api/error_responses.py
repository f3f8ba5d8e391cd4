"""The one place where errors become HTTP responses: application/problem+json, in German."""

import logging
import secrets
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.schemas import Problem
from assistant.api.validation_messages import message_of
from assistant.errors import (
    Conflict,
    InvalidRequest,
    LoginRefused,
    NotFound,
    NotPermitted,
    TooLarge,
    TooManyRequests,
)
from knowledge_base.errors import AmtslotseError, ModelError, StorageError

logger = logging.getLogger(__name__)

_STATUS: tuple[tuple[type[AmtslotseError], HTTPStatus], ...] = (
    (InvalidRequest, HTTPStatus.UNPROCESSABLE_ENTITY),
    (LoginRefused, HTTPStatus.UNAUTHORIZED),
    (NotPermitted, HTTPStatus.FORBIDDEN),
    (NotFound, HTTPStatus.NOT_FOUND),
    (Conflict, HTTPStatus.CONFLICT),
    (TooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (TooManyRequests, HTTPStatus.TOO_MANY_REQUESTS),
    (StorageError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ModelError, HTTPStatus.SERVICE_UNAVAILABLE),
    (AmtslotseError, HTTPStatus.INTERNAL_SERVER_ERROR),
)

_TITLES = {
    400: "Anfrage nicht lesbar",
    401: "Anmeldung nötig",
    403: "Nicht erlaubt",
    404: "Nicht gefunden",
    405: "Methode nicht erlaubt",
    409: "Inzwischen geändert",
    413: "Anfrage zu groß",
    415: "Format nicht unterstützt",
    421: "Falsche Adresse",
    422: "Eingabe nicht verwendbar",
    429: "Zu viele Anfragen",
    500: "Unerwarteter Fehler",
    503: "Zurzeit nicht verfügbar",
}

_DETAILS = {
    400: "Die Anfrage ist kein gültiges JSON.",
    404: "Diese Adresse gibt es nicht.",
    405: "Diese Adresse kennt die Methode nicht.",
    413: "Die Anfrage ist größer als erlaubt.",
}


def problem_for(error: AmtslotseError) -> Problem:
    """Describe an error of our own."""
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    return Problem(title=_TITLES[status], status=status, detail=error.message, remedy=error.remedy)


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Send a problem."""
    return Response(
        problem.model_dump_json(),
        status_code=problem.status,
        media_type="application/problem+json",
        headers=dict(headers or {}),
    )


def too_large() -> Response:
    """Refuse a body for its size."""
    return problem_response(_of_status(HTTPStatus.REQUEST_ENTITY_TOO_LARGE))


def install_error_responses(app: FastAPI) -> None:
    """Make every error of the app leave it as a problem."""
    app.exception_handler(AmtslotseError)(_own_error)
    app.exception_handler(RequestValidationError)(_invalid_input)
    app.exception_handler(HTTPException)(_http_error)
    app.add_middleware(LastResort)


async def _own_error(request: Request, error: AmtslotseError) -> Response:
    problem = problem_for(error)
    headers = {}
    if isinstance(error, LoginRefused):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(error.seconds)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("%s %s failed: %s", request.method, request.url.path, error, exc_info=error)
    return problem_response(problem, headers)


async def _invalid_input(_request: Request, error: RequestValidationError) -> Response:
    errors = error.errors()
    # An id of impossible form belongs to nothing: the same as an unknown one.
    if any(entry["loc"][:1] == ("path",) for entry in errors):
        return problem_response(_of_status(HTTPStatus.NOT_FOUND, "Diesen Eintrag gibt es nicht."))
    details = list(dict.fromkeys(message_of(entry) for entry in errors))
    return problem_response(_of_status(HTTPStatus.UNPROCESSABLE_ENTITY, " ".join(details[:5])))


async def _http_error(_request: Request, error: HTTPException) -> Response:
    return problem_response(_of_status(error.status_code), error.headers)


class LastResort:
    """ASGI middleware that answers where nothing else has: the one handler of unexpected errors."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; log an unexpected error under a number and tell the caller that number."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noting_send(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noting_send)
        except Exception:
            number = secrets.token_hex(4)
            logger.exception("unexpected error", extra={"number": number})
            # A response that has begun can only be broken off.
            if started:
                raise
            problem = _of_status(500, f"Ein unerwarteter Fehler ist aufgetreten (Nr. {number}).")
            problem.remedy = "Bitte melden Sie die Nummer Ihrer Administration."
            await problem_response(problem)(scope, receive, send)


def _of_status(status: int, detail: str = "") -> Problem:
    title = _TITLES.get(status, HTTPStatus(status).phrase)
    return Problem(title=title, status=status, detail=detail or _DETAILS.get(status, title + "."))
