"""The documents."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.support.earlier_rules import built_by_earlier_rules
from tests.support.live_stack import LiveApi
from tests.support.small_office import EDITORS_ONLY, FEES
from tests.ui.conftest import html


def test_it_lists_what_the_person_may_read_with_owner_and_dates(screen: Callable[[str, str], AppTest]) -> None:
    shown = html(screen("wissensbasis", "neu"))
    assert FEES.title in shown
    assert "Zuständig: Team Aufenthalt" in shown
    assert "veraltet: Prüftermin 01.01.2020 überschritten" in shown
    assert EDITORS_ONLY.title not in shown


def test_the_filters_narrow_the_list(screen: Callable[[str, str], AppTest]) -> None:
    test = screen("wissensbasis", "sachbearbeitung")
    test.text_input(key="al-dokument-suche").set_value("FIKTION").run()
    assert FEES.title in html(test)
    assert "Interne Prüfung" not in html(test)
    test.text_input(key="al-dokument-suche").set_value("gibt es nicht").run()
    assert "Kein Dokument passt zu dieser Auswahl." in html(test)


def test_outdated_documents_can_be_picked_out(screen: Callable[[str, str], AppTest]) -> None:
    test = screen("wissensbasis", "sachbearbeitung")
    test.toggle(key="al-dokument-veraltet").set_value(True).run()
    assert FEES.title in html(test)
    assert "Interne Prüfung" not in html(test)


def test_a_document_opens_with_its_text_and_original(screen: Callable[[str, str], AppTest]) -> None:
    test = screen("wissensbasis", "sachbearbeitung")
    test.button(key=f"al-dokument-{FEES.id}").click().run()
    shown = html(test)
    assert "im Ausländerzentralregister gespeichert" in shown
    assert "<mark>" not in shown
    assert "Original öffnen (fiktionsbescheinigung.md)" in shown


def test_the_revisions_of_a_document_are_one_click_away_and_lead_back(screen: Callable[[str, str], AppTest]) -> None:
    test = screen("wissensbasis", "sachbearbeitung")
    test.button(key=f"al-dokument-{FEES.id}").click().run()
    test.button(key="al-fassungen").click().run()
    shown = html(test)
    assert "Es gibt nur die heutige Fassung." in shown
    assert "Erste aufbewahrte Fassung, 2 Textstellen" in shown
    test.button(key="al-heutiger-text").click().run()
    assert "im Ausländerzentralregister gespeichert" in html(test)


def test_it_says_how_many_documents_wait_for_the_next_run(api: LiveApi, screen: Callable[[str, str], AppTest]) -> None:
    told = "2 Dokumente sind noch nach früheren Regeln in Textstellen zerlegt; der nächste Lauf bringt sie auf Stand."
    with built_by_earlier_rules(api.settings):
        assert told in html(screen("wissensbasis", "neu"))
    assert "früheren Regeln" not in html(screen("wissensbasis", "neu"))
