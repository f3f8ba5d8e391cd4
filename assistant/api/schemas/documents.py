"""Wire models of the documents."""

from datetime import date
from typing import Literal

from assistant.api.schemas.base import WireModel


class LocatorModel(WireModel):
    """Where a passage stands; `label` is ready to show."""

    label: str
    law: str | None = None
    section: str | None = None
    absatz: str | None = None
    page: int | None = None
    slide: int | None = None
    sheet: str | None = None
    heading: str | None = None
    step_id: str | None = None


class DocumentModel(WireModel):
    """A document in the knowledge base; `overdue` tells that its review date has passed.

    `version` tells which one it is today when there are several of the same law, None for the only one.
    `cut_by_earlier_rules` tells that its passages are not what the next run will make of them.
    """

    id: str
    title: str
    kind: str
    media_type: str
    source_name: str
    owner: str
    audience: list[str]
    stand: date
    valid_from: date | None
    valid_until: date | None
    review_by: date | None
    overdue: bool
    passages: int
    version: Literal["earlier", "in_force", "later"] | None = None
    cut_by_earlier_rules: bool = False


class PassageModel(WireModel):
    """A passage in reading order."""

    id: str
    context: str
    text: str
    locator: LocatorModel


class DocumentDetail(WireModel):
    """A document with its text, passage by passage; the original file is at `original_url`."""

    document: DocumentModel
    passages: list[PassageModel]
    original_url: str
