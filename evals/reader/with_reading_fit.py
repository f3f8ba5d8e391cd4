"""Fits how what is computed and what a reader says are added up; pure numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

import numpy as np
import numpy.typing as npt

from assistant.answering.with_reading import WithReading
from evals.answerability.fit import folds
from evals.logistic import Floats, fit_logistic

STRENGTH = 1.0
"""Inverse strength of the L2 penalty (over raw log-odds): with two columns there is next to nothing to hold back."""
FOLDS, INNER_FOLDS = 8, 4
Limit = Callable[[Sequence["Weighed"], Floats], float]
"""Finds, for samples and their sums, the least sum that counts as yes."""
Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question or a statement with both log-odds; what is `barred` is refused whatever they say.

    `group` (a page, a source) is never split between folds.
    """

    of_set: str
    group: str
    positive: bool
    computed: float
    reading: float
    barred: bool = False


@dataclass(frozen=True, slots=True)
class AddedUp:
    """The weights of the two log-odds."""

    intercept: float
    computed: float
    reading: float

    def sums(self, rows: Sequence[Weighed]) -> Floats:
        """Return the sum of each row, shape (len(rows),); minus infinity for what is barred."""
        return np.array(
            [
                -np.inf if one.barred else self.intercept + self.computed * one.computed + self.reading * one.reading
                for one in rows
            ]
        )


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Sums of rows that neither the weights nor the limit of their fold had seen, and what that limit refused."""

    sums: Floats
    refused: Booleans


def fit(rows: Sequence[Weighed]) -> AddedUp:
    """Fit both weights, neither below 0; each set and each class of it weighs the same."""
    open_ones = [one for one in rows if not one.barred]
    intercept, (computed, reading) = fit_logistic(
        np.array([[one.computed, one.reading] for one in open_ones]),
        [one.positive for one in open_ones],
        [(one.of_set, one.positive) for one in open_ones],
        strength=STRENGTH,
        bounds=[(0.0, None)] * 2,
    )
    return AddedUp(intercept, float(computed), float(reading))


def held_out_sums(rows: Sequence[Weighed], count: int = FOLDS) -> Floats:
    """Add up each fold by weights that were fitted without it."""
    sums = np.zeros(len(rows))
    for held in folds(rows, count):
        sums[held] = fit(_where(rows, ~held)).sums(_where(rows, held))
    return sums


def cross_validate(rows: Sequence[Weighed], limit: Limit, count: int = FOLDS) -> HeldOut:
    """Fit, and find the limit, inside each fold's rest; add up the fold and apply that limit."""
    sums, refused = np.zeros(len(rows)), np.zeros(len(rows), bool)
    for held in folds(rows, count):
        rest = _where(rows, ~held)
        sums[held] = fit(rest).sums(_where(rows, held))
        refused[held] = sums[held] < limit(rest, held_out_sums(rest, INNER_FOLDS))
    return HeldOut(sums, refused)


def refused_across(rows: Sequence[Weighed], scores: Floats, limit: Limit, count: int = FOLDS) -> Booleans:
    """Apply to each fold the limit that its rest calls for; for scores that need no fit."""
    refused = np.zeros(len(rows), bool)
    for held in folds(rows, count):
        refused[held] = scores[held] < limit(_where(rows, ~held), scores[~held])
    return refused


def worth_reading(rows: Sequence[Weighed], sums: Floats, least: float) -> float:
    """Return from which computed log-odds, to a tenth, a reader is asked.

    Below lies nothing that is rightly said yes to in the end: a reading costs less than a wrong refusal.
    """
    kept = [one.computed for one, total in zip(rows, sums, strict=True) if one.positive and total >= least]
    return floor(10 * min(kept, default=0.0)) / 10


def with_limits(rows: Sequence[Weighed], limit: Limit, rounded: Callable[[float], float]) -> WithReading:
    """Fit all rows; both limits are found on sums that were held out, `rounded` rounds the least sum."""
    fitted, sums = fit(rows), held_out_sums(rows)
    least = rounded(limit(rows, sums))
    return WithReading(
        round(fitted.intercept, 3),
        round(fitted.computed, 3),
        round(fitted.reading, 3),
        least=least,
        worth_reading=worth_reading(rows, sums, least),
    )


def shipped_sums(rows: Sequence[Weighed], weights: WithReading) -> Floats:
    """Add up as the product does; what it does not read is refused, minus infinity."""
    return np.array(
        [
            -np.inf
            if one.barred or one.computed < weights.worth_reading
            else weights.log_odds(one.computed, one.reading)
            for one in rows
        ]
    )


def _where(rows: Sequence[Weighed], mask: Booleans) -> list[Weighed]:
    return [row for row, taken in zip(rows, mask, strict=True) if taken]
