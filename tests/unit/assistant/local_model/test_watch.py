import logging

import pytest

from assistant.local_model.watch import Watch
from knowledge_base.errors import ModelUnavailable


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    moment = [0.0]
    monkeypatch.setattr("assistant.local_model.watch.monotonic", lambda: moment[0])
    return moment


def fail(watch: Watch, error: Exception) -> None:
    with pytest.raises(type(error)), watch.over():
        raise error


def broken() -> ModelUnavailable:
    error = ModelUnavailable("Es rechnet nicht.")
    error.__cause__ = RuntimeError("zu wenig Speicher")
    return error


def test_a_step_that_takes_over_a_minute_is_told_while_it_lasts(now: list[float]) -> None:
    watch = Watch()
    with watch.over() as step_done:
        for now[0] in (60.0, 120.0, 180.0):
            assert watch.is_well
            step_done()
        now[0] = 241.0
        assert not watch.is_well
        with watch.over():
            assert not watch.is_well, "another one is stuck"
        step_done()
        assert watch.is_well
    now[0] = 1000.0
    assert watch.is_well, "nothing is computed"


@pytest.mark.parametrize("error", [broken(), MemoryError()])
def test_three_failures_in_a_row_are_told_until_one_succeeds(error: Exception) -> None:
    watch = Watch()
    for _ in range(2):
        fail(watch, error)
        fail(watch, error)
        assert watch.is_well
        with watch.over():
            pass
    for _ in range(3):
        fail(watch, error)
    assert not watch.is_well
    with watch.over():
        assert not watch.is_well
    assert watch.is_well


def test_a_refused_prompt_is_no_failure_and_makes_none_good() -> None:
    watch = Watch()
    for _ in range(3):
        fail(watch, ModelUnavailable("Der Prompt ist zu lang."))
    assert watch.is_well
    for _ in range(3):
        fail(watch, broken())
    fail(watch, ModelUnavailable("Der Prompt ist zu lang."))
    assert not watch.is_well


def test_the_log_says_why_it_fails(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        fail(Watch(), broken())
        fail(Watch(), ModelUnavailable("Der Prompt ist zu lang."))
    assert caplog.messages == ["Es rechnet nicht. (zu wenig Speicher)"]
