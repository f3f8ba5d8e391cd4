"""Numbered passages: quotation, where it stands, how far it can be trusted, and the way into the document."""

from collections.abc import Sequence

import streamlit as st

from assistant.api.schemas import SourceModel
from ui.parts.document_view import dates_html, open_document
from ui.parts.html import data_html, show_html
from ui.session_values import OpenDocument
from ui.typography import label_html, verbatim_html
from ui.wording.asking import NO_SOURCES, OPEN_SOURCE


def show_sources(sources: Sequence[SourceModel], key: str) -> None:
    """Show sources as cards; `key` tells this list from others on the screen."""
    if not sources:
        show_html(f'<p class="al-note">{label_html(NO_SOURCES)}</p>')
    for source in sources:
        with st.container(key=f"al-quelle-{key}-{source.number}", gap="xsmall"):
            show_html(source_html(source))
            st.button(
                OPEN_SOURCE,
                key=f"al-oeffnen-{key}-{source.number}",
                type="tertiary",
                icon=":material/menu_book:",
                on_click=open_document,
                args=(OpenDocument(source.document_id, source.title, source),),
            )


def source_html(source: SourceModel) -> str:
    """Write a source's number, title, locator, quotation and dates."""
    dates = dates_html(source.stand, source.valid_from, source.valid_until, source.review_by)
    return (
        f'<div class="al-source"><div class="al-source-head"><span class="al-number">{source.number}</span>'
        f'<div><strong>{label_html(source.locator.label)}</strong><span class="al-source-title">'
        f"{label_html(source.title)}</span></div></div>"
        f'<blockquote class="al-quote">{verbatim_html(source.quote)}</blockquote>'
        f'<p class="al-data">{data_html(dates)}</p></div>'
    )
