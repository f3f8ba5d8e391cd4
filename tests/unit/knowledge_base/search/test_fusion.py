"""One ranking from several scores."""

from knowledge_base.search.fusion import fuse, give_place, spread


def test_spread_stretches_to_0_and_1() -> None:
    assert spread({"a": 0.9, "b": 0.85, "c": 0.8}).keys() == {"a", "b", "c"}
    assert spread({}) == {}
    assert spread({"a": 7.0, "b": 7.0}) == {"a": 1.0, "b": 1.0}


def test_fused_scores_lie_between_0_and_1_and_both_sides_count() -> None:
    fused = fuse([(0.7, {"a": 0.9, "b": 0.8, "c": 0.85}), (0.3, {"b": 12.0, "d": 3.0})])
    assert max(fused, key=lambda key: fused[key]) == "a"
    assert all(0 <= score <= 1 for score in fused.values())
    assert fuse([(0.7, {}), (0.3, {"a": 2.0})]) == {"a": 0.3}
    assert fuse([]) == {}


def test_a_place_is_given_only_to_what_stands_behind_it() -> None:
    assert give_place(["a", "b", "c", "d"], "d", 1) == ["a", "d", "b", "c"]
    assert give_place(["a", "b", "c"], "a", 1) == ["a", "b", "c"]
    assert give_place(["a"], "x", 5) == ["a", "x"]
