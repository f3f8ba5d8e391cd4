"""Wissensbasis: which documents there are, whose they are, how current they are; each opens with text and original."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.api.schemas import DocumentModel
from ui.parts.document_view import document_data, open_document, show_open_document
from ui.parts.html import data_html, empty_html, heading_html, show_html
from ui.parts.paging import page_of
from ui.session import Session
from ui.session_values import OpenDocument
from ui.typography import label_html
from ui.wording.documents import (
    DOCUMENT_OPEN,
    DOCUMENTS_ALL_KINDS,
    DOCUMENTS_COUNT,
    DOCUMENTS_EMPTY,
    DOCUMENTS_EMPTY_HELP,
    DOCUMENTS_FILTER,
    DOCUMENTS_FILTER_HINT,
    DOCUMENTS_INTRO,
    DOCUMENTS_KIND,
    DOCUMENTS_NONE_FOUND,
    DOCUMENTS_NONE_HELP,
    DOCUMENTS_OLD_MANY,
    DOCUMENTS_OLD_ONE,
    DOCUMENTS_OVERDUE_ONLY,
    KINDS,
)
from ui.wording.general import NAV_DOCUMENTS

PAGE_LENGTH = 25


def show(session: Session, _beside: DeltaGenerator) -> None:
    """Show the list with its filters."""
    show_html(heading_html(NAV_DOCUMENTS, DOCUMENTS_INTRO))
    documents = session.api.documents()
    if not documents:
        show_html(empty_html(DOCUMENTS_EMPTY, DOCUMENTS_EMPTY_HELP))
        return
    found = _filtered(documents)
    show_html(f'<p class="al-note" role="status">{DOCUMENTS_COUNT.format(shown=len(found), count=len(documents))}</p>')
    if old := sum(document.cut_by_earlier_rules for document in documents):
        told = DOCUMENTS_OLD_ONE if old == 1 else DOCUMENTS_OLD_MANY.format(count=old)
        show_html(f'<p class="al-note">{label_html(told)}</p>')
    if not found:
        show_html(empty_html(DOCUMENTS_NONE_FOUND, DOCUMENTS_NONE_HELP))
    for document in page_of(found, PAGE_LENGTH, key="al-dokumente"):
        _show_row(document)
    show_open_document(session)


def matches(document: DocumentModel, words: Sequence[str]) -> bool:
    """Tell whether each word stands in the document's title, owner, file name or kind, in any case of letters."""
    kind = KINDS.get(document.kind, document.kind)
    text = f"{document.title} {document.owner} {document.source_name} {kind}".casefold()
    return all(word in text for word in words)


def _filtered(documents: Sequence[DocumentModel]) -> list[DocumentModel]:
    with st.container(key="al-filter"):
        text_side, kind_side, overdue_side = st.columns([5, 3, 2], vertical_alignment="bottom")
        text = text_side.text_input(DOCUMENTS_FILTER, key="al-dokument-suche", placeholder=DOCUMENTS_FILTER_HINT)
        present = sorted({document.kind for document in documents}, key=lambda kind: KINDS.get(kind, kind))
        kind = kind_side.selectbox(
            DOCUMENTS_KIND,
            present,
            index=None,
            key="al-dokument-art",
            placeholder=DOCUMENTS_ALL_KINDS,
            format_func=lambda kind: KINDS.get(kind, kind),
        )
        overdue_only = overdue_side.toggle(DOCUMENTS_OVERDUE_ONLY, key="al-dokument-veraltet")
    words = text.casefold().split()
    return [
        document
        for document in sorted(documents, key=lambda document: document.title.casefold())
        if matches(document, words) and kind in (None, document.kind) and (document.overdue or not overdue_only)
    ]


def _show_row(document: DocumentModel) -> None:
    with st.container(
        key=f"al-zeile-{document.id}", horizontal=True, vertical_alignment="center", wrap=False, gap="medium"
    ):
        show_html(
            f'<div class="al-row"><strong>{label_html(document.title)}</strong>'
            f'<p class="al-data">{data_html(document_data(document))}</p></div>'
        )
        st.button(
            DOCUMENT_OPEN,
            key=f"al-dokument-{document.id}",
            on_click=open_document,
            args=(OpenDocument(document.id, document.title),),
        )
