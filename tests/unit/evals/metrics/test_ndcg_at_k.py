import pytest

from evals.metrics.ndcg_at_k import ndcg_at_k


def test_one_entry_is_discounted_by_its_position() -> None:
    assert ndcg_at_k([1], wanted=1) == 1
    assert ndcg_at_k([0, 0, 1], wanted=1) == pytest.approx(0.5)  # 1 / log2(4)


def test_two_entries_against_the_ideal_of_the_first_two_positions() -> None:
    # reached 1 + 1/log2(4) = 1.5, ideal 1 + 1/log2(3) = 1.63093
    assert ndcg_at_k([1, 0, 1], wanted=2) == pytest.approx(1.5 / 1.6309297, abs=1e-6)


def test_two_entries_in_the_first_passage_are_ideal() -> None:
    assert ndcg_at_k([2], wanted=2) == 1


def test_what_stands_below_k_does_not_count() -> None:
    assert ndcg_at_k([0, 0, 1], wanted=1, k=2) == 0
