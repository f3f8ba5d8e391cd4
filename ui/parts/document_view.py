"""A document's text with the cited passage marked, its data and the way to its original file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from assistant.api.schemas import DocumentDetail, DocumentModel, PassageModel, SourceModel
from ui.parts.html import data_html, show_html
from ui.parts.original_link import original_html
from ui.parts.problem_view import show_problem
from ui.parts.revisions_view import show_revisions, show_switch
from ui.problems import ApiProblem
from ui.session import Session, current
from ui.session_values import OpenDocument, RevisionView
from ui.typography import day, label_html, plain_label, today, verbatim_html
from ui.wording.documents import (
    DATA_OVERDUE,
    DATA_OWNER,
    DATA_REVIEW,
    DATA_STAND,
    DATA_VALID_FROM,
    DATA_VALID_UNTIL,
    DOCUMENT_EXCERPT,
    DOCUMENT_GONE,
    DOCUMENT_NO_TEXT,
    DOCUMENT_ORIGINAL,
    DOCUMENT_WHOLE,
    KINDS,
    VERSIONS,
)

WINDOW = 40
"""Passages shown before and after the cited one of a long document."""
LONG = 160
"""A document of more passages than this opens as an excerpt around the cited one."""


def show_open_document(session: Session) -> None:
    """Show the open document, if one is, over the screen until it is closed."""
    opened = session.open_document
    if opened is not None:
        dialog = st.dialog(plain_label(opened.title), width=760, position="right", on_dismiss=_close)
        dialog(_show_document)(session, opened)


def open_document(document: OpenDocument) -> None:
    """Open a document; to be used as a button's callback."""
    current().open(document)


def document_data(document: DocumentModel) -> list[str]:
    """Write kind, owner, Stand, validity and review date as pieces of safe HTML."""
    return [
        label_html(KINDS.get(document.kind, document.kind)),
        _version_html(document),
        label_html(DATA_OWNER.format(owner=document.owner)) if document.owner else "",
        *dates_html(document.stand, document.valid_from, document.valid_until, document.review_by),
    ]


def _version_html(document: DocumentModel) -> str:
    if document.version is None:
        return ""
    return f'<span class="al-version al-version-{document.version}">{label_html(VERSIONS[document.version])}</span>'


def dates_html(stand: date, valid_from: date | None, valid_until: date | None, review_by: date | None) -> list[str]:
    """Write the dates that tell how far a text can be trusted; a review date that has passed is marked."""
    overdue = review_by is not None and review_by < today()
    review = (DATA_OVERDUE if overdue else DATA_REVIEW).format(day=day(review_by)) if review_by else ""
    return [
        label_html(DATA_STAND.format(day=day(stand))),
        label_html(DATA_VALID_FROM.format(day=day(valid_from))) if valid_from and valid_from != stand else "",
        label_html(DATA_VALID_UNTIL.format(day=day(valid_until))) if valid_until else "",
        f'<span class="al-overdue">{label_html(review)}</span>' if overdue else label_html(review),
    ]


def text_html(passages: Sequence[PassageModel], source: SourceModel | None) -> str:
    """Write passages in reading order; the cited one is marked, in it the quotation, and the page scrolls there."""
    heading, parts = "", list[str]()
    for passage in passages:
        if passage.locator.label != heading:
            heading = passage.locator.label
            parts.append(f'<h3 class="al-locator">{label_html(heading)}</h3>')
        cited = source is not None and passage.id == source.passage_id
        parts.append(_passage_html(passage.text, source.quote if source and cited else None))
    return f'<article class="al-document" lang="de">{"".join(parts)}</article>'


def _passage_html(text: str, quotation: str | None) -> str:
    if quotation is None:
        return f'<p class="al-passage">{verbatim_html(text)}</p>'
    before, found, after = text.partition(quotation)
    if not found:
        before, found, after = "", text, ""
    marked = f"{verbatim_html(before)}<mark>{verbatim_html(found)}</mark>{verbatim_html(after)}"
    return f'<p class="al-passage al-cited" data-al-scroll tabindex="-1">{marked}</p>'


def excerpt(passages: Sequence[PassageModel], source: SourceModel | None) -> Sequence[PassageModel]:
    """Return the passages around the cited one of a long document, all of a short one."""
    if len(passages) <= LONG:
        return passages
    ids = [passage.id for passage in passages]
    place = ids.index(source.passage_id) if source and source.passage_id in ids else 0
    return passages[max(0, place - WINDOW) : place + WINDOW + 1]


def _close() -> None:
    current().open(None)


def _show_whole(opened: OpenDocument) -> None:
    current().open(replace(opened, whole=True))


def _show_document(session: Session, first: OpenDocument) -> None:
    # Only this dialog runs again after a click in it, with what it was first opened with.
    opened = session.open_document or first
    if opened.removed:
        _show_history(session, opened)
        return
    try:
        detail = session.api.document(opened.document_id)
    except ApiProblem as problem:
        show_problem(problem, retry_key="dokument")
        return
    _show_head(detail)
    if opened.revisions is None:
        show_switch(opened)
        _show_text(detail, opened)
    else:
        _show_history(session, opened)


def _show_history(session: Session, opened: OpenDocument) -> None:
    show_switch(opened)
    view = opened.revisions or RevisionView()
    try:
        show_revisions(session, opened, view, lambda passages: text_html(passages, None))
    except ApiProblem as problem:
        show_problem(problem, retry_key="fassungen")


def _show_text(detail: DocumentDetail, opened: OpenDocument) -> None:
    source = opened.source
    if source and source.passage_id not in {passage.id for passage in detail.passages}:
        show_html(f'<p class="al-note">{label_html(DOCUMENT_GONE)}</p>{_passage_html(source.text, source.quote)}<hr>')
    shown = detail.passages if opened.whole else excerpt(detail.passages, source)
    if len(shown) < len(detail.passages):
        show_html(f'<p class="al-note">{DOCUMENT_EXCERPT.format(shown=len(shown), count=len(detail.passages))}</p>')
        st.button(DOCUMENT_WHOLE, key="al-ganzes-dokument", on_click=_show_whole, args=(opened,))
    show_html(text_html(shown, source) if shown else f'<p class="al-note">{label_html(DOCUMENT_NO_TEXT)}</p>')


def _show_head(detail: DocumentDetail) -> None:
    document = detail.document
    link = original_html(f"{DOCUMENT_ORIGINAL} ({document.source_name})", document.id)
    show_html(
        f'<div class="al-document-head"><p class="al-data">{data_html(document_data(document))}</p><p>{link}</p></div>'
    )
