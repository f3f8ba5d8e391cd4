"""Fits the weights of the judge of statements: logistic regression in which nothing speaks for a statement."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.logistic import Floats, fit_logistic

STRENGTH = 1.0
"""Inverse strength of the L2 penalty (over raw signals, most of which are 0 or 1)."""
LEAST_CAUGHT = 0.97
"""Share of false statements that the threshold must catch, each origin weighing the same."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A statement: where it comes from, its source (never split between folds), its truth, vetoes and signals.

    `likeness` tells how near its wording is to the source (0 to 1).
    """

    origin: str
    source: str
    faithful: bool
    vetoed: bool
    likeness: float
    signals: dict[str, float]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a fit yields: log-odds of a statement that nothing speaks against, and what each signal takes away."""

    intercept: float
    weights: dict[str, float]

    def scores(self, samples: Sequence[Sample]) -> Floats:
        """Return the log-odds that each statement is faithful, shape (len(samples),); vetoed ones minus infinity."""
        return np.array(
            [
                -np.inf if one.vetoed else self.intercept + sum(self.weights[n] * one.signals[n] for n in self.weights)
                for one in samples
            ]
        )


def fit(samples: Sequence[Sample], strength: float = STRENGTH) -> Fitted:
    """Fit weights that are 0 or below; each origin and each class of it weighs the same."""
    open_ones = [one for one in samples if not one.vetoed]
    names = sorted(open_ones[0].signals)
    intercept, weights = fit_logistic(
        np.array([[one.signals[name] for name in names] for one in open_ones], float),
        [one.faithful for one in open_ones],
        [(one.origin, one.faithful) for one in open_ones],
        strength=strength,
        bounds=[(None, 0.0)] * len(names),
    )
    return Fitted(intercept, dict(zip(names, map(float, weights), strict=True)))


def cross_validated(samples: Sequence[Sample], folds: int = 10) -> Floats:
    """Score each statement by weights that were fitted without any statement on its source."""
    sources = sorted({one.source for one in samples})
    fold_of = {source: place % folds for place, source in enumerate(sources)}
    of_fold = np.array([fold_of[one.source] for one in samples])
    scores = np.zeros(len(samples))
    for fold in range(folds):
        rest = [one for one, place in zip(samples, of_fold, strict=True) if place != fold]
        held = [one for one, place in zip(samples, of_fold, strict=True) if place == fold]
        scores[of_fold == fold] = fit(rest).scores(held)
    return scores


def threshold(samples: Sequence[Sample], scores: Floats, least_caught: float = LEAST_CAUGHT) -> float:
    """Return the lowest score from which statements are kept such that enough false ones are caught."""
    origins = {one.origin for one in samples if not one.faithful}
    false = [
        np.array([score for one, score in zip(samples, scores, strict=True) if one.origin == name and not one.faithful])
        for name in sorted(origins)
    ]
    for limit in np.unique(scores[np.isfinite(scores)]):
        if np.mean([(here < limit).mean() for here in false]) >= least_caught:
            return float(limit)
    return float(scores.max()) + 1e-6
