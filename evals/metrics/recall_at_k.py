"""Recall at k: the share of the gold entries that stands among the first k passages."""

from collections.abc import Sequence


def recall_at_k(gains: Sequence[int], wanted: int, k: int) -> float:
    """Return 0 to 1; `gains` says how many new gold entries each position adds, `wanted` how many there are.

    >>> recall_at_k([0, 1, 0, 1], wanted=2, k=3)
    0.5
    """
    if wanted < 1:
        raise ValueError(f"a question without gold has no recall (wanted={wanted})")
    return min(sum(gains[:k]), wanted) / wanted
