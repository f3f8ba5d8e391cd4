"""What people do with the product, in a real browser: log in, ask, look it up, judge, learn, edit."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browser import DESKTOP, PHONE, chromium, picture, watched
from tests.support.live_stack import LiveStack, free_port, live_screens, live_stack
from tests.support.small_office import FEES

pytestmark = pytest.mark.browser
QUESTION = "Was kostet die Fiktionsbescheinigung?"
STEP_MS = 60_000
"""For each step: far more than it takes, for a machine that is busy."""

expect.set_options(timeout=STEP_MS)
UNKNOWN = "Wann beginnt das Schützenfest in Hannover?"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def stack(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveStack]:
    with live_stack(tmp_path_factory.mktemp("journey")) as running:
        yield running


@pytest.fixture
def strange(stack: LiveStack) -> Iterator[list[str]]:
    """Requests to other places and errors of scripts; there must be none."""
    seen: list[str] = []
    yield seen
    assert seen == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=DESKTOP, locale="de-DE", permissions=["clipboard-read", "clipboard-write"])
    opened.set_default_timeout(STEP_MS)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, stack: LiveStack, strange: list[str]) -> Page:
    return watched(context, stack.url, strange)


def log_in(page: Page, stack: LiveStack, role: str) -> None:
    page.goto(stack.url)
    page.get_by_label("Benutzername").fill(role)
    page.get_by_label("Passwort", exact=True).fill(stack.api.passwords[role])
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("heading", name="Was möchten Sie wissen?")).to_be_visible()


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox", name="Ihre Frage an die Wissensbasis").fill(question)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=question)).to_be_visible()


def test_a_caseworker_asks_looks_it_up_and_copies_the_note(page: Page, stack: LiveStack) -> None:
    page.goto(stack.url)
    expect(page.get_by_label("Benutzername")).to_be_visible()
    picture(page, "1440_anmelden")
    log_in(page, stack, "sachbearbeitung")
    assert page.evaluate("document.documentElement.lang") == "de"
    expect(page.get_by_text("Deploy")).to_have_count(0)
    picture(page, "1440_fragen_leer")

    ask(page, QUESTION)
    expect(page.locator(".al-statement").first).to_contain_text("13 Euro")
    expect(page.get_by_text("Zitat", exact=True).first).to_be_visible()
    picture(page, "1440_fragen_antwort")

    page.get_by_role("button", name="Fundstelle 1 im Dokument zeigen").first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator("mark")).to_contain_text("13 Euro")
    expect(drawer.locator("mark")).to_be_in_viewport()
    expect(drawer.get_by_text("Stand 01.03.2026")).to_be_visible()
    picture(page, "1440_fragen_dokument")
    with page.expect_download() as download:
        drawer.get_by_role("link", name="Original öffnen").click()
    assert download.value.suggested_filename == "fiktionsbescheinigung.md"
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)

    page.get_by_role("button", name="Vermerk mit Quellen kopieren").click()
    expect(page.get_by_role("button", name="Vermerk kopiert")).to_be_visible()
    note = page.evaluate("navigator.clipboard.readText()")
    assert note.startswith("Vermerk\nFrage: Was kostet die Fiktionsbescheinigung?")
    assert "13 Euro" in note


def test_a_reload_keeps_the_login_and_the_conversation(page: Page, stack: LiveStack) -> None:
    log_in(page, stack, "sachbearbeitung")
    ask(page, QUESTION)
    expect(page.get_by_role("button", name="Nicht hilfreich")).to_be_visible()
    expect(page).to_have_url(re.compile(r"gespraech="))
    page.reload()
    expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_label("Benutzername")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Benutzername")).to_be_visible()


def test_a_flag_and_a_gap_reach_the_editor(page: Page, stack: LiveStack, browser: Browser, strange: list[str]) -> None:
    log_in(page, stack, "sachbearbeitung")
    ask(page, QUESTION)
    page.get_by_role("button", name="Nicht hilfreich").click()
    page.get_by_role("button", name="Veraltet").click()
    page.get_by_label("Anmerkung").fill("Seit Juli kostet das mehr.")
    picture(page, "1440_fragen_urteil")
    page.get_by_role("button", name="Anmerkung senden").click()
    expect(page.get_by_text("Anmerkung gesendet")).to_be_visible()
    ask(page, UNKNOWN)
    expect(page.get_by_text("nicht gefunden").first).to_be_visible()
    picture(page, "1440_fragen_nichts_gefunden")

    other = browser.new_context(viewport=DESKTOP, locale="de-DE")
    editor = watched(other, stack.url, strange)
    log_in(editor, stack, "redaktion")
    editor.get_by_role("link", name="Redaktion").click()
    expect(editor.get_by_role("heading", name=UNKNOWN)).to_be_visible()
    expect(editor.get_by_text("Seit Juli kostet das mehr.")).to_be_visible()
    picture(editor, "1440_redaktion")
    editor.get_by_role("button", name="In Arbeit nehmen").first.click()
    expect(editor.get_by_text("Gespeichert: In Arbeit")).to_be_visible()
    editor.get_by_role("button", name="Rückgängig").click()
    expect(editor.get_by_text("Gespeichert: In Arbeit")).to_have_count(0)
    expect(editor.get_by_role("heading", name=UNKNOWN)).to_be_visible()
    other.close()


def test_a_newcomer_ticks_a_step_and_asks_about_it(page: Page, stack: LiveStack) -> None:
    log_in(page, stack, "neu")
    page.get_by_role("link", name="Einarbeitung").click()
    expect(page.get_by_text("0 von 2 Schritten erledigt")).to_be_visible()
    page.get_by_text("Zugang einrichten", exact=True).click()
    expect(page.get_by_text("1 von 2 Schritten erledigt")).to_be_visible()
    picture(page, "1440_einarbeitung")
    page.reload()
    expect(page.get_by_text("1 von 2 Schritten erledigt")).to_be_visible()
    page.get_by_role("button", name="Dazu fragen").first.click()
    expect(page.get_by_role("heading", name="Wie richte ich meinen Zugang ein?")).to_be_visible()
    expect(page.locator(".al-statement").first).to_contain_text("Zugang zum Fachverfahren")


def test_the_knowledge_base_is_listed_and_opens(page: Page, stack: LiveStack) -> None:
    log_in(page, stack, "neu")
    page.goto(f"{stack.url}/wissensbasis")
    expect(page.get_by_text(FEES.title)).to_be_visible()
    expect(page.get_by_text("Leitfaden für die Redaktion")).to_have_count(0)
    picture(page, "1440_wissensbasis")
    page.goto(f"{stack.url}/redaktion")
    expect(page.get_by_text("für Ihre Rolle nicht freigegeben")).to_be_visible()


def test_the_keyboard_is_enough(page: Page, stack: LiveStack) -> None:
    page.goto(stack.url)
    page.get_by_label("Benutzername").focus()
    page.keyboard.type("sachbearbeitung")
    page.keyboard.press("Tab")
    page.keyboard.type(stack.api.passwords["sachbearbeitung"])
    page.keyboard.press("Enter")
    ask(page, QUESTION)
    expect(page.locator('[class*="st-key-al-gespraech-offen-"]')).to_be_visible()
    chip = page.get_by_role("button", name="Fundstelle 1 im Dokument zeigen").first
    chip.focus()
    expect(chip).to_have_css("outline-style", "solid")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").locator("mark")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_on_a_phone_sources_stand_below_and_nothing_sticks_out(
    browser: Browser, stack: LiveStack, strange: list[str]
) -> None:
    context = browser.new_context(viewport=PHONE, locale="de-DE", has_touch=True, is_mobile=True)
    page = watched(context, stack.url, strange)
    log_in(page, stack, "redaktion")
    ask(page, QUESTION)
    expect(page.get_by_role("button", name="Nicht hilfreich")).to_be_visible()
    picture(page, "390_fragen_antwort")
    answer, source = page.locator(".al-statement").first.bounding_box(), page.locator(".al-source").first.bounding_box()
    assert answer
    assert source
    assert source["y"] > answer["y"] + answer["height"]
    page.get_by_role("button", name="Fundstelle 1 im Dokument zeigen").first.click()
    expect(page.get_by_role("dialog").locator("mark")).to_be_in_viewport()
    picture(page, "390_fragen_dokument")
    for screen in ("wissensbasis", "hinzufuegen", "einarbeitung", "redaktion"):
        page.goto(f"{stack.url}/{screen}")
        expect(page.locator(".al-heading")).to_be_visible()
        picture(page, f"390_{screen}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


def test_without_the_api_the_screen_says_so(
    browser: Browser, stack: LiveStack, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with live_screens(f"http://127.0.0.1:{free_port()}", tmp_path_factory.mktemp("alone")) as url:
        page = browser.new_page(viewport=DESKTOP)
        page.goto(url)
        page.get_by_label("Benutzername").fill("neu")
        page.get_by_label("Passwort", exact=True).fill("irgendeins")
        page.get_by_role("button", name="Anmelden").click()
        expect(page.get_by_role("alert")).to_contain_text("Amtslotse ist nicht erreichbar")
        picture(page, "1440_dienst_nicht_erreichbar")
        page.close()


def test_an_editor_adds_a_document_that_answers_until_it_is_taken_back(
    page: Page, stack: LiveStack, tmp_path: Path
) -> None:
    question, minutes = "Was kostet der Hausausweis für Gäste?", 180_000
    file = tmp_path / "Hausausweis für Gäste.txt"
    file.write_text("Der Hausausweis für Gäste kostet 21 Euro. Er gilt einen Tag.", encoding="utf-8")
    log_in(page, stack, "redaktion")
    page.get_by_role("link", name="Dokument hinzufügen").click()
    expect(page.get_by_text("Kein Entwurf in Arbeit.")).to_be_visible()
    picture(page, "1440_hinzufuegen_leer")
    expect(page.locator("button").and_(page.get_by_role("button", name="Dateien wählen"))).to_be_visible()
    page.locator("input[type=file]").set_input_files(file)
    publish = page.get_by_role("button", name="Veröffentlichen")
    expect(publish).to_be_visible(timeout=minutes)
    page.get_by_text("Vorschau: 1 Textstelle").click()
    expect(page.get_by_text("Er gilt einen Tag.")).to_be_visible()
    page.get_by_label("Zuständig").fill("Team Empfang")
    page.keyboard.press("Tab")
    picture(page, "1440_hinzufuegen_entwurf")
    publish.click()
    undo = page.get_by_role("button", name="Rückgängig")
    expect(undo).to_be_visible(timeout=minutes)
    picture(page, "1440_hinzufuegen_veroeffentlicht")

    page.get_by_role("link", name="Fragen", exact=True).click()
    ask(page, question)
    expect(page.locator(".al-statement").first).to_contain_text("21 Euro")
    page.get_by_role("button", name="Fundstelle 1 im Dokument zeigen").first.click()
    expect(page.get_by_role("dialog").get_by_text("Zuständig: Team Empfang")).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_role("link", name="Dokument hinzufügen").click()
    undo.click()
    expect(page.get_by_role("button", name="Wieder veröffentlichen")).to_be_visible(timeout=minutes)
    page.get_by_role("link", name="Fragen", exact=True).click()
    ask(page, question + " Wirklich?")
    expect(page.get_by_text("nicht gefunden").first).to_be_visible()
