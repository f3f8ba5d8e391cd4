"""Refuses bodies that are larger than anything anybody could have typed; uploads have a limit of their own."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.error_responses import problem_for, problem_response, too_large
from assistant.body_length import counted, tells_too_much
from assistant.errors import TooLarge

LARGEST_BODY = 64 * 1024
"""Bytes; the longest question and comment fit many times over."""

FORM_BYTES = 64 * 1024
"""What a form has around the file in it."""

MEGABYTE = 1024 * 1024


class BodyLimit:
    """ASGI middleware; a body that tells no length is counted while it is read.

    `uploads` gives, for the paths to which files are sent, the largest file in megabytes.
    """

    def __init__(self, app: ASGIApp, uploads: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._uploads = dict(uploads or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless its body is too large."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        megabytes = self._uploads.get(scope["path"]) if scope["method"] == "POST" else None
        largest = megabytes * MEGABYTE + FORM_BYTES if megabytes else LARGEST_BODY
        if tells_too_much(Headers(scope=scope), largest):
            refusal = problem_response(problem_for(_file_too_large(megabytes))) if megabytes else too_large()
            await refusal(scope, receive, send)
            return

        def refused() -> Exception:
            return _file_too_large(megabytes) if megabytes else HTTPException(413)

        await self._app(scope, counted(receive, largest, refused), send)


def _file_too_large(megabytes: int) -> TooLarge:
    return TooLarge(f"Die Datei ist größer als {megabytes} MB.", "Bitte in kleinere Dokumente teilen.")
