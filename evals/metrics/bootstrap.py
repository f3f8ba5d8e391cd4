"""Bootstrap intervals: how far a mean over so few questions may be off."""

from collections.abc import Sequence
from random import Random

RESAMPLES = 2000
SEED = 20240627
"""Fixed, so that the same answers give the same interval."""


def mean(values: Sequence[float]) -> float | None:
    """Return the mean, None when there are no values."""
    return sum(values) / len(values) if values else None


def interval(values: Sequence[float], *, confidence: float = 0.95) -> tuple[float, float] | None:
    """Return the percentile interval of the mean over resampled questions; None when there are no values."""
    if not values:
        return None
    chance = Random(SEED)  # noqa: S311 - statistics, not secrets
    count = len(values)
    means = sorted(sum(chance.choices(values, k=count)) / count for _ in range(RESAMPLES))
    tail = round((1 - confidence) / 2 * (RESAMPLES - 1))
    return means[tail], means[-1 - tail]
