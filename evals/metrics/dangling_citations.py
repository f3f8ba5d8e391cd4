"""Dangling citations: numbers in an answer that no source has."""

import re
from collections.abc import Iterable, Sequence

_MARK = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\]")


def dangling_citations(cited: Iterable[int], texts: Sequence[str], sources: Iterable[int]) -> int:
    """Count citations without a source: the recorded ones, and marks such as [3] that stand in the texts.

    >>> dangling_citations([1, 4], ["Siehe [2, 5]."], sources=[1, 2, 3])
    2
    """
    known = set(sources)
    marks = [int(number) for text in texts for mark in _MARK.findall(text) for number in mark.split(",")]
    return sum(number not in known for number in [*cited, *marks])
