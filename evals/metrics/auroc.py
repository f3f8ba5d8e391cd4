"""Area under the ROC curve: how well a signal parts answerable from unanswerable questions, whatever the threshold."""

from collections.abc import Sequence


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float | None:
    """Return the chance that a positive scores above a negative, ties counting half; None when one side is empty.

    >>> auroc([0.9, 0.4], [0.5, 0.1])
    0.75
    """
    if not positive or not negative:
        return None
    wins = sum((high > low) + 0.5 * (high == low) for high in positive for low in negative)
    return wins / (len(positive) * len(negative))
