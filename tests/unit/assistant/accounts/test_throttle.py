from datetime import timedelta

import pytest

from assistant.accounts.throttle import FORGET_AFTER, FREE_ATTEMPTS, LONGEST_PAUSE, LoginThrottle

NOON = 1000.0


class Clock:
    """Seconds that are put forward by hand."""

    now = NOON

    def __call__(self) -> float:
        return self.now


def after_failures(count: int, clock: Clock | None = None) -> LoginThrottle:
    throttle = LoginThrottle(clock or Clock())
    for _ in range(count):
        throttle.note_failure("anna")
    return throttle


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (FREE_ATTEMPTS - 1, 0), (FREE_ATTEMPTS, 30), (FREE_ATTEMPTS + 1, 60), (FREE_ATTEMPTS + 2, 120)],
)
def test_the_pause_doubles(failures: int, seconds: int) -> None:
    assert after_failures(failures).seconds_to_wait("anna") == seconds


def test_the_pause_has_a_limit_and_passes() -> None:
    clock = Clock()
    throttle = after_failures(200, clock)
    assert throttle.seconds_to_wait("anna") == LONGEST_PAUSE.total_seconds()
    clock.now = NOON + 899.5
    assert throttle.seconds_to_wait("anna") == 1
    clock.now = NOON + LONGEST_PAUSE.total_seconds()
    assert throttle.seconds_to_wait("anna") == 0


def test_spelling_does_not_help() -> None:
    assert after_failures(FREE_ATTEMPTS).seconds_to_wait(" ANNA ") == 30


def test_failures_are_forgotten_in_time_or_by_success() -> None:
    clock = Clock()
    throttle = after_failures(FREE_ATTEMPTS, clock)
    clock.now += (FORGET_AFTER + timedelta(seconds=1)).total_seconds()
    throttle.note_failure("anna")
    assert throttle.seconds_to_wait("anna") == 0
    throttle = after_failures(FREE_ATTEMPTS)
    throttle.note_success("Anna")
    assert throttle.seconds_to_wait("anna") == 0


def test_another_name_is_not_held_up() -> None:
    assert after_failures(50).seconds_to_wait("bert") == 0
