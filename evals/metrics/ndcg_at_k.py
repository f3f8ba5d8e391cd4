"""Normalised discounted cumulative gain: right passages count less the lower they stand."""

from collections.abc import Sequence
from math import log2


def ndcg_at_k(gains: Sequence[int], wanted: int, k: int = 10) -> float:
    """Return 0 to 1; the ideal ranking has one gold entry at each of its first `wanted` positions.

    >>> round(ndcg_at_k([0, 1, 0], wanted=1), 3)
    0.631
    """
    if wanted < 1:
        raise ValueError(f"a question without gold has no ideal ranking (wanted={wanted})")
    reached = sum(gain / log2(position + 1) for position, gain in enumerate(gains[:k], start=1))
    ideal = sum(1 / log2(position + 1) for position in range(1, min(wanted, k) + 1))
    return min(reached / ideal, 1.0)
