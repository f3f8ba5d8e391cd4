"""What is shown of an upload whatever its state: name, state, size, what was done to it, how far it is."""

from collections.abc import Callable

import streamlit as st

from assistant.api.schemas.uploads import UploadEventModel, UploadModel
from ui.api_client import ApiClient
from ui.parts.html import data_html, show_html
from ui.session import Session
from ui.typography import day, label_html, moment
from ui.wording.uploads import (
    UPLOAD_ACTIONS,
    UPLOAD_EVENT,
    UPLOAD_EXPIRES,
    UPLOAD_KILOBYTES,
    UPLOAD_MEGABYTES,
    UPLOAD_NOBODY,
    UPLOAD_ONE_PASSAGE,
    UPLOAD_PASSAGES,
    UPLOAD_STATES,
    UPLOAD_WAITING,
)

UNDER_WAY = ("reading", "publishing", "undoing")
LOOK_SECONDS = 1.0

_MEGABYTE = 1024 * 1024


def head_html(upload: UploadModel, more: str = "") -> str:
    """Write name, state and data of an upload, its problem if there is one, and `more` HTML about it."""
    data = [
        upload.name if upload.metadata.title else "",
        size_text(upload.size),
        passages_text(upload.passages) if upload.passages else "",
        event_text(upload.events[-1]) if upload.events else "",
        UPLOAD_EXPIRES.format(day=day(upload.expires_at.date())) if upload.expires_at else "",
    ]
    title = upload.metadata.title or upload.name
    return (
        f'<div class="al-item al-upload"><p><strong>{label_html(title)}</strong> '
        f'<span class="al-state al-state-upload-{upload.state}">{UPLOAD_STATES[upload.state]}</span></p>'
        f'<p class="al-data">{data_html([label_html(piece) for piece in data])}</p>'
        f"{problem_of(upload)}{more}</div>"
    )


def problem_of(upload: UploadModel) -> str:
    """Write what kept an upload from its next state; nothing if nothing did."""
    if not upload.problem:
        return ""
    return (
        f'<div class="al-problem" role="alert"><strong>{label_html(upload.problem)}</strong>'
        f"<p>{label_html(upload.remedy)}</p></div>"
    )


def event_text(event: UploadEventModel) -> str:
    """Write what was done, when and by whom."""
    return UPLOAD_EVENT.format(
        action=UPLOAD_ACTIONS[event.action], moment=moment(event.at), person=event.person or UPLOAD_NOBODY
    )


def size_text(size: int) -> str:
    """Write a number of bytes in the unit that fits.

    >>> size_text(51), size_text(3_500_000)
    ('1 KB', '3,3 MB')
    """
    if size < _MEGABYTE:
        return UPLOAD_KILOBYTES.format(size=max(1, round(size / 1024)))
    return UPLOAD_MEGABYTES.format(size=f"{size / _MEGABYTE:.1f}".replace(".", ","))


def passages_text(count: int) -> str:
    """Write how many passages there are."""
    return UPLOAD_ONE_PASSAGE if count == 1 else UPLOAD_PASSAGES.format(count=count)


def follow(api: ApiClient, upload: UploadModel) -> None:
    """Show how far the work on an upload is, until it is done; then the screen is drawn anew."""

    @st.fragment(run_every=LOOK_SECONDS)
    def look() -> None:
        now = api.one_upload(upload.id)
        if now.state not in UNDER_WAY:
            st.rerun()
        note = now.progress.note if now.progress else UPLOAD_WAITING
        share = now.progress.share if now.progress else None
        st.progress(share or 0.0, text=note)

    look()


def attempt(session: Session, action: Callable[[], object]) -> None:
    """Do what a click asked for; to be used as a button's callback."""
    session.attempt(action)


def show_head(upload: UploadModel, more: str = "") -> None:
    """Show what is known of an upload, in one block without gaps."""
    show_html(head_html(upload, more))
