"""Whether a text keeps a function busy beyond reason: told by how its time grows, not by how fast the machine is."""

import time
from collections.abc import Callable

ATTEMPTS = 3
"""So often a long time is looked at again: a collection of garbage, or a neighbour, may have been in the way."""

STEEPEST = 10
"""Four times the text takes four times as long where time grows with the length, sixteen times with its square."""

SLOWEST = 20
"""No machine that the suite runs on is so many times slower than the one where `seconds` was measured."""


def takes_too_long(work: Callable[[str], object], text: str, *, seconds: float) -> bool:
    """Tell whether `work` takes longer than `seconds` of processor time and its time outgrows the text's length."""
    for _ in range(ATTEMPTS):
        whole = _seconds(work, text)
        if whole < seconds:
            return False
        if whole < min(SLOWEST * seconds, STEEPEST * _seconds(work, text[: len(text) // 4])):
            return False
    return True


def _seconds(work: Callable[[str], object], text: str) -> float:
    # Of this thread alone: what other tests left running in the process must not count.
    began = time.thread_time()
    work(text)
    return time.thread_time() - began
