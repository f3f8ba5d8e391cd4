"""Abstention, both ways: refusing what cannot be answered, and refusing what can."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a question can be answered from the documents, and whether the answer was refused."""

    answerable: bool
    abstained: bool


def abstained_on_unanswerable(outcomes: Sequence[Outcome]) -> float | None:
    """Return the share of unanswerable questions that were refused (1.0 is best); None when there are none."""
    return _share_abstained([outcome for outcome in outcomes if not outcome.answerable])


def over_abstention(outcomes: Sequence[Outcome]) -> float | None:
    """Return the share of answerable questions that were refused (0.0 is best); None when there are none."""
    return _share_abstained([outcome for outcome in outcomes if outcome.answerable])


def _share_abstained(outcomes: Sequence[Outcome]) -> float | None:
    return sum(outcome.abstained for outcome in outcomes) / len(outcomes) if outcomes else None
