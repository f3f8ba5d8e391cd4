"""Latency: percentiles of seconds."""

from collections.abc import Sequence


def percentile(seconds: Sequence[float], percent: float) -> float | None:
    """Return the value below which `percent` of the values lie, linear between neighbours; None when there are none.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 50)
    2.5
    """
    if not seconds:
        return None
    ordered = sorted(seconds)
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
