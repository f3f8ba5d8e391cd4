import pytest

from evals.metrics.latency import percentile


def test_linear_between_neighbours() -> None:
    seconds = [0.4, 0.1, 0.2, 0.3, 10.0]
    assert percentile(seconds, 50) == pytest.approx(0.3)
    assert percentile(seconds, 95) == pytest.approx(0.4 + 0.8 * 9.6)  # place 3.8 of 0..4
    assert percentile(seconds, 100) == 10


def test_one_value_and_none() -> None:
    assert percentile([2.0], 95) == 2
    assert percentile([], 50) is None
