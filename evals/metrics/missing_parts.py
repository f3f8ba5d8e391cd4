"""Parts of a question that have no answer: whether the answer says so, and whether it says so of others."""

from collections.abc import Collection


def missing_parts_told(told: Collection[str], missing: Collection[str]) -> float | None:
    """Return the share of the parts without an answer of which the answer says so; None when there is none.

    >>> missing_parts_told(["was kostet das Porto"], ["was kostet das Porto", "wo parkt man dort"])
    0.5
    """
    return len(set(told) & set(missing)) / len(missing) if missing else None


def parts_wrongly_missing(told: Collection[str], missing: Collection[str]) -> int:
    """Count the parts that are said to have no answer though they have one."""
    return len(set(told) - set(missing))
