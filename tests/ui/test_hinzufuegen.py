"""Adding documents: drafts with their preview, what is said about them, and what cannot be read."""

import time
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import button, html
from ui.api_client import ApiClient

SECONDS = 120


@pytest.fixture
def uploads(as_role: Callable[[str], ApiClient]) -> ApiClient:
    return as_role("redaktion")


def settled(test: AppTest, api: ApiClient) -> AppTest:
    until = time.monotonic() + SECONDS
    while any(upload.state == "reading" or upload.progress for upload in api.uploads()):
        assert time.monotonic() < until
        time.sleep(0.1)
    return test.run()


def test_a_file_becomes_a_draft_that_can_be_described_and_discarded(
    screen: Callable[[str, str], AppTest], uploads: ApiClient
) -> None:
    test = screen("hinzufuegen", "redaktion")
    assert "Kein Entwurf in Arbeit." in html(test)
    files = [("Parkausweis.txt", b"Der Parkausweis kostet 12 Euro.", "text/plain"), ("leer.txt", b"  ", "text/plain")]
    test.file_uploader[0].set_value(files).run()
    assert "wird gelesen" in html(test)
    settled(test, uploads)
    shown = html(test)
    assert "gelesen als Text" in shown
    assert "Der Parkausweis kostet <span" in shown
    assert "hochgeladen am" in shown
    assert "Die Datei ist leer." in shown
    assert "nicht lesbar" in shown

    (draft,) = [upload for upload in uploads.uploads() if upload.state == "draft"]
    assert test.text_input(key=f"al-titel-{draft.id}").value == "Parkausweis"
    test.text_input(key=f"al-zustaendig-{draft.id}").set_value("Team Empfang")
    test.multiselect(key=f"al-zielgruppe-{draft.id}").set_value([])
    button(test, "Angaben speichern").click().run()
    assert uploads.one_upload(draft.id).metadata.audience == ["alle"], "nobody could read it"
    test.multiselect(key=f"al-zielgruppe-{draft.id}").set_value(["redaktion"])
    button(test, "Angaben speichern").click().run()
    kept = uploads.one_upload(draft.id).metadata
    assert (kept.owner, kept.audience) == ("Team Empfang", ["redaktion"])
    settled(test, uploads)
    while uploads.uploads():
        button(test, "Verwerfen").click().run()
    assert "Kein Entwurf in Arbeit." in html(test)


def test_what_the_service_refuses_is_named(screen: Callable[[str, str], AppTest]) -> None:
    test = screen("hinzufuegen", "redaktion")
    test.file_uploader[0].set_value([("nichts.txt", b"", "text/plain")]).run()
    assert "„nichts.txt“ wurde nicht angenommen" in html(test)
    assert "Die Datei ist leer." in html(test)


def test_only_editors_see_the_screen(product: Callable[[str], AppTest]) -> None:
    assert "Dokument hinzufügen" in [link.label for link in product("redaktion").get("page_link")]
    assert "Dokument hinzufügen" not in [link.label for link in product("sachbearbeitung").get("page_link")]
