"""A question that holds personal data is not sent but shown with them marked, and with three ways on."""

from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from assistant.api.schemas import PrivacyCheck
from ui.parts.html import show_html
from ui.problems import ApiProblem
from ui.session import Session
from ui.typography import label_html
from ui.wording.privacy import (
    PRIVACY_ASK,
    PRIVACY_DISCARD,
    PRIVACY_EDIT,
    PRIVACY_FIELD,
    PRIVACY_HELP,
    PRIVACY_NONE,
    PRIVACY_NONE_HELP,
    PRIVACY_SENT_AS,
    PRIVACY_TITLE,
    PRIVACY_WITHOUT,
)

_HELD = "al-zurueckgehalten"
_FIELD = "al-personendaten-feld"


@dataclass(slots=True)
class HeldQuestion:
    """A question that waits for its asker's word: what was found in it, and whether it is being edited."""

    question: str
    check: PrivacyCheck
    editing: bool = False


def ask_or_hold(session: Session, question: str) -> None:
    """Ask, unless there is personal data in the question; then keep it until its asker has chosen."""
    st.session_state.pop(_HELD, None)
    try:
        check = session.api.check_privacy(question)
    except ApiProblem:
        # The API masks every question by itself, and asking shows what is wrong with it.
        session.begin(question)
        return
    if check.findings:
        st.session_state[_HELD] = HeldQuestion(question, check)
    else:
        session.begin(question)


def is_held() -> bool:
    """Tell whether a question waits for its asker's word."""
    return _HELD in st.session_state


def show_held(session: Session) -> None:
    """Show the question that waits, if there is one, and what can be done with it."""
    held: HeldQuestion | None = st.session_state.get(_HELD)
    if held is None:
        return
    with st.container(key="al-personendaten", gap="small"):
        if held.editing:
            _show_field(session, held)
        else:
            show_html(held_html(held.question, held.check))
            _show_ways_on(session, held)


def held_html(question: str, check: PrivacyCheck) -> str:
    """Write the question with what was found marked and named."""
    pieces, position = [], 0
    for found in check.findings:
        before, marked = question[position : found.start], question[found.start : found.end]
        pieces.append(f"{escape(before)}<mark>{escape(marked)}<small>{label_html(found.kind)}</small></mark>")
        position = found.end
    pieces.append(escape(question[position:]))
    sent_as = label_html(PRIVACY_SENT_AS.format(question=check.masked))
    return (
        f'<div role="alert"><strong>{label_html(PRIVACY_TITLE)}</strong>'
        f'<p class="al-note">{label_html(PRIVACY_HELP)}</p>'
        f'<p class="al-marked">{"".join(pieces)}</p><p class="al-note">{sent_as}</p></div>'
    )


def _show_ways_on(session: Session, held: HeldQuestion) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button(
            PRIVACY_WITHOUT,
            key="al-personendaten-ohne",
            type="primary",
            on_click=partial(_send, session, held.check.masked),
        )
        st.button(PRIVACY_EDIT, key="al-personendaten-bearbeiten", on_click=_edit, args=(held,))
        st.button(
            PRIVACY_NONE,
            key="al-personendaten-keine",
            type="tertiary",
            help=PRIVACY_NONE_HELP,
            on_click=partial(_send, session, held.question, names_nobody=True),
        )


def _show_field(session: Session, held: HeldQuestion) -> None:
    with st.form("al-personendaten-form", border=False):
        st.text_area(PRIVACY_FIELD, value=held.question, key=_FIELD, max_chars=2000, height=96)
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(PRIVACY_ASK, type="primary", on_click=_ask_again, args=(session,))
            st.form_submit_button(PRIVACY_DISCARD, type="tertiary", on_click=_discard)


def _edit(held: HeldQuestion) -> None:
    held.editing = True


def _discard() -> None:
    st.session_state.pop(_HELD, None)


def _ask_again(session: Session) -> None:
    question = str(st.session_state.get(_FIELD) or "").strip()
    if question:
        ask_or_hold(session, question)


def _send(session: Session, question: str, *, names_nobody: bool = False) -> None:
    st.session_state.pop(_HELD, None)
    session.begin(question, names_nobody=names_nobody)
