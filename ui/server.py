"""The web server's own routes: the German start page, theme files, the log-in cookie and original files."""

import re
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.api_client import api_for
from ui.logins import COOKIE, login_store
from ui.problems import ApiProblem
from ui.wording.general import DEFECT, PRODUCT

THEME = Path(__file__).parent / "theme"
PAGES = ("", "wissensbasis", "hinzufuegen", "einarbeitung", "redaktion")
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
"""The browser may load from and connect to this server only. Streamlit's start page has one inline script."""
PASSIVE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
SHOWN_IN_BROWSER = ("application/pdf", "text/plain", "image/png", "image/jpeg")
"""Originals that a browser may display; all others are saved, because a page could carry scripts."""


@cache
def start_page() -> str:
    """Return Streamlit's start page with our language, title, style and script."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    head = (
        f"<title>{PRODUCT}</title>\n"
        '<link rel="icon" type="image/svg+xml" href="./theme/icon.svg">\n'
        '<link rel="stylesheet" href="./theme/style.css">\n'
        '<script type="module" src="./theme/amtslotse.js"></script>'
    )
    page = page.replace('<html lang="en">', '<html lang="de">', 1)
    page = re.sub(r'<link rel="(?:service-desc|shortcut icon)"[^>]*>', "", page)
    page = re.sub(r"<!--(?:(?!-->).)*(?:agent|prerenderReady).*?-->", "", page, flags=re.DOTALL)
    page = re.sub(r"<title>.*?</title>", head, page, count=1)
    noscript = f"<noscript><p>{PRODUCT} braucht JavaScript. Schalten Sie es in Ihrem Browser ein.</p></noscript>"
    return re.sub(r"<noscript>.*?</noscript>", noscript, page, count=1, flags=re.DOTALL)


async def show_start_page(request: Request) -> Response:
    """Serve the start page, whose script then opens the screen of the address.

    Unknown addresses lead to the first screen, and so does its own name: Streamlit knows it by the empty path only.
    """
    if request.path_params.get("page", "") not in PAGES:
        return RedirectResponse("/", status_code=HTTPStatus.SEE_OTHER)
    return HTMLResponse(start_page(), headers={"Cache-Control": "no-cache"})


async def theme_file(request: Request) -> Response:
    """Serve a file of the theme; names are matched against the folder, so no path leads out of it."""
    files = {path.name: path for path in THEME.iterdir() if path.is_file()}
    path = files.get(request.path_params["name"])
    return FileResponse(path, headers={"Cache-Control": "no-cache"}) if path else _text(HTTPStatus.NOT_FOUND)


async def open_session(request: Request) -> Response:
    """Exchange a ticket for the log-in cookie."""
    ticket = (await request.body()).decode("ascii", errors="replace")
    login = login_store().redeem(ticket)
    if login is None:
        return _text(HTTPStatus.FORBIDDEN)
    response = Response(status_code=HTTPStatus.NO_CONTENT)
    secure = request.url.scheme == "https"
    # In seconds from now: a browser whose clock is another one would throw away what ends on a day gone by.
    lasts = int((login.expires_at - datetime.now(UTC)).total_seconds())
    response.set_cookie(COOKIE, login.key, max_age=lasts, httponly=True, samesite="strict", secure=secure)
    return response


async def original_file(request: Request) -> Response:
    """Pass on a document's original to whom the cookie belongs; what a browser could run is only offered for saving."""
    login = login_store().find(request.cookies.get(COOKIE, ""))
    if login is None:
        return _text(HTTPStatus.UNAUTHORIZED, "Melden Sie sich an, um das Original zu öffnen.")
    try:
        wanted = (request.path_params["document_id"], request.path_params.get("revision_id", ""))
        file = await run_in_threadpool(api_for(login.token).original, *wanted)
    except ApiProblem as problem:
        return _text(HTTPStatus.BAD_GATEWAY if problem.unreachable else HTTPStatus(problem.status), str(problem))
    media_type = file.media_type.partition(";")[0].strip()
    disposition = re.sub(r"^(?:inline|attachment)?", "", file.disposition)
    way = "inline" if media_type in SHOWN_IN_BROWSER else "attachment"
    headers = {"Content-Disposition": way + disposition, "Content-Security-Policy": PASSIVE_POLICY}
    return Response(file.content, media_type=media_type, headers=headers)


class SecurityHeaders:
    """Adds the headers that keep the browser on this server, to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to its answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                headers["Referrer-Policy"] = "same-origin"
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        await self._app(scope, receive, send_with_headers)


def routes() -> list[Route]:
    """Return the routes that come before Streamlit's own."""
    return [
        Route("/", show_start_page, methods=["GET"]),
        Route("/theme/{name}", theme_file, methods=["GET"]),
        Route("/sitzung", open_session, methods=["POST"]),
        Route("/original/{document_id}", original_file, methods=["GET"]),
        Route("/original/{document_id}/{revision_id}", original_file, methods=["GET"]),
        Route("/{page}", show_start_page, methods=["GET"]),
    ]


def middleware() -> list[Middleware]:
    """Return what every request passes through."""
    return [Middleware(SecurityHeaders)]


def report_defect(_error: Exception) -> bool:
    """Show German words in place of a screen that failed for an unforeseen reason; Streamlit has logged it already."""
    st.error(DEFECT, icon=":material/error:")
    return True


def _text(status: HTTPStatus, text: str = "") -> Response:
    return PlainTextResponse(text or status.phrase, status_code=status)
