"""Removed documents: read, and brought back."""

import io
import time
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.ui.conftest import html
from ui.api_client import ApiClient

SECONDS = 90
TEXT = "Der Schlüsselausweis kostet 8 Euro."


def settled(api: ApiClient, upload_id: str) -> None:
    until = time.monotonic() + SECONDS
    while (upload := api.one_upload(upload_id)).state in {"reading", "publishing", "undoing"} or upload.progress:
        assert time.monotonic() < until, upload
        time.sleep(0.1)


def opened(screen: Callable[[str, str], AppTest]) -> AppTest:
    test = screen("redaktion", "redaktion")
    return test.button_group(key="al-redaktion-bereich").set_value("entfernt").run()


def test_an_empty_list_says_what_comes_into_it(screen: Callable[[str, str], AppTest]) -> None:
    assert "Es ist kein Dokument entfernt." in html(opened(screen))


def test_a_removed_document_can_be_read_and_restored(
    screen: Callable[[str, str], AppTest], as_role: Callable[[str], ApiClient]
) -> None:
    api = as_role("redaktion")
    upload = api.upload("Schlüsselausweis.txt", io.BytesIO(TEXT.encode()))
    for step in (lambda _: None, api.publish_upload, api.undo_upload):
        step(upload.id)
        settled(api, upload.id)
    [removed] = api.removed_documents().items
    key = removed.document.id

    test = opened(screen)
    assert "durch Renate Redaktion" in html(test)
    assert "1 Eintrag" in html(test)
    assert f"./original/{key}/{removed.last_revision}" in html(test)
    test.button(key=f"al-letzter-text-{key}").click().run()
    assert "Letzte Fassung vor dem Entfernen." in html(test)
    assert "Der Schlüsselausweis kostet" in html(test)

    test = opened(screen)
    test.button(key=f"al-wiederherstellen-{key}").click().run()
    settled(api, upload.id)
    assert "Wiederhergestellt: „Schlüsselausweis“" in html(test.run())
    assert "Es ist kein Dokument entfernt." in html(test)
    assert "Wiederhergestellt" not in html(test.run()), "said once"
    api.undo_upload(upload.id)
    settled(api, upload.id)
    api.discard_upload(upload.id)
    assert "Zum Wiederherstellen laden Sie sie unter „Dokument hinzufügen“ neu hoch." in html(opened(screen))
