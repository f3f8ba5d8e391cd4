"""Dokument hinzufügen: editors upload files, look at what becomes of them, publish, and take back."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.api.schemas.uploads import UploadModel
from ui.api_client import ApiClient
from ui.parts.html import empty_html, heading_html, show_html
from ui.parts.paging import page_of
from ui.parts.problem_view import problem_html
from ui.parts.upload_draft import show_discard, show_draft
from ui.parts.upload_head import UNDER_WAY, attempt, event_text, follow, show_head
from ui.problems import ApiProblem
from ui.session import Session
from ui.settings import ui_settings
from ui.typography import label_html
from ui.wording.uploads import (
    NAV_UPLOADS,
    UPLOAD_HISTORY,
    UPLOAD_NOTE,
    UPLOAD_PUBLISH_AGAIN,
    UPLOAD_UNDO,
    UPLOAD_UNDO_HELP,
    UPLOADS_DRAFTS,
    UPLOADS_DRAFTS_EMPTY,
    UPLOADS_DRAFTS_HELP,
    UPLOADS_FAILED,
    UPLOADS_FIELD,
    UPLOADS_INTRO,
    UPLOADS_PUBLISHED,
    UPLOADS_PUBLISHED_EMPTY,
)

PAGE_LENGTH = 20
_ROUND, _PROBLEMS = "al-hochladen-runde", "al-hochladen-probleme"
_DRAFTS = ("reading", "unreadable", "draft")


def show(session: Session, _beside: DeltaGenerator) -> None:
    """Show the field for files, the drafts, and what was published."""
    api = session.api
    show_html(heading_html(NAV_UPLOADS, UPLOADS_INTRO))
    _show_field(api)
    uploads = api.uploads()
    show_html(f'<h2 class="al-subheading">{label_html(UPLOADS_DRAFTS)}</h2>')
    drafts = [upload for upload in uploads if upload.state in _DRAFTS]
    if not drafts:
        show_html(empty_html(UPLOADS_DRAFTS_EMPTY, UPLOADS_DRAFTS_HELP))
    for upload in drafts:
        _show_draft(session, api, upload)
    show_html(f'<h2 class="al-subheading">{label_html(UPLOADS_PUBLISHED)}</h2>')
    _show_published(session, api, [upload for upload in uploads if upload.state not in _DRAFTS])


def _show_field(api: ApiClient) -> None:
    number = st.session_state.setdefault(_ROUND, 0)
    megabytes = ui_settings().upload_megabytes
    st.file_uploader(
        UPLOADS_FIELD.format(megabytes=megabytes),
        accept_multiple_files=True,
        key=f"al-dateien-{number}",
        max_upload_size=megabytes,
        on_change=_send,
        args=(api, f"al-dateien-{number}"),
    )
    for name, problem in st.session_state.pop(_PROBLEMS, []):
        titled = ApiProblem(
            problem.status, UPLOADS_FAILED.format(name=name), f"{problem.title}: {problem.detail}", problem.remedy
        )
        show_html(problem_html(titled))


def _send(api: ApiClient, key: str) -> None:
    """Send the chosen files on, one after the other; the field is empty afterwards."""
    problems = []
    for file in st.session_state.get(key) or []:
        try:
            api.upload(file.name, file)
        except ApiProblem as problem:
            problems.append((file.name, problem))
    st.session_state[_PROBLEMS] = problems
    st.session_state[_ROUND] += 1


def _show_draft(session: Session, api: ApiClient, upload: UploadModel) -> None:
    if upload.state == "draft":
        show_draft(session, api, upload)
        return
    with st.container(key=f"al-entwurf-{upload.id}", gap="small", border=True):
        show_head(upload)
        if upload.state in UNDER_WAY:
            follow(api, upload)
        show_discard(session, api, upload)


def _show_published(session: Session, api: ApiClient, uploads: Sequence[UploadModel]) -> None:
    if not uploads:
        show_html(empty_html(UPLOADS_PUBLISHED_EMPTY))
    for upload in page_of(uploads, PAGE_LENGTH, key="al-hochgeladen"):
        with st.container(key=f"al-hochgeladen-{upload.id}", gap="small", border=True):
            show_head(upload)
            if upload.state in UNDER_WAY:
                follow(api, upload)
            if upload.notes and upload.state == "published":
                lines = "".join(f"<p>{label_html(UPLOAD_NOTE.format(what=note))}</p>" for note in upload.notes)
                show_html(f'<div class="al-note">{lines}</div>')
            with st.container(horizontal=True, gap="small"):
                _show_steps(session, api, upload)
            with st.expander(UPLOAD_HISTORY, key=f"al-verlauf-{upload.id}"):
                lines = "".join(f"<li>{label_html(event_text(event))}</li>" for event in upload.events)
                show_html(f"<ul>{lines}</ul>")


def _show_steps(session: Session, api: ApiClient, upload: UploadModel) -> None:
    if upload.state == "published":
        undo = partial(attempt, session, partial(api.undo_upload, upload.id))
        st.button(
            UPLOAD_UNDO,
            key=f"al-rueckgaengig-{upload.id}",
            icon=":material/undo:",
            help=UPLOAD_UNDO_HELP,
            on_click=undo,
        )
    elif upload.state == "undone":
        publish = partial(attempt, session, partial(api.publish_upload, upload.id))
        st.button(UPLOAD_PUBLISH_AGAIN, key=f"al-wieder-{upload.id}", on_click=publish)
        show_discard(session, api, upload)
