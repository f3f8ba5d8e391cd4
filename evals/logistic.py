"""Logistic regression with an L2 penalty and bounded weights, in which every kind of sample weighs the same."""

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bounds = Sequence[tuple[float | None, float | None]]


def fit_logistic(
    signals: Floats, positive: Sequence[bool], kinds: Sequence[Hashable], *, strength: float, bounds: Bounds
) -> tuple[float, Floats]:
    """Return intercept and weights, shape (columns of `signals`,).

    `signals` has a row a sample; all samples of one of `kinds` weigh as much together as those of any other. `strength`
    is the inverse strength of the penalty; `bounds` limits each weight (None: open). Minimised by L-BFGS-B.
    """
    from scipy.optimize import minimize

    sides = np.where(positive, 1.0, -1.0)
    share = strength * _balanced(kinds)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        margins = sides * (parameters[0] + signals @ parameters[1:])
        pull = -share * sides / (1 + np.exp(margins))
        gradient = np.concatenate([[pull.sum()], signals.T @ pull + parameters[1:]])
        return float((share * np.logaddexp(0, -margins)).sum() + 0.5 * (parameters[1:] ** 2).sum()), gradient

    start = np.zeros(signals.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(None, None), *bounds])
    return float(found.x[0]), found.x[1:]


def _balanced(kinds: Sequence[Hashable]) -> Floats:
    counts = Counter(kinds)
    weights = np.array([1 / counts[kind] for kind in kinds])
    scaled: Floats = weights / weights.mean()
    return scaled
