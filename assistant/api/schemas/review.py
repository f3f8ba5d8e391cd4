"""Wire models of the editors' list."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from assistant.api.schemas.answers import AnswerModel
from assistant.api.schemas.base import WireModel

ReviewState = Literal["offen", "in_arbeit", "erledigt"]


class ReviewItemModel(WireModel):
    """A flagged answer or a gap, with the answer and its sources as they were.

    `missing_part` is the part of the question that a gap is about; empty when it is about the whole.
    """

    id: str
    kind: Literal["flag", "gap"]
    state: ReviewState
    opened_at: datetime
    updated_at: datetime
    asked_by: str
    reasons: list[str]
    comment: str
    note: str
    handled_by: str | None
    missing_part: str = ""
    answer: AnswerModel


class ReviewPage(WireModel):
    """Some items of the list, and how many there are in all."""

    items: list[ReviewItemModel]
    total: int


class ReviewUpdate(WireModel):
    """Sets an item's state, with a note."""

    state: ReviewState
    note: str = Field("", max_length=4000)
