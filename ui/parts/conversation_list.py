"""The person's conversations in the sidebar: new, open, delete one or all."""

from collections.abc import Sequence

import streamlit as st

from assistant.api.schemas import ConversationModel
from ui.parts.html import show_html
from ui.session import Session
from ui.typography import label_html, plain_label, shortened
from ui.wording.conversations import (
    CONVERSATION_DELETE,
    CONVERSATION_DELETE_ASK,
    CONVERSATION_NEW,
    CONVERSATIONS,
    CONVERSATIONS_DELETE_ALL,
    CONVERSATIONS_DELETE_ASK,
    CONVERSATIONS_EMPTY,
    DELETE_TITLE,
)
from ui.wording.general import CANCEL, DELETE

_TITLE_LENGTH = 90


def show_conversations(session: Session) -> None:
    """List the conversations, newest first, the open one marked."""
    conversations = session.api.conversations()
    st.button(
        CONVERSATION_NEW,
        key="al-neues-gespraech",
        icon=":material/add:",
        width="stretch",
        on_click=session.begin_conversation,
    )
    show_html(f'<h2 class="al-side-title">{label_html(CONVERSATIONS)}</h2>')
    if not conversations:
        show_html(f'<p class="al-note">{label_html(CONVERSATIONS_EMPTY)}</p>')
        return
    with st.container(key="al-gespraeche", gap=None):
        for conversation in conversations:
            _show_entry(session, conversation)
    st.button(
        CONVERSATIONS_DELETE_ALL,
        key="al-gespraeche-loeschen",
        type="tertiary",
        icon=":material/delete_sweep:",
        on_click=_ask_to_delete,
        args=(session, conversations),
    )


def _show_entry(session: Session, conversation: ConversationModel) -> None:
    is_open = conversation.id == session.conversation_id
    key = f"al-gespraech-{'offen' if is_open else 'zu'}-{conversation.id}"
    with st.container(key=key, horizontal=True, gap=None, wrap=False, vertical_alignment="center"):
        st.button(
            plain_label(shortened(conversation.title, _TITLE_LENGTH)),
            key=f"al-gespraech-{conversation.id}",
            type="tertiary",
            width="stretch",
            on_click=session.ask_to_show,
            args=(conversation.id,),
        )
        st.button(
            "",
            key=f"al-gespraech-weg-{conversation.id}",
            type="tertiary",
            icon=":material/delete:",
            help=plain_label(CONVERSATION_DELETE.format(title=shortened(conversation.title, _TITLE_LENGTH))),
            on_click=_ask_to_delete,
            args=(session, [conversation]),
        )


def _ask_to_delete(session: Session, conversations: Sequence[ConversationModel]) -> None:
    session.to_delete = list(conversations)


def _keep(session: Session) -> None:
    session.to_delete = []


def show_deletion(session: Session) -> None:
    """Ask for confirmation when something is to be deleted."""
    if session.to_delete:
        _dialog(session, session.to_delete)


@st.dialog(DELETE_TITLE, dismissible=False)
def _dialog(session: Session, conversations: list[ConversationModel]) -> None:
    title = shortened(conversations[0].title, _TITLE_LENGTH)
    if len(conversations) == 1:
        text = CONVERSATION_DELETE_ASK.format(title=title)
    else:
        text = CONVERSATIONS_DELETE_ASK.format(count=len(conversations))
    show_html(f"<p>{label_html(text)}</p>")
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button(CANCEL, key="al-loeschen-nein"):
            _keep(session)
            st.rerun()
        if st.button(DELETE, key="al-loeschen-ja", type="primary", icon=":material/delete:"):
            _delete(session, conversations)
            st.rerun()


def _delete(session: Session, conversations: list[ConversationModel]) -> None:
    _keep(session)
    if len(conversations) == 1:
        done = session.attempt(lambda: session.api.delete_conversation(conversations[0].id))
    else:
        done = session.attempt(session.api.delete_conversations)
    if done and session.conversation_id in {conversation.id for conversation in conversations}:
        session.begin_conversation()
