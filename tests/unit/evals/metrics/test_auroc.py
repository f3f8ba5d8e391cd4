from evals.metrics.auroc import auroc


def test_chance_that_a_positive_scores_above_a_negative() -> None:
    assert auroc([3, 2], [1, 0]) == 1
    assert auroc([0, 1], [2, 3]) == 0
    assert auroc([1], [1]) == 0.5
    assert auroc([0.8, 0.3, 0.6], [0.5, 0.1]) == 5 / 6


def test_one_side_empty() -> None:
    assert auroc([], [1]) is None
