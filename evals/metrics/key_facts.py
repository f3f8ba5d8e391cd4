"""Key facts: the strings without which an answer is not right, in any of their accepted spellings."""

import re
from collections.abc import Sequence

from evals.metrics.plain_text import collapsed

KeyFact = Sequence[str]
"""The accepted spellings of one fact."""

_INFLECTION = r"(?:e[nmrs]?|n|s)?"


def key_facts(answer: str, facts: Sequence[KeyFact]) -> float:
    """Return the share of the facts that the answer states (1.0 when none is asked for).

    >>> key_facts("Die Gebühr beträgt 93,00 Euro.", [["93 Euro", "93,00 Euro"], ["zwei Wochen"]])
    0.5
    """
    return sum(states(answer, fact) for fact in facts) / len(facts) if facts else 1.0


def states(answer: str, fact: KeyFact) -> bool:
    """Tell whether the answer holds one spelling as whole words, whatever their case and ending.

    "3 Euro" does not stand in "93 Euro", "fünf Jahre" does in "fünf Jahren".
    """
    text = collapsed(answer)
    return any(_pattern(spelling).search(text) for spelling in fact)


def _pattern(spelling: str) -> re.Pattern[str]:
    wanted = collapsed(spelling)
    ending = _INFLECTION if wanted[-1:].isalpha() else r"(?![.,]?\d)"
    return re.compile(r"(?<!\w)(?<!\d[.,])" + re.escape(wanted) + ending + r"(?!\w)", re.I)
