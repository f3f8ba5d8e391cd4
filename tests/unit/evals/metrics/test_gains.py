from evals.metrics.gains import Matches, Wanted, gains


def at(gold: set[int] = frozenset(), stand_ins: set[int] = frozenset()) -> Matches:
    return Matches(frozenset(gold), frozenset(stand_ins))


def test_a_gold_entry_counts_once() -> None:
    assert gains([at(), at({0}), at({0}), at({1})], Wanted(2)) == [0, 1, 0, 1]


def test_one_passage_may_hold_two_entries() -> None:
    assert gains([at({0, 1})], Wanted(2)) == [2]


def test_a_stand_in_counts_for_the_entry_it_replaces_only() -> None:
    wanted = Wanted(2, (0, 0))
    assert gains([at(stand_ins={0}), at(stand_ins={1}), at({0}), at({1})], wanted) == [1, 0, 0, 1]


def test_a_free_stand_in_counts_for_any_missing_entry_but_once() -> None:
    wanted = Wanted(2, (None,))
    assert gains([at(stand_ins={0}), at(stand_ins={0}), at({1})], wanted) == [1, 0, 1]


def test_a_free_stand_in_beside_its_gold_entry_says_nothing_new() -> None:
    assert gains([at({0}, {0})], Wanted(2, (None,))) == [1]
