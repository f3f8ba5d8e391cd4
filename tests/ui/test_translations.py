"""The switch for translations, and how they are shown."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.api.schemas import AnswerQuestionRequest, StatementModel, TranslationEvent, TranslationModel
from tests.support.chat_server import ChatScript, chat_server
from tests.support.live_stack import live_api
from tests.ui.conftest import MAIN, RUN_SECONDS, ask, html
from tests.unit.ui.wire_samples import answer
from ui.api_client import api_for
from ui.file_note import file_note
from ui.live_answer import LiveAnswer
from ui.logins import login_store
from ui.parts.translations import missing_html, translation_html
from ui.session import Session

QUESTION = "How much kostet the Fiktionsbescheinigung?"
TOLD = ("The provisional certificate ", "costs 13 euros.")


def translated(state: str, text: str = "", language: str = "en", direction: str = "ltr") -> StatementModel:
    told = TranslationModel(state=state, language=language, text=text, direction=direction)
    return StatementModel(text="Die Karte kostet 67 Euro.", support="zitat", citations=[1], translation=told)


def test_a_question_in_english_shows_marked_translations(
    tmp_path: Path, pointed_at: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMTSLOTSE_ANSWER_LANGUAGES", "en")
    settings = {"chat_enabled": True, "answer_languages": "en"}
    with chat_server(ChatScript(TOLD)) as model, live_api(tmp_path, chat_url=model, **settings) as api:
        pointed_at(api.url)
        test = AppTest.from_file(str(MAIN), default_timeout=RUN_SECONDS)
        login = api_for().login("sachbearbeitung", api.passwords["sachbearbeitung"])
        test.session_state["amtslotse"] = Session(login=login_store().add(login))
        test.run()
        assert not test.toggle[0].value
        test.toggle[0].set_value(True).run()
        ask(test, QUESTION)
        shown = html(test)
        assert "Maschinelle Übersetzung (Englisch), ungeprüft bis auf Zahlen und Paragrafen" in shown
        assert '<bdi class="al-translated" lang="en" dir="ltr">The provisional certificate' in shown
        assert "»Die Fiktionsbescheinigung kostet" in shown
        assert "provisional certificate" not in file_note(test.session_state["amtslotse"].turns[-1])
        test.toggle[0].set_value(False).run()
        ask(test, QUESTION, answers=2)
        assert test.session_state["amtslotse"].turns[-1].statements[0].translation is None


def test_without_languages_there_is_no_switch(product: Callable[[str], AppTest]) -> None:
    assert not product("sachbearbeitung").toggle


def test_arabic_runs_from_the_right_and_nothing_is_taken_for_markup() -> None:
    shown = translation_html(translated("shown", "<b>13 يورو</b>", "ar", "rtl").translation)
    assert 'lang="ar" dir="rtl">&lt;b&gt;13 يورو' in shown


def test_what_is_missing_is_said_once() -> None:
    assert missing_html([translated("shown", "x")]) == ""
    assert missing_html([translated("unavailable")] * 3).count("<p") == 1
    assert "2 Übersetzungen haben die Prüfung nicht bestanden" in missing_html([translated("check_failed")] * 2)
    assert "nicht eingerichtet" in missing_html([translated("not_offered")])


def test_a_translation_on_its_way_stands_at_its_statement() -> None:
    live = LiveAnswer(AnswerQuestionRequest(question=QUESTION))
    live._statements[0] = StatementModel(text="Die Karte kostet 67 Euro.", support="zitat", citations=[1])
    pending = TranslationModel(state="pending", language="en")
    live._take(TranslationEvent(position=0, translation=pending))
    assert (live.view().phase, live.running) == ("translating", True)
    assert "Übersetzung folgt" in translation_html(live.view().statements[0].translation)
    live._take(answer())
    assert live.view().phase == "done"
