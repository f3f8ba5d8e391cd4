"""A real Chromium, driven by Playwright; a loud skip where there is none."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium, or skip the test saying how to get it."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("NO CHROMIUM: the screens are not checked in a browser. On Debian: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page, to be looked at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(600)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def watched(context: BrowserContext, own: str, strange: list[str]) -> Page:
    """Open a page; whatever it requests elsewhere than at `own`, and each error of a script, is put on the list."""
    page = context.new_page()
    page.on("request", lambda request: None if _is_own(request.url, own) else strange.append(request.url))
    page.on("websocket", lambda socket: None if _is_own(socket.url, own) else strange.append(socket.url))
    page.on("pageerror", lambda error: strange.append(f"script: {error}"))
    page.on("console", lambda message: strange.append(message.text) if "Content Security" in message.text else None)
    return page


def _is_own(url: str, own: str) -> bool:
    return url.startswith((own, own.replace("http", "ws", 1), "data:", "blob:"))
