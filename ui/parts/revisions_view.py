"""The revisions of the open document: the list, what one changed, and its text as it was."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from assistant.api.schemas import PassageModel, RevisionModel
from ui.parts.html import show_html
from ui.parts.original_link import original_html
from ui.parts.revision_html import changes_html, summary
from ui.session import Session, current
from ui.session_values import OpenDocument, RevisionView
from ui.typography import label_html, moment
from ui.wording.revisions import (
    CHANGES_TITLE,
    PASSAGES_MANY,
    PASSAGES_ONE,
    REVISION_BY,
    REVISION_COMPARE,
    REVISION_CURRENT,
    REVISION_EARLIER_TEXT,
    REVISION_FIRST,
    REVISION_HOW,
    REVISION_LAST_TEXT,
    REVISION_NO_ORIGINAL,
    REVISION_OF,
    REVISION_ORIGINAL,
    REVISION_TEXT,
    REVISIONS_BACK,
    REVISIONS_LIST,
    REVISIONS_ONE,
    REVISIONS_SHOW,
    REVISIONS_TITLE,
)

TextHtml = Callable[[Sequence[PassageModel]], str]


def show_switch(opened: OpenDocument) -> None:
    """Show the buttons that lead to the revisions and back to the text."""
    with st.container(key="al-fassungen-wahl", horizontal=True, gap="small"):
        if opened.revisions is None:
            _button(REVISIONS_SHOW, "al-fassungen", opened, RevisionView(), icon=":material/history:")
            return
        if not opened.removed:
            _button(REVISIONS_BACK, "al-heutiger-text", opened, None, icon=":material/arrow_back:")
        if opened.revisions.later:
            _button(REVISIONS_LIST, "al-fassungen-liste", opened, RevisionView(), icon=":material/history:")


def show_revisions(session: Session, opened: OpenDocument, view: RevisionView, text_html: TextHtml) -> None:
    """Show what is chosen: the list, a comparison, or one revision's text; raises ApiProblem."""
    if view.later and view.earlier:
        changes = session.api.changes(opened.document_id, view.earlier, view.later)
        show_html(_title(CHANGES_TITLE.format(moment=moment(changes.after.published_at)), summary(changes.counts)))
        show_html(changes_html(changes))
    elif view.later:
        detail = session.api.revision(opened.document_id, view.later)
        revision = detail.revision
        show_html(_title(REVISION_OF.format(moment=moment(revision.published_at)), _told(opened, revision)))
        show_html(_original_html(opened.document_id, revision))
        show_html(text_html(detail.passages))
    else:
        _show_list(session.api.revisions(opened.document_id), opened)


def _told(opened: OpenDocument, revision: RevisionModel) -> str:
    if revision.current:
        return REVISION_CURRENT
    return REVISION_LAST_TEXT if opened.removed and revision.id == opened.last_revision else REVISION_EARLIER_TEXT


def _original_html(document_id: str, revision: RevisionModel) -> str:
    if revision.original_kept:
        return f'<p class="al-line">{original_html(REVISION_ORIGINAL, document_id, revision.id)}</p>'
    return f'<p class="al-note">{label_html(REVISION_NO_ORIGINAL)}</p>'


def _show_list(revisions: Sequence[RevisionModel], opened: OpenDocument) -> None:
    show_html(_title(REVISIONS_TITLE, REVISIONS_ONE if len(revisions) == 1 else ""))
    for place, revision in enumerate(revisions):
        earlier = revisions[place + 1].id if place + 1 < len(revisions) else ""
        with st.container(key=f"al-fassung-{revision.id}", gap="xsmall"):
            show_html(revision_html(revision))
            with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
                if earlier:
                    view = RevisionView(revision.id, earlier)
                    _button(REVISION_COMPARE, f"al-aenderungen-{revision.id}", opened, view)
                if not revision.current:
                    _button(REVISION_TEXT, f"al-fassung-text-{revision.id}", opened, RevisionView(revision.id))
                    show_html(_original_html(opened.document_id, revision), narrow=True)


def revision_html(revision: RevisionModel) -> str:
    """Write when a revision came, how, and what it changed."""
    how = REVISION_BY.format(who=revision.who) if revision.who else REVISION_HOW[revision.how]
    passages = PASSAGES_ONE if revision.passages == 1 else PASSAGES_MANY.format(count=revision.passages)
    told = REVISION_FIRST.format(passages=passages) if revision.changes is None else summary(revision.changes)
    shown = f' <span class="al-state al-state-zitat">{label_html(REVISION_CURRENT)}</span>' if revision.current else ""
    return (
        f'<div class="al-row"><strong>{label_html(REVISION_OF.format(moment=moment(revision.published_at)))}</strong>'
        f'{shown}<p>{label_html(told)}</p><p class="al-data">{label_html(how)}</p></div>'
    )


def _title(title: str, text: str) -> str:
    more = f'<p class="al-note">{label_html(text)}</p>' if text else ""
    return f'<h2 class="al-revisions-title">{label_html(title)}</h2>{more}'


def _button(label: str, key: str, opened: OpenDocument, view: RevisionView | None, icon: str | None = None) -> None:
    wanted = replace(opened, revisions=view)
    st.button(label, key=key, type="tertiary", icon=icon, on_click=lambda: current().open(wanted))
