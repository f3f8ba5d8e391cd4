"""Wire models of duplicates and contradictions."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from assistant.api.schemas.base import WireModel
from assistant.api.schemas.documents import LocatorModel

DuplicateState = Literal["offen", "kein_widerspruch", "erledigt"]


class DuplicatePlace(WireModel):
    """A sentence that stands verbatim in its passage, and what in it differs from the other one."""

    text: str
    differs: list[str]


class DuplicateStatement(WireModel):
    """Two sentences that belong together; `differs_in` names the kind of difference, empty when there is none."""

    left: DuplicatePlace
    right: DuplicatePlace
    differs_in: str


class DuplicateSide(WireModel):
    """One passage with its document."""

    document_id: str
    passage_id: str
    title: str
    kind: str
    owner: str
    stand: date
    valid_from: date | None
    valid_until: date | None
    review_by: date | None
    locator: LocatorModel
    context: str
    text: str


class DuplicateModel(WireModel):
    """Two passages of different documents that say the same or contradict each other."""

    id: str
    likeness: Literal["duplicate", "contradiction"]
    state: DuplicateState
    left: DuplicateSide
    right: DuplicateSide
    statements: list[DuplicateStatement]
    note: str
    decided_by: str | None
    decided_at: datetime | None


class DuplicatePage(WireModel):
    """Some pairs of the list, how many there are in all, and how many of those are contradictions."""

    items: list[DuplicateModel]
    total: int
    contradictions: int


class DuplicateUpdate(WireModel):
    """Sets what was decided, with a note."""

    state: DuplicateState
    note: str = Field("", max_length=4000)
