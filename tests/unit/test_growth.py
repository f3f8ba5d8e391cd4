"""The measure that tells a slow machine from a text that keeps a function busy."""

import time

from tests.support.growth import takes_too_long


def _busy(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def test_what_is_done_in_time_is_not_too_long() -> None:
    assert not takes_too_long(len, "x" * 400, seconds=0.1)


def test_a_slow_machine_is_not_taken_for_a_defect() -> None:
    assert not takes_too_long(lambda text: _busy(len(text) / 10_000), "x" * 400, seconds=0.01)


def test_time_that_grows_with_the_square_is_a_defect() -> None:
    assert takes_too_long(lambda text: _busy((len(text) / 1000) ** 2), "x" * 400, seconds=0.01)


def test_so_is_what_is_slow_beyond_any_machine() -> None:
    assert takes_too_long(lambda text: _busy(len(text) / 10_000), "x" * 400, seconds=0.001)
