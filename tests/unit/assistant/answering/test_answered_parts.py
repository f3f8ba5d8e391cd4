"""Which parts of a question are answered, and of which it is said that nothing is found."""

import pytest

from assistant.answering.answerability import Signals, is_answerable, probability_answerable
from assistant.answering.answered_parts import (
    CLEARLY_MISSING,
    MISSING_ALIKE,
    PartEvidence,
    any_answerable,
    as_asked,
    judge_parts,
)
from assistant.answering.evidence import Selection

GOOD, DOUBTFUL, BAD = Signals(0.92, 0.9, fit=1.4), Signals(0.845, 0.5, fit=0.5), Signals(0.83, 0.1, fit=0.2)


def part(asked: str, signals: Signals) -> PartEvidence:
    return PartEvidence(asked, (), Selection(), signals)


FOUND, DOUBTED, LOST = part("Was kostet es?", GOOD), part("Wo?", DOUBTFUL), part("Wer?", BAD)


def test_the_examples_lie_where_they_are_meant_to() -> None:
    assert is_answerable(GOOD)
    assert not is_answerable(DOUBTFUL)
    assert probability_answerable(BAD) < CLEARLY_MISSING < probability_answerable(DOUBTFUL) < MISSING_ALIKE


def test_beside_an_answer_only_what_is_clearly_missing_is_said_to_be() -> None:
    judged = judge_parts(GOOD, [FOUND, DOUBTED, LOST])
    assert judged.answered == (FOUND, DOUBTED)
    assert judged.missing == (LOST,)


def test_where_the_whole_finds_nothing_less_doubt_is_enough() -> None:
    judged = judge_parts(BAD, [FOUND, DOUBTED, LOST])
    assert judged.answered == (FOUND,)
    assert judged.missing == (DOUBTED, LOST)


@pytest.mark.parametrize("whole", [GOOD, BAD])
def test_when_no_part_is_found_the_whole_question_decides(whole: Signals) -> None:
    judged = judge_parts(whole, [LOST, LOST])
    assert judged.missing == ()
    assert judged.answered == (LOST, LOST)


def test_one_part_is_enough_for_an_answer_unless_the_model_refuses() -> None:
    assert any_answerable([BAD, GOOD])
    assert not any_answerable([BAD, DOUBTFUL])
    assert not any_answerable([BAD, Signals(0.89, 0.6, fit=1.0)], refusal=1.0)
    assert any_answerable([BAD, Signals(0.89, 0.6, fit=1.0)], refusal=0.0)


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("Und was kostet sie für ein Kind?", "was kostet sie für ein Kind"),
        ("wie lange gilt sie?", "wie lange gilt sie"),
        ("Und?", "Und"),
    ],
)
def test_a_part_is_named_without_what_ties_it_to_the_others(part: str, named: str) -> None:
    assert as_asked(part) == named
