"""Fragen: ask, see the evidence at once and the checked answer as it comes."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.api.schemas import AnswerQuestionRequest, ScopeModel
from ui.live_answer import LiveAnswer, turn_of
from ui.parts.advanced import scope_line_html, show_advanced
from ui.parts.answer_view import show_turn
from ui.parts.conversation_list import show_conversations, show_deletion
from ui.parts.document_view import show_open_document
from ui.parts.html import show_html
from ui.session import Session
from ui.typography import label_html
from ui.wording import ASK_EMPTY_TEXT, ASK_EMPTY_TITLE, ASK_EXAMPLES, ASK_PLACEHOLDER, SCOPE_RESET

POLL_SECONDS = 0.4


def show(session: Session, beside: DeltaGenerator) -> None:
    """Show the open conversation, the question field, and beside them the list of conversations."""
    with st.bottom:
        _show_scope(session)
        typed = st.chat_input(ASK_PLACEHOLDER, key="al-eingabe", max_chars=2000)
    session.run_wanted = False
    question = (typed or session.question).strip()
    session.question = ""
    session.resume()
    if question:
        _ask(session, question)
    with beside:
        show_conversations(session)
        show_advanced(session)
    if not session.turns and session.live is None:
        _show_welcome(session)
    _show_turns(session)
    show_deletion(session)
    show_open_document(session)


def _ask(session: Session, question: str) -> None:
    session.settle()
    scope = ScopeModel(kinds=session.kinds, document_ids=session.document_ids)
    request = AnswerQuestionRequest(
        question=question,
        conversation_id=session.conversation_id,
        scope=scope if scope.kinds or scope.document_ids else None,
        as_of=session.as_of,
    )
    session.live = LiveAnswer(request)
    session.newest = session.live.id
    session.live.start(session.api)


def _show_turns(session: Session) -> None:
    last = len(session.turns) - 1
    for place, answer in enumerate(session.turns):
        show_turn(session, turn_of(answer), latest=session.live is None and place == last)
    if session.live is not None:
        running = session.live.running
        st.fragment(_show_live, run_every=POLL_SECONDS if running else None)(session, session.live)


def _show_live(session: Session, live: LiveAnswer) -> None:
    """Show the answer as far as it has come; when it is final, run the whole screen once more without polling."""
    if session.run_wanted:
        # A click in here reruns this part alone; what it asked for is drawn by the whole screen.
        session.run_wanted = False
        st.rerun()
    running, view = live.running, live.view()
    show_turn(session, view, latest=True)
    if not running and not live.noticed:
        live.noticed = True
        session.settle()
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
