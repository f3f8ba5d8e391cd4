"""Logs each request in one structured line: what was called and how it went, never what was said."""

import logging
import secrets
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger(__name__)


class RequestLog:
    """ASGI middleware; the path is logged as its pattern, so that neither ids nor search words are kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and log its outcome."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = secrets.token_hex(6)
        began = monotonic()
        status = 0

        async def send_with_number(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", []), (b"x-request-id", number.encode())]
            await send(message)

        try:
            await self._app(scope, receive, send_with_number)
        finally:
            route = getattr(scope.get("route"), "path", "-")
            milliseconds = round((monotonic() - began) * 1000)
            logger.info(
                "request",
                extra={
                    "request_id": number,
                    "method": scope["method"],
                    "route": route,
                    "status": status,
                    "milliseconds": milliseconds,
                },
            )
