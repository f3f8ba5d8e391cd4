"""The rule for "Dazu finde ich in der Wissensbasis nichts": when a question counts as not answerable.

The probability that the evidence answers the question is a logistic function of a few plain signals. Its weights were
set by hand after a fit on municipal questions and a look at evals/cases/shipped.jsonl; `python -m evals abstention` and
`python -m evals answers` measure the rule anew.
"""

from dataclasses import dataclass
from math import exp

OFF_TOPIC_COSINE = 0.83
"""Below this cosine no sentence of the knowledge base is about the question (multilingual-e5-small)."""
LEAST_PROBABILITY = 0.58
"""An answer is given from this probability upwards."""
INTERCEPT, WEIGHT_CLOSEST, WEIGHT_COVERAGE = -26.8, 30.0, 2.5
WEIGHT_REFUSAL = 2.0
"""How strongly the model's inclination to refuse counts, around NEUTRAL_REFUSAL; the embedded one knows little."""
NEUTRAL_REFUSAL = 0.3
WEIGHT_CITED = 2.0
WEIGHT_FACT_MISSING = 0.8
"""Counts against a question for an amount, a time or a number when no quote holds one."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a question before it is answered.

    `closest` is the highest cosine of the question and a sentence (−1 to 1), `coverage` the share of the question's
    words in the quotes (0 to 1), `refusal` the probability that the model refuses (0 to 1; None: not asked).
    """

    closest: float
    coverage: float
    cited_section_found: bool = False
    fact_missing: bool = False
    refusal: float | None = None


def probability_answerable(signals: Signals) -> float:
    """Estimate the probability that the evidence answers the question."""
    score = INTERCEPT + WEIGHT_CLOSEST * signals.closest + WEIGHT_COVERAGE * signals.coverage
    if signals.cited_section_found:
        score += WEIGHT_CITED
    if signals.fact_missing:
        score -= WEIGHT_FACT_MISSING
    if signals.refusal is not None:
        score -= WEIGHT_REFUSAL * (signals.refusal - NEUTRAL_REFUSAL)
    return 1 / (1 + exp(-score))


def is_answerable(signals: Signals) -> bool:
    """Tell whether the evidence is to be shown as an answer.

    >>> is_answerable(Signals(closest=0.90, coverage=0.8))
    True
    >>> is_answerable(Signals(closest=0.78, coverage=0.1))
    False
    """
    if signals.closest < OFF_TOPIC_COSINE and not signals.cited_section_found:
        return False
    return probability_answerable(signals) >= LEAST_PROBABILITY
