import pytest

from assistant.local_model.drafts import draft


@pytest.mark.parametrize(
    ("tokens", "most", "expected"),
    [
        ([1, 2, 3, 4, 5, 9, 1, 2], 3, [3, 4, 5]),
        ([1, 2, 3, 4, 5, 9, 1, 2], 1, [3]),
        ([1, 2, 3, 4, 5, 9, 1, 2], 0, []),
        ([1, 2, 3, 4, 5, 9, 1, 2], 99, [3, 4, 5, 9, 1, 2]),
        ([1, 2, 3], 5, []),
        ([1], 5, []),
        ([], 5, []),
        ([7, 7, 7], 2, [7]),
    ],
)
def test_what_followed_the_same_end_is_foretold(tokens: list[int], most: int, expected: list[int]) -> None:
    assert draft(tokens, most) == expected


def test_a_longer_end_foretells_better_than_a_later_one() -> None:
    assert draft([8, 1, 2, 5, 9, 1, 2, 6, 8, 1, 2], 1) == [5]


def test_of_equally_long_ends_the_latest_counts() -> None:
    assert draft([1, 2, 5, 9, 1, 2, 6, 8, 1, 2], 1) == [6]
