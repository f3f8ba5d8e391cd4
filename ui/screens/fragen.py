"""Fragen: ask, see the evidence at once and the checked answer as it comes."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.live_answer import turn_of
from ui.parts.advanced import scope_line_html, show_advanced
from ui.parts.answer_view import show_turn
from ui.parts.conversation_list import show_conversations, show_deletion
from ui.parts.document_view import show_open_document
from ui.parts.html import show_html
from ui.parts.personal_data import ask_or_hold, is_held, show_held
from ui.parts.translations import show_translation_choice
from ui.session import Session
from ui.typography import label_html
from ui.wording.asking import ASK_EMPTY_TEXT, ASK_EMPTY_TITLE, ASK_EXAMPLES, ASK_PLACEHOLDER, SCOPE_RESET

POLL_SECONDS = 0.4


def show(session: Session, beside: DeltaGenerator) -> None:
    """Show the open conversation, the question field, and beside them the list of conversations."""
    with st.bottom:
        held = st.container()
        _show_scope(session)
        show_translation_choice(session)
        typed = st.chat_input(ASK_PLACEHOLDER, key="al-eingabe", max_chars=2000)
    session.run_wanted = False
    question = (typed or session.question).strip()
    session.question = ""
    session.resume()
    if question:
        ask_or_hold(session, question)
    with held:
        show_held(session)
    with beside:
        show_conversations(session)
        show_advanced(session)
    if not session.turns and not session.lives and not is_held():
        _show_welcome(session)
    _show_turns(session)
    show_deletion(session)
    show_open_document(session)


def _show_turns(session: Session) -> None:
    for number, answer in enumerate(session.turns, start=1):
        show_turn(session, turn_of(answer), latest=not session.lives and number == len(session.turns))
    if session.lives:
        running = any(live.running for live in session.lives)
        st.fragment(_show_lives, run_every=POLL_SECONDS if running else None)(session, polled=running)


def _show_lives(session: Session, *, polled: bool) -> None:
    """Show answers as far as they have come; when one is final, run the whole screen once more."""
    if session.run_wanted:
        # A click in here reruns this part alone; what it asked for is drawn by the whole screen.
        session.run_wanted = False
        st.rerun()
    for live in session.lives:
        show_turn(session, live.view(), latest=live is session.lives[-1])
    if session.settle() or (polled and not any(live.running for live in session.lives)):
        st.rerun()


def _show_scope(session: Session) -> None:
    line = scope_line_html(session)
    if line:
        with st.container(key="al-einschraenkung", horizontal=True, gap="small", vertical_alignment="center"):
            show_html(line, narrow=True)
            st.button(SCOPE_RESET, key="al-alles", type="tertiary", icon=":material/close:", on_click=session.widen)


def _show_welcome(session: Session) -> None:
    with st.container(key="al-willkommen"):
        show_html(f"<h1>{label_html(ASK_EMPTY_TITLE)}</h1><p>{label_html(ASK_EMPTY_TEXT)}</p>")
        for number, example in enumerate(ASK_EXAMPLES):
            st.button(example, key=f"al-beispiel-{number}", on_click=session.put_question, args=(example,))
