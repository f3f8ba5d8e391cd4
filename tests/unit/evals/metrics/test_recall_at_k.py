import pytest

from evals.metrics.recall_at_k import recall_at_k


def test_counts_what_stands_among_the_first_k() -> None:
    gains = [0, 1, 0, 0, 1, 1]
    assert recall_at_k(gains, wanted=3, k=1) == 0
    assert recall_at_k(gains, wanted=3, k=5) == pytest.approx(2 / 3)
    assert recall_at_k(gains, wanted=3, k=10) == 1


def test_a_question_without_gold_has_no_recall() -> None:
    with pytest.raises(ValueError, match="without gold"):
        recall_at_k([1], wanted=0, k=5)
