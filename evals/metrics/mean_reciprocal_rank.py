"""Mean reciprocal rank: how far down the first right passage stands."""

from collections.abc import Sequence


def reciprocal_rank(gains: Sequence[int], k: int = 10) -> float:
    """Return 1 / the position of the first right passage among the first k, 0 when there is none.

    >>> reciprocal_rank([0, 0, 0, 1])
    0.25
    """
    return next((1 / position for position, gain in enumerate(gains[:k], start=1) if gain), 0.0)


def mean_reciprocal_rank(rankings: Sequence[Sequence[int]], k: int = 10) -> float:
    """Average over the gains of several rankings; 0 when there are none."""
    return sum(reciprocal_rank(gains, k) for gains in rankings) / len(rankings) if rankings else 0.0
