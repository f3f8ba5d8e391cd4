"""Fits the weights over a reader's states: logistic regression over standardised columns; pure numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.reading import ReadingWeights
from evals.answerability.fit import area, folds
from evals.logistic import Floats, fit_logistic
from evals.reader.states import States

STRENGTHS = (0.0001, 0.0003, 0.001, 0.003)
"""Inverse strengths of the L2 penalty (over standardised columns) among which the folds choose."""
FOLDS = 5
LEAST_SPREAD = 1e-3
"""Added to the spread of a column: one that hardly moves must not be blown up."""
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Sample:
    """A prompt and whether it calls for a yes; `group` (a document, a page, a heading) is never split between folds."""

    of_set: str
    group: str
    positive: bool
    prompt: str


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """What one strength of the penalty reaches on samples that the fit had not seen: the AUROC of each set."""

    strength: float
    auroc: dict[str, float]

    @property
    def mean(self) -> float:
        """The mean over the sets."""
        return float(np.mean(list(self.auroc.values())))


def fit(states: States, samples: Sequence[Sample], strength: float) -> ReadingWeights:
    """Fit weights for states of shape (len(samples), columns); each set and each class of it weighs the same."""
    middle = states.mean(axis=0, dtype=np.float64)
    spread = states.std(axis=0, dtype=np.float64) + LEAST_SPREAD
    intercept, scaled = fit_logistic(
        (states - middle) / spread,
        [one.positive for one in samples],
        [(one.of_set, one.positive) for one in samples],
        strength=strength,
        bounds=[(None, None)] * states.shape[1],
    )
    weights = scaled / spread
    return ReadingWeights(_rounded(intercept - weights @ middle), tuple(_rounded(weight) for weight in weights))


def scores(weights: ReadingWeights, states: States) -> Floats:
    """Return the log-odds of states whose length is 1 on average, shape (len(states),)."""
    odds: Floats = weights.bias + states @ np.array(weights.weights)
    return odds


def cross_validate(states: States, samples: Sequence[Sample], strength: float, count: int = FOLDS) -> CrossValidated:
    """Score each fold by weights that were fitted without it."""
    scored = np.zeros(len(samples))
    for held in folds(samples, count):
        rest = [one for one, out in zip(samples, held, strict=True) if not out]
        scored[held] = scores(fit(states[~held], rest, strength), states[held])
    return CrossValidated(strength, auroc_by_set(samples, scored))


def auroc_by_set(samples: Sequence[Sample], scored: Floats) -> dict[str, float]:
    """Return how well the scores part the two classes of each set that has both."""
    found = {}
    for name in dict.fromkeys(one.of_set for one in samples):
        here = np.array([one.of_set == name for one in samples])
        positive = np.array([one.positive for one in samples])
        if (here & positive).any() and (here & ~positive).any():
            found[name] = area(scored[here & positive], scored[here & ~positive])
    return found


def _rounded(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")
