"""Removed documents: what was taken out, when and by whom, what it said last, and the way back."""

from functools import partial

import streamlit as st

from assistant.api.schemas import RemovedDocument
from ui.parts.document_view import document_data, open_document
from ui.parts.html import data_html, empty_html, show_html
from ui.parts.original_link import original_html
from ui.parts.paging import fetch_page, show_page_numbers, show_range
from ui.parts.upload_head import UNDER_WAY, follow, problem_of
from ui.session import Session
from ui.session_values import OpenDocument, RevisionView
from ui.typography import label_html, moment
from ui.wording.removed import (
    REMOVED_AT,
    REMOVED_BY,
    REMOVED_BY_RUN,
    REMOVED_BY_SOME_RUN,
    REMOVED_EMPTY,
    REMOVED_EMPTY_HELP,
    REMOVED_FOLDER,
    REMOVED_GONE,
    REMOVED_INTRO,
    REMOVED_LAST,
    REMOVED_ORIGINAL,
    REMOVED_RESTORE,
    REMOVED_RESTORE_HELP,
    REMOVED_RESTORED,
    REMOVED_RESTORES,
    REMOVED_REVISIONS,
)

PAGE_LENGTH = 25
_KEY = "al-entfernt"


def show_removed(session: Session) -> None:
    """Show the list, those removed last first."""
    show_html(f'<p class="al-note">{label_html(REMOVED_INTRO)}</p>')
    _show_restored(session)
    page = fetch_page(
        lambda offset, limit: session.api.removed_documents(offset=offset, limit=limit), PAGE_LENGTH, _KEY
    )
    if not page.total:
        show_html(empty_html(REMOVED_EMPTY, REMOVED_EMPTY_HELP))
        return
    show_range(page.total, PAGE_LENGTH, _KEY)
    for removed in page.items:
        _show_entry(session, removed)
    show_page_numbers(page.total, PAGE_LENGTH, _KEY)


def _show_entry(session: Session, removed: RemovedDocument) -> None:
    document, upload = removed.document, removed.upload
    with st.container(key=f"al-entfernt-{document.id}", gap="small", border=True):
        show_html(removed_html(removed))
        if upload is not None and upload.state in UNDER_WAY:
            follow(session.api, upload)
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            if upload is not None and upload.state not in UNDER_WAY:
                st.button(
                    REMOVED_RESTORE,
                    key=f"al-wiederherstellen-{document.id}",
                    icon=":material/restore_from_trash:",
                    help=REMOVED_RESTORE_HELP,
                    on_click=partial(_restore, session, upload.id, document.title),
                )
            for label, key, view in (
                (REMOVED_LAST, "al-letzter-text", RevisionView(later=removed.last_revision)),
                (REMOVED_REVISIONS, "al-entfernt-fassungen", RevisionView()),
            ):
                wanted = OpenDocument(document.id, document.title, revisions=view, last_revision=removed.last_revision)
                st.button(label, key=f"{key}-{document.id}", type="tertiary", on_click=open_document, args=(wanted,))

            if removed.original_kept:
                show_html(original_html(REMOVED_ORIGINAL, document.id, removed.last_revision), narrow=True)


def removed_html(removed: RemovedDocument) -> str:
    """Write title, data, when and by whom it was removed, and what brings it back."""
    document = removed.document
    lines = [
        f'<div class="al-row"><strong>{label_html(document.title)}</strong> '
        f'<p class="al-data">{data_html(document_data(document))}</p></div>',
        f'<p class="al-data">{data_html([label_html(_when(removed)), label_html(document.source_name)])}</p>',
    ]
    if way := _way_back(removed):
        lines.append(f'<p class="al-note">{label_html(way)}</p>')
    if removed.upload is not None:
        lines.append(problem_of(removed.upload))
    return f'<div class="al-item">{"".join(lines)}</div>'


def _when(removed: RemovedDocument) -> str:
    at = moment(removed.removed_at)
    if removed.removed_by:
        return REMOVED_BY.format(moment=at, person=removed.removed_by)
    if removed.removed_in_run:
        return REMOVED_BY_RUN.format(moment=at, run=moment(removed.removed_in_run))
    return (REMOVED_AT if removed.was_uploaded else REMOVED_BY_SOME_RUN).format(moment=at)


def _way_back(removed: RemovedDocument) -> str:
    if not removed.was_uploaded:
        return REMOVED_FOLDER.format(name=removed.document.source_name, place=removed.place)
    if removed.upload is None:
        return REMOVED_GONE
    return REMOVED_RESTORES.format(title=removed.replaces) if removed.replaces else ""


def _restore(session: Session, upload_id: str, title: str) -> None:
    if session.attempt(lambda: session.api.publish_upload(upload_id)):
        session.restoring[upload_id] = title


def _show_restored(session: Session) -> None:
    """Say once of each document on its way back that it has arrived; it stands on this list no more."""
    for upload_id, title in list(session.restoring.items()):
        state = session.api.one_upload(upload_id).state
        if state == "published":
            show_html(f'<p class="al-done" role="status">{label_html(REMOVED_RESTORED.format(title=title))}</p>')
        if state != "publishing":
            del session.restoring[upload_id]
