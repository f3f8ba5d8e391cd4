"""Unsupported figures: §§, numbers, amounts, dates and deadlines of a statement that its cited passages do not hold."""

from collections.abc import Sequence

from assistant.answering.figures import figures


def unsupported(statement: str, passages: Sequence[str]) -> frozenset[str]:
    """Return the statement's figures that stand in none of the passages.

    >>> sorted(unsupported("Die Gebühr beträgt 93 Euro.", ["Die Gebühr beträgt 96 Euro."]))
    ['93 euro']
    """
    there = frozenset[str]().union(*map(figures, passages))
    return figures(statement) - there


def unsupported_figures(statements: Sequence[tuple[str, Sequence[str]]]) -> int:
    """Count the unsupported figures of all statements, each given with the passages that it cites."""
    return sum(len(unsupported(text, passages)) for text, passages in statements)
