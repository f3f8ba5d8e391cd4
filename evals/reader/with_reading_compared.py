"""Weighs the questions: the rule alone, the reader alone, and both added up."""

from collections.abc import Sequence
from math import floor, log

import numpy as np

from assistant.answering.answerability import load_weights
from assistant.answering.with_reading import WithReading
from evals.answerability.fit import Labelled, threshold
from evals.answerability.fit import cross_validate as cross_validate_rule
from evals.logistic import Floats
from evals.reader.with_reading_fit import HeldOut, Weighed, cross_validate, refused_across, shipped_sums, with_limits
from evals.reader.with_reading_questions import Asked


def held_out_rule(asked: Sequence[Asked]) -> Floats:
    """Return the rule's log-odds of all questions, each by weights that were fitted without its fold."""
    return cross_validate_rule([one.row for one in asked]).scores


def weighed_questions(asked: Sequence[Asked], computed: Floats, readings: Floats) -> list[Weighed]:
    """Put rule and reader side by side, both of shape (len(asked),)."""
    return [
        Weighed(one.row.of_set, one.row.group, one.row.answerable, float(rule), float(read))
        for one, rule, read in zip(asked, computed, readings, strict=True)
    ]


def refusing_few(rows: Sequence[Weighed], scores: Floats) -> float:
    """Return the highest limit that refuses no more answerable questions than the rule may."""
    return threshold(as_labelled(rows), scores)


def as_labelled(rows: Sequence[Weighed]) -> list[Labelled]:
    """Return the rows as the report on the rule takes them."""
    return [Labelled(one.of_set, one.group, one.positive, {}) for one in rows]


def fit_questions(rows: Sequence[Weighed]) -> WithReading:
    """Fit weights and limits; the least sum is rounded down, so that no more is refused."""
    return with_limits(rows, refusing_few, lambda least: floor(100 * least) / 100)


def compared_questions(rows: Sequence[Weighed], shipped: WithReading) -> dict[str, HeldOut]:
    """Return scores and what is refused, by who judges; limits that are not the shipped ones are found on folds."""
    rule, reading = (np.array([getattr(one, name) for one in rows]) for name in ("computed", "reading"))
    least, sums = load_weights().least_probability, shipped_sums(rows, shipped)
    return {
        "Regel": HeldOut(rule, rule < log(least / (1 - least))),
        "Leser": HeldOut(reading, refused_across(rows, reading, refusing_few)),
        "beide": cross_validate(rows, refusing_few),
        "beide, wie in reading.toml": HeldOut(sums, sums < shipped.least),
    }
