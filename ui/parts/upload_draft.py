"""A draft: what the file would become, what is said about it, and the way to publish or discard it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import cast

import streamlit as st

from assistant.api.schemas.uploads import PreviewDocumentModel, UploadMetadataModel, UploadModel, UploadPreviewModel
from ui.api_client import ApiClient
from ui.parts.html import data_html, show_html
from ui.parts.upload_head import attempt, passages_text, show_head
from ui.problems import ApiProblem
from ui.session import Session
from ui.typography import day, label_html, plain_label, verbatim_html
from ui.wording.documents import DATA_STAND, KINDS
from ui.wording.uploads import (
    AUDIENCES,
    UPLOAD_AUDIENCE,
    UPLOAD_AUDIENCE_EMPTY,
    UPLOAD_AUDIENCE_MISSING,
    UPLOAD_DISCARD,
    UPLOAD_DOCUMENT,
    UPLOAD_NOTE,
    UPLOAD_OWNER,
    UPLOAD_OWNER_HINT,
    UPLOAD_PREVIEW,
    UPLOAD_PUBLISH,
    UPLOAD_READ_AS,
    UPLOAD_REFUSED,
    UPLOAD_REPLACES,
    UPLOAD_REVIEW_BY,
    UPLOAD_SAME_CONTENT,
    UPLOAD_SAME_NAME,
    UPLOAD_SAVE,
    UPLOAD_TITLE,
    UPLOAD_VALID_FROM,
    UPLOAD_VALID_UNTIL,
)

PAGE_LENGTH = 20


def show_draft(session: Session, api: ApiClient, upload: UploadModel) -> None:
    """Show a draft that was read."""
    preview = api.upload_preview(upload.id)
    with st.container(key=f"al-entwurf-{upload.id}", gap="small", border=True):
        show_head(upload, _preview_html(preview))
        _show_passages(api, upload, preview)
        _show_fields(upload, preview)
        with st.container(horizontal=True, gap="small"):
            publish = partial(_publish, session, api, upload)
            st.button(UPLOAD_PUBLISH, key=f"al-veroeffentlichen-{upload.id}", type="primary", on_click=publish)
            save = partial(_save, session, api, upload)
            st.button(UPLOAD_SAVE, key=f"al-angaben-{upload.id}", on_click=partial(_click, save))
            show_discard(session, api, upload)


def show_discard(session: Session, api: ApiClient, upload: UploadModel) -> None:
    """Show the button that throws an upload away."""
    discard = partial(attempt, session, partial(api.discard_upload, upload.id))
    st.button(UPLOAD_DISCARD, key=f"al-verwerfen-{upload.id}", type="tertiary", on_click=discard)


def _preview_html(preview: UploadPreviewModel) -> str:
    single = preview.documents[0] if len(preview.documents) == 1 else None
    lines = [f'<p class="al-data">{data_html(_document_data(single))}</p>'] if single else []
    notes = [UPLOAD_REFUSED.format(what=what) for what in preview.refused]
    notes += [UPLOAD_NOTE.format(what=warning) for document in preview.documents for warning in document.warnings]
    if preview.replaces:
        notes.append(UPLOAD_REPLACES.format(title=preview.replaces))
    for known in preview.alike:
        if known.same_content:
            notes.append(UPLOAD_SAME_CONTENT.format(title=known.title, file=known.file_name))
        elif not known.is_upload:
            notes.append(UPLOAD_SAME_NAME.format(title=known.title, file=known.file_name))
    lines += [f'<p class="al-note">{label_html(note)}</p>' for note in notes]
    return "".join(lines)


def _document_data(document: PreviewDocumentModel) -> list[str]:
    return [
        label_html(KINDS.get(document.kind, document.kind)),
        label_html(UPLOAD_READ_AS.format(how=document.how)),
        label_html(DATA_STAND.format(day=day(document.stand))),
    ]


def _show_passages(api: ApiClient, upload: UploadModel, preview: UploadPreviewModel) -> None:
    title = UPLOAD_PREVIEW.format(count=passages_text(sum(document.passages for document in preview.documents)))
    with st.expander(title, key=f"al-vorschau-{upload.id}"):
        chosen = 0
        if len(preview.documents) > 1:
            chosen = st.selectbox(
                UPLOAD_DOCUMENT,
                range(len(preview.documents)),
                key=f"al-vorschau-dokument-{upload.id}",
                format_func=lambda place: plain_label(preview.documents[place].title),
            )
        place = st.container(gap="small")
        pages = -(-preview.documents[chosen].passages // PAGE_LENGTH)
        number = st.pagination(pages, key=f"al-vorschau-seite-{upload.id}-{chosen}-{pages}") if pages > 1 else 1
        passages = api.upload_passages(upload.id, chosen, (number - 1) * PAGE_LENGTH, PAGE_LENGTH)
        pieces = [
            f'<h3 class="al-locator">{label_html(passage.locator.label)}</h3>'
            f'<p class="al-passage">{verbatim_html(passage.text)}</p>'
            for passage in passages
        ]
        with place:
            show_html(f'<article class="al-document" lang="de">{"".join(pieces)}</article>')


def _show_fields(upload: UploadModel, preview: UploadPreviewModel) -> None:
    said, key = upload.metadata, upload.id
    first, second = st.columns(2)
    if len(preview.documents) == 1:
        first.text_input(UPLOAD_TITLE, said.title, key=f"al-titel-{key}", max_chars=300)
    second.text_input(
        UPLOAD_OWNER, said.owner, key=f"al-zustaendig-{key}", max_chars=200, placeholder=UPLOAD_OWNER_HINT
    )
    st.multiselect(
        UPLOAD_AUDIENCE,
        list(AUDIENCES),
        default=[group for group in said.audience if group in AUDIENCES],
        key=f"al-zielgruppe-{key}",
        format_func=lambda group: AUDIENCES[group],
        placeholder=UPLOAD_AUDIENCE_EMPTY,
    )
    dates = (
        (UPLOAD_VALID_FROM, said.valid_from, "ab"),
        (UPLOAD_VALID_UNTIL, said.valid_until, "bis"),
        (UPLOAD_REVIEW_BY, said.review_by, "pruefen"),
    )
    for column, (label, value, name) in zip(st.columns(3), dates, strict=True):
        column.date_input(label, value, key=f"al-{name}-{key}", format="DD.MM.YYYY")


def _typed(upload: UploadModel) -> UploadMetadataModel:
    """Return what stands in the fields."""
    state, key = st.session_state, upload.id
    return UploadMetadataModel(
        title=str(state.get(f"al-titel-{key}", upload.metadata.title)),
        owner=str(state.get(f"al-zustaendig-{key}", upload.metadata.owner)),
        audience=list(state.get(f"al-zielgruppe-{key}", upload.metadata.audience)),
        valid_from=cast(date | None, state.get(f"al-ab-{key}", upload.metadata.valid_from)),
        valid_until=cast(date | None, state.get(f"al-bis-{key}", upload.metadata.valid_until)),
        review_by=cast(date | None, state.get(f"al-pruefen-{key}", upload.metadata.review_by)),
    )


def _click(action: Callable[[], object]) -> None:
    action()


def _save(session: Session, api: ApiClient, upload: UploadModel) -> bool:
    def save() -> None:
        if not st.session_state.get(f"al-zielgruppe-{upload.id}", upload.metadata.audience):
            raise ApiProblem(422, UPLOAD_AUDIENCE, UPLOAD_AUDIENCE_MISSING)
        api.describe_upload(upload.id, _typed(upload))

    return session.attempt(save)


def _publish(session: Session, api: ApiClient, upload: UploadModel) -> None:
    if _save(session, api, upload):
        session.attempt(lambda: api.publish_upload(upload.id))
