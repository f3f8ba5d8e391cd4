"""Translations beneath the German statements, what is missing of them, and the choice to have them."""

from collections.abc import Sequence

import streamlit as st

from assistant.api.schemas import StatementModel, TranslationModel
from ui.session import Session
from ui.settings import ui_settings
from ui.typography import label_html, verbatim_html
from ui.wording.translations import (
    FAILED_MANY,
    FAILED_ONE,
    LANGUAGES,
    MARK,
    NONE_OFFERED,
    NOT_OFFERED,
    PENDING,
    TRANSLATE,
    TRANSLATE_HELP,
    UNAVAILABLE,
)

KEY = "al-uebersetzen"


def show_translation_choice(session: Session) -> None:
    """Show the switch where any language is offered; it counts for the next questions of this tab."""
    settings = ui_settings()
    if not offered():
        return
    wanted = settings.answer_language == "question" if session.translate is None else session.translate
    with st.container(key="al-uebersetzung"):
        session.translate = st.toggle(TRANSLATE, value=wanted, key=KEY, help=TRANSLATE_HELP)


def offered() -> list[str]:
    """Return the codes of the languages that the settings name."""
    return [code.strip().lower() for code in ui_settings().answer_languages.split(",") if code.strip()]


def translation_html(translation: TranslationModel | None) -> str:
    """Write a translation with its mark, in its own direction; nothing where there is none."""
    if translation is None or translation.state not in ("pending", "shown"):
        return ""
    if translation.state == "pending":
        return f'<span class="al-translation al-note">{label_html(PENDING)}</span>'
    mark = MARK.format(language=LANGUAGES.get(translation.language, translation.language))
    return (
        f'<span class="al-translation"><span class="al-note">{label_html(mark)}</span>'
        f'<bdi class="al-translated" lang="{label_html(translation.language)}" dir="{translation.direction}">'
        f"{verbatim_html(translation.text)}</bdi></span>"
    )


def missing_html(statements: Sequence[StatementModel]) -> str:
    """Say once what is missing of the translations, and why."""
    states = [statement.translation.state for statement in statements if statement.translation]
    failed = states.count("check_failed")
    lines = []
    if failed:
        lines.append(FAILED_ONE if failed == 1 else FAILED_MANY.format(count=failed))
    if "unavailable" in states:
        lines.append(UNAVAILABLE)
    if "not_offered" in states:
        names = ", ".join(LANGUAGES.get(code, code) for code in offered())
        lines.append(NOT_OFFERED.format(languages=names) if names else NONE_OFFERED)
    return "".join(f'<p class="al-note">{label_html(line)}</p>' for line in lines)
