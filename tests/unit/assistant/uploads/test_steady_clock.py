"""When the clock is trusted to tell that a draft is old."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.uploads.steady_clock import SteadyClock

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TRUSTED = SteadyClock(NOON, NOON - timedelta(days=100))


@pytest.mark.parametrize("jump", [timedelta(days=9), timedelta(days=3650), timedelta(days=-1), timedelta(days=-3650)])
def test_after_a_jump_it_must_go_on_for_a_day(jump: timedelta) -> None:
    clock = TRUSTED.at(NOON + jump)
    assert not clock.is_trusted()
    assert not clock.at(NOON + jump + timedelta(hours=23)).is_trusted()
    assert clock.at(NOON + jump + timedelta(hours=24)).is_trusted()


@pytest.mark.parametrize("step", [timedelta(), timedelta(minutes=-5), timedelta(days=4)])
def test_ordinary_steps_are_no_jumps(step: timedelta) -> None:
    assert TRUSTED.at(NOON + step).is_trusted()
