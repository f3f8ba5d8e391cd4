"""Narrowing a question down: the day whose law counts, and kinds of documents."""

import streamlit as st

from ui.session import Session
from ui.typography import day, label_html
from ui.wording.asking import (
    ADVANCED,
    ADVANCED_DATE,
    ADVANCED_DATE_HELP,
    ADVANCED_KINDS,
    ADVANCED_KINDS_EMPTY,
    AS_OF_LINE,
    SCOPE_DOCUMENTS,
    SCOPE_LINE,
)
from ui.wording.documents import KINDS


def show_advanced(session: Session) -> None:
    """Show the fields; what is set counts for the next questions until it is lifted."""
    with st.expander(ADVANCED, key="al-erweitert", icon=":material/tune:"):
        st.date_input(
            ADVANCED_DATE,
            value=session.as_of,
            key=f"al-stichtag-{session.scope_round}",
            format="DD.MM.YYYY",
            help=ADVANCED_DATE_HELP,
            on_change=_take,
            args=(session,),
        )
        st.multiselect(
            ADVANCED_KINDS,
            list(KINDS),
            default=session.kinds,
            key=f"al-arten-{session.scope_round}",
            format_func=lambda kind: KINDS[kind],
            placeholder=ADVANCED_KINDS_EMPTY,
            on_change=_take,
            args=(session,),
        )


def scope_line_html(session: Session) -> str:
    """Say in one line how the next question is narrowed down; nothing when it is not."""
    parts = [KINDS[kind] for kind in session.kinds]
    if session.as_of:
        parts.insert(0, AS_OF_LINE.format(day=day(session.as_of)))
    if session.document_ids:
        parts.append(SCOPE_DOCUMENTS)
    return f'<span class="al-scope">{label_html(SCOPE_LINE.format(parts=", ".join(parts)))}</span>' if parts else ""


def _take(session: Session) -> None:
    session.as_of = st.session_state[f"al-stichtag-{session.scope_round}"]
    session.kinds = st.session_state[f"al-arten-{session.scope_round}"]
