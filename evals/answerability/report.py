"""How well the answerability rule parts each set of questions, with bootstrap intervals over whole groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from evals.answerability.fit import CrossValidated, Labelled, area, refused_at
from evals.logistic import Floats
from evals.metrics.bootstrap import SEED

RESAMPLES = 500

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class SetFigures:
    """One set: counts, AUROC and the share of unanswerable refused at one tenth of the answerable (95 % intervals).

    The last two are the shares that the rule refuses at the threshold chosen inside the folds.
    """

    name: str
    answerable: int
    unanswerable: int
    auroc: float
    auroc_interval: Interval
    refused_at_a_tenth: float
    refused_interval: Interval
    unanswerable_refused: float
    answerable_refused: float


def figures_by_set(rows: Sequence[Labelled], outcome: CrossValidated) -> list[SetFigures]:
    """Measure each set by scores of questions that the fit had not seen."""
    return [_figures(rows, outcome, name) for name in dict.fromkeys(row.of_set for row in rows)]


def _figures(rows: Sequence[Labelled], outcome: CrossValidated, name: str) -> SetFigures:
    here = [index for index, row in enumerate(rows) if row.of_set == name]
    answerable = np.array([rows[index].answerable for index in here])
    scores, refused = outcome.scores[here], outcome.refused[here]
    groups: dict[str, list[int]] = {}
    for position, index in enumerate(here):
        groups.setdefault(rows[index].group, []).append(position)

    def resampled(measure: Callable[[Floats, Floats], float]) -> Interval:
        chance, members = np.random.default_rng(SEED), list(groups.values())
        drawn = []
        for _ in range(RESAMPLES):
            taken = np.concatenate([members[one] for one in chance.integers(len(members), size=len(members))])
            positive, negative = scores[taken][answerable[taken]], scores[taken][~answerable[taken]]
            if len(positive) and len(negative):
                drawn.append(measure(positive, negative))
        low, high = np.quantile(drawn, (0.025, 0.975))
        return float(low), float(high)

    positive, negative = scores[answerable], scores[~answerable]
    return SetFigures(
        name=name,
        answerable=len(positive),
        unanswerable=len(negative),
        auroc=area(positive, negative),
        auroc_interval=resampled(area),
        refused_at_a_tenth=refused_at(positive, negative),
        refused_interval=resampled(refused_at),
        unanswerable_refused=float(refused[~answerable].mean()),
        answerable_refused=float(refused[answerable].mean()),
    )
