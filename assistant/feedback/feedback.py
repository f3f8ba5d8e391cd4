"""A judgement of an answer and the fixed list of reasons for it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Rating(StrEnum):
    """Thumb up or down."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that can be picked with a rating; `label` is shown."""

    key: str
    label: str
    rating: Rating


REASONS = (
    Reason("falsch", "Inhaltlich falsch", Rating.DOWN),
    Reason("veraltet", "Veraltet", Rating.DOWN),
    Reason("quelle_passt_nicht", "Quelle passt nicht", Rating.DOWN),
    Reason("unvollstaendig", "Unvollständig", Rating.DOWN),
    Reason("nicht_gefunden", "Vorhandenes nicht gefunden", Rating.DOWN),
    Reason("unverstaendlich", "Unverständlich", Rating.DOWN),
    Reason("hilfreich", "Hat geholfen", Rating.UP),
    Reason("gute_quelle", "Gute Quelle", Rating.UP),
    Reason("vollstaendig", "Vollständig", Rating.UP),
)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the asker thinks of an answer; there is at most one per answer."""

    answer_id: str
    rating: Rating
    reasons: tuple[str, ...]
    comment: str
    given_at: datetime
