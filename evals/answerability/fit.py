"""Fits the weights of the answerability rule: logistic regression whose signs follow the meaning; pure numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from evals.logistic import Floats, fit_logistic

Booleans = npt.NDArray[np.bool_]

SIGNS = {
    "closest": 1,
    "fit": 1,
    "stands_out": 1,
    "cited_section_found": 1,
    "fact_fit": 1,
    "exact_fact_asked": -1,
    "today_missing": -1,
    "name_missing": -1,
    "definition_missing": -1,
    "papers_missing": -1,
    "difference_missing": -1,
}
"""The side of zero on which a weight must lie; signals that are not named may have either."""
STRENGTHS = (0.02, 0.1, 0.5)
"""Inverse strengths of the L2 penalty (over standardised signals) among which cross-validation chooses."""
MOST_REFUSED, MOST_REFUSED_OF_ONE = 0.10, 0.15
"""Share of answerable questions that may be refused: over all sets, and in any one of them."""


class Grouped(Protocol):
    """What belongs to a group that must not be split between folds."""

    @property
    def group(self) -> str:
        """The group's name."""
        ...


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question: its signals by name, its set, the group that must not be split (a page), whether it has an answer."""

    of_set: str
    group: str
    answerable: bool
    signals: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a fit yields; `weights` count raw signals."""

    intercept: float
    weights: dict[str, float]

    def scores(self, rows: Sequence[Labelled]) -> Floats:
        """Return the log-odds that each question is answerable, shape (len(rows),)."""
        return np.array([self.intercept + sum(self.weights[n] * row.signals[n] for n in self.weights) for row in rows])


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """Scores of questions that the fit had not seen (log-odds), and whether the rule of their fold refused them."""

    scores: Floats
    refused: Booleans


def fit(rows: Sequence[Labelled], strength: float) -> Fitted:
    """Fit the weights; each set and each class of it weighs the same."""
    names = sorted(rows[0].signals)
    raw = np.array([[row.signals[name] for name in names] for row in rows])
    middle, spread = raw.mean(axis=0), raw.std(axis=0) + 1e-9
    intercept, scaled = fit_logistic(
        (raw - middle) / spread,
        [row.answerable for row in rows],
        [(row.of_set, row.answerable) for row in rows],
        strength=strength,
        bounds=[_bounds(name) for name in names],
    )
    weights = scaled / spread
    return Fitted(float(intercept - weights @ middle), dict(zip(names, map(float, weights), strict=True)))


def _bounds(name: str) -> tuple[float | None, float | None]:
    sign = SIGNS.get(name, 0)
    return (0.0 if sign > 0 else None, 0.0 if sign < 0 else None)


def folds(rows: Sequence[Grouped], count: int) -> list[Booleans]:
    """Part the questions into folds of like size, groups whole; each mask marks what is held out."""
    sizes: dict[str, int] = {}
    for row in rows:
        sizes[row.group] = sizes.get(row.group, 0) + 1
    loads, fold_of = [0] * count, {}
    for group in sorted(sizes, key=lambda name: (-sizes[name], name)):
        fold_of[group] = loads.index(min(loads))
        loads[fold_of[group]] += sizes[group]
    return [np.array([fold_of[row.group] == fold for row in rows]) for fold in range(count)]


def held_out_scores(rows: Sequence[Labelled], strength: float, count: int) -> Floats:
    """Score each question by weights that were fitted without its fold."""
    scores = np.zeros(len(rows))
    for held in folds(rows, count):
        scores[held] = fit(_where(rows, ~held), strength).scores(_where(rows, held))
    return scores


def choose(rows: Sequence[Labelled], count: int = 4) -> tuple[float, float]:
    """Return the strength of the penalty and the threshold (log-odds) by cross-validation inside these questions."""
    scored = {strength: held_out_scores(rows, strength, count) for strength in STRENGTHS}
    best = max(STRENGTHS, key=lambda strength: np.mean(list(auroc_by_set(rows, scored[strength]).values())))
    return best, threshold(rows, scored[best])


def cross_validate(rows: Sequence[Labelled], count: int = 8) -> CrossValidated:
    """Choose and fit inside each fold's rest, and score the fold."""
    scores, refused = np.zeros(len(rows)), np.zeros(len(rows), bool)
    for held in folds(rows, count):
        rest = _where(rows, ~held)
        strength, limit = choose(rest)
        scores[held] = fit(rest, strength).scores(_where(rows, held))
        refused[held] = scores[held] < limit
    return CrossValidated(scores, refused)


def threshold(rows: Sequence[Labelled], scores: Floats) -> float:
    """Return the highest score below which no more answerable questions lie than may be refused."""
    limits = []
    sets = sorted({row.of_set for row in rows})
    of_sets = [np.sort(scores[[row.answerable and row.of_set == name for row in rows]]) for name in sets]
    for limit in np.unique(scores):
        shares = [np.searchsorted(one, limit) / len(one) for one in of_sets]
        if np.mean(shares) <= MOST_REFUSED and max(shares) <= MOST_REFUSED_OF_ONE:
            limits.append(limit)
    return float(max(limits, default=scores.min()))


def auroc_by_set(rows: Sequence[Labelled], scores: Floats) -> dict[str, float]:
    """Return how well the scores part the questions of each set (area under the ROC curve)."""
    return {name: area(*_parted(rows, scores, name)) for name in dict.fromkeys(row.of_set for row in rows)}


def area(positive: Floats, negative: Floats) -> float:
    """Return the area under the ROC curve; ties count half."""
    ordered = np.sort(negative)
    wins = np.searchsorted(ordered, positive) + np.searchsorted(ordered, positive, side="right")
    return float(wins.mean() / (2 * len(negative)))


def refused_at(positive: Floats, negative: Floats, share: float = MOST_REFUSED) -> float:
    """Return the share of the unanswerable below the score that refuses `share` of the answerable."""
    limit = np.sort(positive)[int(share * len(positive))]
    return float((negative < limit).mean())


def _parted(rows: Sequence[Labelled], scores: Floats, name: str) -> tuple[Floats, Floats]:
    here = np.array([row.of_set == name for row in rows])
    positive = np.array([row.answerable for row in rows])
    return scores[here & positive], scores[here & ~positive]


def _where(rows: Sequence[Labelled], mask: Any) -> list[Labelled]:
    return [row for row, taken in zip(rows, mask, strict=True) if taken]
