import pytest

from evals.metrics.bootstrap import interval, mean


def test_mean() -> None:
    assert mean([0, 1, 1]) == pytest.approx(2 / 3)
    assert mean([]) is None


def test_interval_lies_around_the_mean_as_the_binomial_says() -> None:
    values = [1.0] * 90 + [0.0] * 10
    low, high = interval(values) or (0, 0)
    # standard error of .9 over 100 questions: sqrt(.09 / 100) = .03, so about .84 to .96
    assert low == pytest.approx(0.84, abs=0.015)
    assert high == pytest.approx(0.96, abs=0.015)


def test_same_values_same_interval_and_certainty_has_no_width() -> None:
    assert interval([0, 1, 1, 0]) == interval([0, 1, 1, 0])
    assert interval([1, 1, 1]) == (1, 1)
    assert interval([]) is None
