"""A revision of a document: what it was, when it was shown, and how it came."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge_base.document import Document


class Origin(StrEnum):
    """How a revision came into the knowledge base."""

    RUN = "run"
    UPLOAD = "upload"
    REBUILD = "rebuild"


@dataclass(frozen=True, slots=True)
class Revision:
    """One published revision; `replaced_at` is None while it is shown.

    `id` is "r" and a number that grows with time; `who` names the person of an upload, "" for a run over files.
    """

    id: str
    document: Document
    passage_count: int
    content_hash: str
    published_at: datetime
    replaced_at: datetime | None = None
    how: Origin = Origin.RUN
    who: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """A removed document: its last revision, and when it was taken out, through which run or whom.

    `in_run` is when the run began, which its report is known by; `who` names a person, "" for a run.
    """

    last: Revision
    removed_at: datetime
    in_run: datetime | None = None
    who: str = ""
