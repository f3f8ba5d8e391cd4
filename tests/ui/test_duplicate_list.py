"""The editors' list of duplicates and contradictions."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from assistant.api.schemas import DuplicateUpdate
from knowledge_base.likeness.like_pair import LikePair
from tests.support.like_passages import plant_pairs
from tests.support.live_stack import LiveApi
from tests.ui.conftest import html
from ui.api_client import ApiClient

Screen = Callable[[str, str], AppTest]


@pytest.fixture
def pairs(api: LiveApi, as_role: Callable[[str], ApiClient]) -> tuple[LikePair, LikePair]:
    planted = plant_pairs(api.settings)
    for each in planted:
        as_role("redaktion").decide_about_duplicate(each.id, DuplicateUpdate(state="offen", note=""))
    return planted


def opened(screen: Screen) -> AppTest:
    test = screen("redaktion", "redaktion")
    return test.button_group(key="al-redaktion-bereich").set_value("doppelt").run()


def test_both_texts_stand_side_by_side_with_the_difference_marked(pairs: object, screen: Screen) -> None:
    shown = html(opened(screen))
    assert "1 widersprüchlich, 1 doppelt" in shown
    assert "anderer Betrag" in shown
    assert '<ins class="al-differs"><span class="al-unseen">weicht ab: </span>' in shown
    assert "Die Sicherheitsabfrage wird über das Fachverfahren gestellt" in shown


def test_a_decision_moves_the_pair_and_can_be_undone(pairs: tuple[LikePair, LikePair], screen: Screen) -> None:
    pair = pairs[0]
    test = opened(screen)
    test.text_area(key=f"al-paar-notiz-{pair.id}").set_value("So gewollt")
    test.button(key=f"al-paar-kein_widerspruch-{pair.id}").click().run()
    api = test.session_state["amtslotse"].api
    [decided] = api.duplicates("kein_widerspruch").items
    assert (decided.id, decided.note) == (pair.id, "So gewollt")
    assert "Gespeichert: So in Ordnung" in html(test)
    test.button(key="al-doppelt-undo").click().run()
    assert api.duplicates("kein_widerspruch").total == 0


def test_an_empty_list_says_what_fills_it(pairs: object, screen: Screen) -> None:
    test = opened(screen)
    test.button_group(key="al-doppelt-stand").set_value("erledigt").run()
    assert "Nach jedem Einlesen werden neue und geänderte Dokumente" in html(test)
