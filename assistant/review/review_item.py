"""An item of the editor's list: a flagged answer or a gap, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.answering.answer import AnswerRecord


class ReviewKind(StrEnum):
    """Why the item was opened: somebody judged the answer bad, or there was none to the question or to a part of it."""

    FLAG = "flag"
    GAP = "gap"


class ReviewState(StrEnum):
    """How far the editor is."""

    OFFEN = "offen"
    IN_ARBEIT = "in_arbeit"
    ERLEDIGT = "erledigt"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One entry; there is at most one of each kind per answer, and one gap per part of the question without an answer.

    `handled_by` is the id of the editor who changed it last, None as long as nobody has touched it. Reasons and comment
    are the asker's, copied, because the asker's own feedback may be deleted. `part` tells which of the answer's missing
    parts it is about, counted from 1; 0 is the whole.
    """

    id: str
    kind: ReviewKind
    answer_id: str
    state: ReviewState
    opened_at: datetime
    updated_at: datetime
    reasons: tuple[str, ...] = ()
    comment: str = ""
    note: str = ""
    handled_by: str | None = None
    part: int = 0

    @property
    def is_untouched(self) -> bool:
        """Tell whether no editor has set anything yet."""
        return self.handled_by is None


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """An item with the answer as it was and the display names of the people; `asked_by` is empty once deleted."""

    item: ReviewItem
    record: AnswerRecord
    asked_by: str
    handled_by: str | None

    @property
    def missing_part(self) -> str:
        """The part of the question that the item is about, as it was typed; empty when it is about the whole."""
        return "".join(self.record.answer.missing_parts[self.item.part - 1 : self.item.part]) if self.item.part else ""
