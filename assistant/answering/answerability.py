"""The rule for "Dazu finde ich in der Wissensbasis nichts": when a question counts as not answerable.

Three signals are weighed by a logistic function: the best raw cosine of question and passage, the share of the
question's words that the chosen sentences cover, and (once the model has read them) how likely it refuses.
The figures were fitted on municipal questions with unanswerable ones among them (`python -m evals abstention`).
"""

from dataclasses import dataclass
from math import exp

OFF_TOPIC_COSINE = 0.79
"""Below this cosine nothing in the knowledge base is about the question (multilingual-e5-small)."""
LEAST_PROBABILITY = 0.5
"""An answer is given from this probability of being answerable upwards."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a question: cosine −1 to 1, coverage 0 to 1, the model's refusal 0 to 1 (None: not asked)."""

    cosine: float
    coverage: float
    cited_section_found: bool = False
    refusal: float | None = None


def probability_answerable(signals: Signals) -> float:
    """Estimate the probability that the evidence answers the question."""
    if signals.refusal is None:
        score = -25.0 + 28.0 * signals.cosine + 4.0 * signals.coverage
    else:
        score = -21.0 + 24.0 * signals.cosine + 4.0 * signals.coverage - 4.0 * (signals.refusal - 0.5)
    return 1 / (1 + exp(-score - (2.0 if signals.cited_section_found else 0.0)))


def is_answerable(signals: Signals) -> bool:
    """Tell whether the evidence is to be shown as an answer."""
    if signals.cosine < OFF_TOPIC_COSINE and not signals.cited_section_found:
        return False
    return probability_answerable(signals) >= LEAST_PROBABILITY
