"""Citation recall: the share of statements that are carried by the passages which they cite."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.words import content_stems, share_found
from evals.metrics.unsupported_figures import unsupported

LEAST_SHARE = 0.8
"""So much of a statement's content words must stand in the passages that it cites."""


@dataclass(frozen=True, slots=True)
class CitingStatement:
    """A statement's text and the texts of the passages that it cites, headings included."""

    text: str
    passages: Sequence[str]


def citation_recall(statements: Sequence[CitingStatement]) -> float | None:
    """Return 0 to 1: carried statements of all; None when there are none.

    Carried: something is cited, all its figures and nearly all its content words stand there. Turned-round meaning is
    not seen by this.
    """
    return sum(map(is_carried, statements)) / len(statements) if statements else None


def is_carried(statement: CitingStatement) -> bool:
    """Tell whether the cited passages hold the statement's figures and nearly all its content words."""
    if not statement.passages:
        return False
    there = " ".join(statement.passages)
    words = share_found(content_stems(statement.text), content_stems(there))
    return words >= LEAST_SHARE and not unsupported(statement.text, statement.passages)
