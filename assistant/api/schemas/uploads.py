"""Wire models of uploaded documents."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from assistant.api.schemas.base import WireModel
from assistant.api.schemas.documents import LocatorModel

UploadStateName = Literal["reading", "unreadable", "draft", "publishing", "published", "undoing", "undone", "replaced"]


class UploadMetadataModel(WireModel):
    """What the office says about a document; an empty title leaves the document its own."""

    title: str = Field("", max_length=300)
    owner: str = Field("", max_length=200)
    audience: list[str] = Field(default_factory=lambda: ["alle"], min_length=1, max_length=10)
    valid_from: date | None = None
    valid_until: date | None = None
    review_by: date | None = None


class UploadEventModel(WireModel):
    """One thing that somebody did to an upload; `person` is empty when the account is gone."""

    action: Literal["uploaded", "edited", "published", "undone"]
    at: datetime
    person: str


class UploadProgressModel(WireModel):
    """How far the work on an upload is: a German note, and the share that is done, if anybody knows."""

    note: str
    share: float | None


class UploadModel(WireModel):
    """One uploaded file; `problem` and `remedy` say what kept it from the next state, `size` is in bytes."""

    id: str
    name: str
    size: int
    state: UploadStateName
    metadata: UploadMetadataModel
    passages: int
    notes: list[str]
    problem: str
    remedy: str
    created_at: datetime
    changed_at: datetime
    expires_at: datetime | None
    replaces: str | None
    events: list[UploadEventModel]
    progress: UploadProgressModel | None


class PreviewPassageModel(WireModel):
    """A passage to be."""

    context: str
    text: str
    locator: LocatorModel


class PreviewDocumentModel(WireModel):
    """A document to be; its passages come from GET …/passages, a page at a time."""

    name: str
    title: str
    kind: str
    media_type: str
    stand: date
    how: str
    warnings: list[str]
    passages: int


class AlikeDocumentModel(WireModel):
    """A known document that an upload resembles, by file name or by content."""

    document_id: str
    title: str
    file_name: str
    same_content: bool
    is_upload: bool


class UploadPreviewModel(WireModel):
    """What a file would become; `replaces` is the title or name of the upload whose place it would take."""

    documents: list[PreviewDocumentModel]
    refused: list[str]
    replaces: str | None
    alike: list[AlikeDocumentModel]
