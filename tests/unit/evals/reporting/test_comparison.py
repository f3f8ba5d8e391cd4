from typing import Any

from evals.reporting.comparison import Verdict, compare


def run(values: list[dict[str, float]], **about: Any) -> dict[str, Any]:
    cases = [{"id": str(n), "kind": "k", "question": f"Frage {n}?", "values": one} for n, one in enumerate(values)]
    return {"suite": "answers", "made_at": "2026", "cases": cases, **about}


def test_a_change_is_clear_only_when_its_interval_leaves_zero_out() -> None:
    old = run([{"recall@5": 0.0, "mrr@10": 0.5}] * 10)
    new = run([{"recall@5": 1.0, "mrr@10": 0.5 + (0.5 if n == 0 else 0)} for n in range(10)])
    by_name = {one.name: one for one in compare(old, new).metrics}
    assert by_name["recall@5"].change == 1
    assert by_name["recall@5"].verdict is Verdict.BETTER
    assert by_name["mrr@10"].verdict is Verdict.UNCLEAR
    assert {one.verdict for one in compare(old, old).metrics} == {Verdict.SAME}
    assert {one.name: one.verdict for one in compare(new, old).metrics}["recall@5"] is Verdict.WORSE


def test_fewer_refusals_and_fewer_invented_figures_are_better() -> None:
    old = run([{"over_abstention": 1.0, "unsupported_figures": 2, "citations": 3}] * 8)
    new = run([{"over_abstention": 0.0, "unsupported_figures": 0, "citations": 1}] * 8)
    by_name = {one.name: one for one in compare(old, new).metrics}
    assert by_name["over_abstention"].verdict is Verdict.BETTER
    assert by_name["unsupported_figures"].verdict is Verdict.BETTER
    assert by_name["unsupported_figures"].old == 16
    assert by_name["unsupported_figures"].low == -16
    assert by_name["citations"].verdict is Verdict.UNCLEAR


def test_questions_that_came_out_differently_are_named_with_their_measures() -> None:
    changed = compare(
        run([{"key_facts": 0.5, "over_abstention": 0.0}, {"key_facts": 1.0}]),
        run([{"key_facts": 1.0, "over_abstention": 1.0}, {"key_facts": 1.0}]),
    ).cases
    assert [one.id for one in changed] == ["0"]
    assert changed[0].better == {"key_facts": (0.5, 1.0)}
    assert changed[0].worse == {"over_abstention": (0.0, 1.0)}


def test_new_and_reworded_questions_are_not_paired_but_told() -> None:
    old, new = run([{"x": 1.0}] * 2), run([{"x": 1.0}] * 3)
    old["cases"][1]["question"] = "Anders gefragt?"
    result = compare(old, new)
    assert result.metrics[0].questions == 1
    assert list(result.only_old) == ["1"]
    assert list(result.only_new) == ["1", "2"]


def test_other_settings_are_told() -> None:
    result = compare(run([], model="a", passages=1), run([], model="b", passages=1))
    assert result.differences == {"model": ("a", "b")}
    assert list(result.metrics) == []
