from evals.metrics.abstention import Outcome, abstained_on_unanswerable, over_abstention

OUTCOMES = [
    Outcome(answerable=True, abstained=False),
    Outcome(answerable=True, abstained=False),
    Outcome(answerable=True, abstained=True),
    Outcome(answerable=True, abstained=False),
    Outcome(answerable=False, abstained=True),
    Outcome(answerable=False, abstained=False),
]


def test_both_ways() -> None:
    assert abstained_on_unanswerable(OUTCOMES) == 0.5
    assert over_abstention(OUTCOMES) == 0.25


def test_nothing_to_measure() -> None:
    assert abstained_on_unanswerable(OUTCOMES[:4]) is None
    assert over_abstention(OUTCOMES[4:]) is None
