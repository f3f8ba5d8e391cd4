"""An uploaded file: what is known of it, how far it is, and what was done to it by whom."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from knowledge_base.document import EVERYBODY


class UploadState(StrEnum):
    """How far an upload is."""

    READING = "reading"
    UNREADABLE = "unreadable"
    DRAFT = "draft"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    UNDOING = "undoing"
    UNDONE = "undone"
    REPLACED = "replaced"


DRAFTS = frozenset({UploadState.READING, UploadState.UNREADABLE, UploadState.DRAFT})
"""States of what nobody but the editors has seen; it expires."""

UNDER_WAY = frozenset({UploadState.READING, UploadState.PUBLISHING, UploadState.UNDOING})
"""States that pass by themselves; after a restart the work on them is taken up again."""


class UploadAction(StrEnum):
    """What a person did to an upload."""

    UPLOADED = "uploaded"
    EDITED = "edited"
    PUBLISHED = "published"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class UploadMetadata:
    """What the office says about a document; an empty title leaves the document its own."""

    title: str = ""
    owner: str = ""
    audience: frozenset[str] = frozenset({EVERYBODY})
    valid_from: date | None = None
    valid_until: date | None = None
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class UploadEvent:
    """One thing that was done; `person` is a display name, empty when the account is gone."""

    action: UploadAction
    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class Upload:
    """One uploaded file; `size` in bytes.

    `place` names its folder among the published documents, `replaces` the upload that it took the place of. `notes`
    are German sentences about its reading, `problem` and `remedy` say what kept it from the next state.
    """

    id: str
    name: str
    size: int
    content_hash: str
    state: UploadState
    created_at: datetime
    changed_at: datetime
    place: str = ""
    replaces: str | None = None
    metadata: UploadMetadata = UploadMetadata()
    passages: int = 0
    notes: tuple[str, ...] = ()
    problem: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class UploadProgress:
    """How far the work on an upload is: a German note, and the share that is done, None when nobody knows."""

    note: str
    share: float | None = None
