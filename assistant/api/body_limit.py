"""Refuses bodies that are larger than anything anybody could have typed."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.error_responses import too_large

LARGEST_BODY = 64 * 1024
"""Bytes; the longest question and comment fit many times over."""


class BodyLimit:
    """ASGI middleware; a body that tells no length is counted while it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless its body is too large."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isascii() or not told.isdigit() or int(told[:20]) > LARGEST_BODY:
            await too_large()(scope, receive, send)
            return
        read = 0

        async def counting_receive() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > LARGEST_BODY:
                # Raised where the body is read, so that the response is the usual one for this status.
                raise HTTPException(413)
            return message

        await self._app(scope, counting_receive, send)
