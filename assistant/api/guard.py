"""Stands before every request: refuses foreign host names, and sends protective headers with every response."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.error_responses import problem_response
from assistant.api.schemas import Problem

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware.

    A web page that lets its own name point to this machine (DNS rebinding) still sends that name: it is refused.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.casefold() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless its host is foreign."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if host_name(Headers(scope=scope).get("host", "")) in self._hosts:
            await self._app(scope, receive, send_with_headers)
        else:
            await _foreign_host(scope, receive, send_with_headers)


def host_name(host: str) -> str:
    """Return the name in a Host header, without its port; empty when it makes no sense.

    >>> host_name("[::1]:8000"), host_name("LocalHost:8000"), host_name("a:b:c")
    ('::1', 'localhost', '')
    """
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return ""
    is_plain = parts.netloc == host and "@" not in host
    return (parts.hostname or "").casefold() if is_plain else ""


async def _foreign_host(scope: Scope, receive: Receive, send: Send) -> None:
    problem = Problem(
        title="Falsche Adresse",
        status=421,
        detail="Unter diesem Rechnernamen ist der Amtslotse nicht erreichbar.",
        remedy="Weitere Namen erlaubt die Einstellung AMTSLOTSE_ALLOWED_HOSTS.",
    )
    await problem_response(problem)(scope, receive, send)
