import pytest

from evals.metrics.mean_reciprocal_rank import mean_reciprocal_rank, reciprocal_rank


def test_is_one_over_the_first_right_position() -> None:
    assert reciprocal_rank([1, 0]) == 1
    assert reciprocal_rank([0, 0, 1, 1]) == pytest.approx(1 / 3)


def test_what_stands_below_k_does_not_count() -> None:
    assert reciprocal_rank([0, 0, 1], k=2) == 0


def test_averages_over_questions() -> None:
    assert mean_reciprocal_rank([[1], [0, 1], [0, 0]]) == pytest.approx((1 + 0.5 + 0) / 3)
    assert mean_reciprocal_rank([]) == 0
