"""Stands before every request to the local model: who has no key is refused, and so is a body that is too large."""

import secrets
from functools import partial
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.body_length import counted, tells_too_much
from assistant.local_model.wire import error_of

LARGEST_BODY = 1_000_000
"""Bytes; what the model can read fits many times over."""


class Gate:
    """ASGI middleware; a body that tells no length is counted while it is read."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app = app
        self._expected = f"Bearer {key}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it is refused."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("authorization", "")
        if not secrets.compare_digest(given.encode(), self._expected.encode()):
            await error_response(401, "Der Schlüssel fehlt oder ist falsch.", "authentication_error")(
                scope, receive, send
            )
            return
        if tells_too_much(headers, LARGEST_BODY):
            await too_large()(scope, receive, send)
            return
        refusal = partial(HTTPException, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        await self._app(scope, counted(receive, LARGEST_BODY, refusal), send)


def too_large() -> Response:
    """Refuse a body for its size."""
    message = f"Die Anfrage ist größer als {LARGEST_BODY} Byte."
    return error_response(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message, "invalid_request_error")


def error_response(status: int, message: str, kind: str, code: str | None = None) -> Response:
    """Put an error into the protocol's form; `kind` and `code` as for error_of."""
    return JSONResponse(error_of(message, kind, code), status)
