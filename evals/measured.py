"""The measurements of each question, and what they come to over all questions and by kind."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.case import Case
from evals.metrics.bootstrap import interval, mean

SUMMED = frozenset(
    {
        "dangling_citations",
        "unsupported_figures",
        "unsupported_statements",
        "parts_wrongly_missing",
        "statements",
        "citations",
    }
)
"""Measures that are counted over all questions instead of averaged."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One question's values by measure (a measure that does not apply is absent) and what was shown, as plain JSON."""

    case: Case
    values: dict[str, float]
    shown: dict[str, Any] = field(default_factory=dict)


def totals(measured: Sequence[Measured]) -> dict[str, float]:
    """Return for each measure its mean over the questions to which it applies, or its sum."""
    result = {}
    for name, values in _columns(measured).items():
        value = sum(values) if name in SUMMED else mean(values)
        if value is not None:
            result[name] = value
    return result


def intervals(measured: Sequence[Measured]) -> dict[str, tuple[float, float]]:
    """Return the 95 % bootstrap interval of each mean."""
    found = {name: interval(values) for name, values in _columns(measured).items() if name not in SUMMED}
    return {name: bounds for name, bounds in found.items() if bounds is not None}


def by_kind(measured: Sequence[Measured]) -> dict[str, dict[str, float]]:
    """Return the totals of each kind of question, with the number of its questions as `questions`."""
    groups: dict[str, list[Measured]] = defaultdict(list)
    for one in measured:
        groups[one.case.kind or "ohne Angabe"].append(one)
    return {kind: {"questions": len(group), **totals(group)} for kind, group in sorted(groups.items())}


def _columns(measured: Sequence[Measured]) -> dict[str, list[float]]:
    columns: dict[str, list[float]] = defaultdict(list)
    for one in measured:
        for name, value in one.values.items():
            columns[name].append(value)
    return columns
