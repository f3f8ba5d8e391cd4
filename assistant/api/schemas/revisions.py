"""Wire models of the revisions of a document and of what changed between them."""

from datetime import datetime
from typing import Literal

from assistant.api.schemas.base import WireModel
from assistant.api.schemas.documents import DocumentModel, PassageModel
from assistant.api.schemas.uploads import UploadModel

PassageChangeKind = Literal["unchanged", "changed", "heading", "added", "removed", "moved"]
StretchMark = Literal["kept", "added", "removed"]
RevisionOrigin = Literal["run", "upload", "rebuild"]
FieldName = Literal["title", "stand", "valid_from", "valid_until", "review_by", "owner", "audience"]


class ChangeCounts(WireModel):
    """How many passages of each kind, and which data of the document changed."""

    changed: int
    heading: int
    added: int
    removed: int
    moved: int
    unchanged: int
    fields: list[FieldName]


class RevisionModel(WireModel):
    """A revision; `changes` is what it changed against the one before it, None for the first.

    `original_kept` tells whether its original file can be fetched.

    `who` is told to editors only, and empty for what came by a run over files.
    """

    id: str
    title: str
    published_at: datetime
    current: bool
    passages: int
    how: RevisionOrigin
    who: str
    original_kept: bool
    changes: ChangeCounts | None


class RevisionDetail(WireModel):
    """A revision with its text as it was."""

    revision: RevisionModel
    document: DocumentModel
    passages: list[PassageModel]


class StretchModel(WireModel):
    """A stretch of text that was kept, added or removed."""

    mark: StretchMark
    text: str


class PassageChangeModel(WireModel):
    """A passage with what happened to it; unchanged ones in a row are one, without text, with their `count`.

    `before` and `after` say where it stood and stands, "" for nowhere; `heading` is filled where it changed.
    """

    change: PassageChangeKind
    before: str
    after: str
    text: list[StretchModel]
    heading: list[StretchModel]
    count: int


class FieldChangeModel(WireModel):
    """A piece of the document's data before and after; days as 2026-11-22, "" for none."""

    field: FieldName
    before: str
    after: str


class RevisionChanges(WireModel):
    """All that changed between two revisions."""

    before: RevisionModel
    after: RevisionModel
    counts: ChangeCounts
    fields: list[FieldChangeModel]
    passages: list[PassageChangeModel]


class RemovedDocument(WireModel):
    """A removed document; `last_revision` names its text as it was last.

    `place` is the folder that its file came from, empty for an upload. `upload` is what brings it back when it is
    published again, None when nothing does; `replaces` is the title of the upload that this would replace.
    `removed_by` names the person, `removed_in_run` tells when the run began; of earlier removals neither is known.
    """

    document: DocumentModel
    last_revision: str
    original_kept: bool
    removed_at: datetime
    removed_by: str
    removed_in_run: datetime | None
    was_uploaded: bool
    place: str
    upload: UploadModel | None
    replaces: str | None


class RemovedDocumentPage(WireModel):
    """Some removed documents, those removed last first, and how many there are in all."""

    items: list[RemovedDocument]
    total: int
