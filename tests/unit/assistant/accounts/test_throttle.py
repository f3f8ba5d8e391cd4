from datetime import UTC, datetime, timedelta

import pytest

from assistant.accounts.throttle import FORGET_AFTER, FREE_ATTEMPTS, LONGEST_PAUSE, LoginThrottle

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def after_failures(count: int) -> LoginThrottle:
    throttle = LoginThrottle()
    for _ in range(count):
        throttle.note_failure("anna", NOON)
    return throttle


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (FREE_ATTEMPTS - 1, 0), (FREE_ATTEMPTS, 30), (FREE_ATTEMPTS + 1, 60), (FREE_ATTEMPTS + 2, 120)],
)
def test_the_pause_doubles(failures: int, seconds: int) -> None:
    assert after_failures(failures).seconds_to_wait("anna", NOON) == seconds


def test_the_pause_has_a_limit_and_passes() -> None:
    throttle = after_failures(200)
    assert throttle.seconds_to_wait("anna", NOON) == LONGEST_PAUSE.total_seconds()
    assert throttle.seconds_to_wait("anna", NOON + timedelta(seconds=899.5)) == 1
    assert throttle.seconds_to_wait("anna", NOON + LONGEST_PAUSE) == 0


def test_spelling_does_not_help() -> None:
    assert after_failures(FREE_ATTEMPTS).seconds_to_wait(" ANNA ", NOON) == 30


def test_failures_are_forgotten_in_time_or_by_success() -> None:
    throttle = after_failures(FREE_ATTEMPTS)
    later = NOON + FORGET_AFTER + timedelta(seconds=1)
    throttle.note_failure("anna", later)
    assert throttle.seconds_to_wait("anna", later) == 0
    throttle = after_failures(FREE_ATTEMPTS)
    throttle.note_success("Anna")
    assert throttle.seconds_to_wait("anna", NOON) == 0


def test_another_name_is_not_held_up() -> None:
    assert after_failures(50).seconds_to_wait("bert", NOON) == 0
