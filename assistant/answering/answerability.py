"""The rule for "Dazu finde ich in der Wissensbasis nichts": when a question counts as not answerable.

The probability that the evidence answers the question is a logistic function of a few plain signals. Weights and
thresholds stand in answerability.toml; `python -m evals abstention` measures the rule anew.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

from assistant.answering.with_reading import load_with_reading

WEIGHTS = Path(__file__).with_name("answerability.toml")


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a question before it is answered.

    `closest` is the highest cosine of the question and a sentence (−1 to 1), `coverage` the share of the question's
    words in the quotes (0 to 1), `refusal` the probability that the model refuses (0 to 1; None: not asked).
    `fit` is the best sum, over sentences, of likeness above the typical one and of the question's rare words (−1 to 2;
    None: meaning was not compared); `fact_fit` is the same over the sentences that hold the kind of fact asked for (0:
    none does; None: no kind of fact is asked for). `exact_fact_asked` tells that a wrong fact would mislead (an amount,
    a phone number), `today_missing` that the question asks how things are just now, and no quote does.
    `name_missing` is the rarity of a capitalised word that no found passage holds, `difference_missing` how much is
    missing of two things to be compared (0 to 1). `stands_out` is how far the nearest passage's cosine lies above the
    middle one's, `of_laws` the share of laws among the passages, whose words are further from those of questions.
    `reading` is what a reading model's state says, as log-odds (assistant.answering.reading; None: it did not read).
    """

    closest: float
    coverage: float
    cited_section_found: bool = False
    refusal: float | None = None
    fit: float | None = None
    name_missing: float = 0.0
    stands_out: float = 0.0
    of_laws: float = 0.0
    one_document: bool = False
    definition_missing: bool = False
    papers_missing: bool = False
    difference_missing: float = 0.0
    fact_fit: float | None = None
    exact_fact_asked: bool = False
    today_missing: bool = False
    reading: float | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """The file's numbers: what each signal adds, and the limits."""

    least_probability: float
    off_topic_cosine: float
    neutral_refusal: float
    neutral_fit: float
    intercept: float
    signals: Mapping[str, float]


@lru_cache(maxsize=1)
def load_weights(path: Path = WEIGHTS) -> Weights:
    """Read the checked-in weights."""
    with path.open("rb") as file:
        content = tomllib.load(file)
    limits = content["limits"]
    return Weights(
        limits["least_probability"],
        limits["off_topic_cosine"],
        limits["neutral_refusal"],
        limits["neutral_fit"],
        content["intercept"],
        content["weights"],
    )


def as_numbers(signals: Signals) -> dict[str, float]:
    """Return the signals as the weights count them, by the weights' names."""
    weights = load_weights()
    return {
        "closest": signals.closest,
        "fit": weights.neutral_fit if signals.fit is None else signals.fit,
        "stands_out": signals.stands_out,
        "of_laws": signals.of_laws,
        "one_document": float(signals.one_document),
        "name_missing": signals.name_missing,
        "definition_missing": float(signals.definition_missing),
        "papers_missing": float(signals.papers_missing),
        "difference_missing": signals.difference_missing,
        "fact_fit": 0.0 if signals.fact_fit is None else signals.fact_fit - weights.neutral_fit,
        "exact_fact_asked": float(signals.exact_fact_asked),
        "today_missing": float(signals.today_missing),
        "cited_section_found": float(signals.cited_section_found),
        "refusal": 0.0 if signals.refusal is None else signals.refusal - weights.neutral_refusal,
    }


def rule_log_odds(signals: Signals) -> float:
    """Return the log-odds that the evidence answers the question, by the plain signals alone."""
    weights = load_weights()
    return weights.intercept + sum(
        weights.signals[name] * value for name, value in as_numbers(signals).items() if name in weights.signals
    )


def log_odds_answerable(signals: Signals) -> float:
    """Return the log-odds that the evidence answers the question, by all that is known."""
    score = rule_log_odds(signals)
    return score if signals.reading is None else load_with_reading()[0].log_odds(score, signals.reading)


def probability_answerable(signals: Signals) -> float:
    """Estimate the probability that the evidence answers the question."""
    return 1 / (1 + exp(-log_odds_answerable(signals)))


def is_answerable(signals: Signals) -> bool:
    """Tell whether the evidence is to be shown as an answer.

    >>> is_answerable(Signals(closest=0.93, coverage=0.9, fit=1.4))
    True
    >>> is_answerable(Signals(closest=0.78, coverage=0.1))
    False
    """
    if is_off_topic(signals):
        return False
    if signals.reading is None:
        return probability_answerable(signals) >= load_weights().least_probability
    return load_with_reading()[0].holds(rule_log_odds(signals), signals.reading)


def is_worth_reading(signals: Signals) -> bool:
    """Tell whether a reader may find an answer where the rule alone sees none."""
    return not is_off_topic(signals) and rule_log_odds(signals) >= load_with_reading()[0].worth_reading


def is_off_topic(signals: Signals) -> bool:
    """Tell whether no sentence is about the question, whatever else speaks for an answer."""
    return signals.closest < load_weights().off_topic_cosine and not signals.cited_section_found
