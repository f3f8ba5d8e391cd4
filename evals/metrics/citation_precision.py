"""Citation precision: the share of citations that lead to a passage which answers the question."""

from collections.abc import Sequence


def citation_precision(citations: Sequence[int], answering: frozenset[int]) -> float | None:
    """Return 0 to 1 over all citations of an answer, None when it cites nothing.

    `answering` are the numbers of the sources whose passage holds a gold fragment or a key fact; a number that no
    source has counts as wrong.

    >>> citation_precision([1, 1, 2, 3], frozenset({1, 3}))
    0.75
    """
    return sum(number in answering for number in citations) / len(citations) if citations else None
