"""The parts that have no answer, in the cases, are the parts that the product cuts a question into."""

from assistant.answering.answered_parts import as_asked
from assistant.answering.question import make_whole
from assistant.answering.question_parts import question_parts
from evals.case import Case, read_cases
from evals.suites import CASES

HALF = read_cases(CASES.with_name("half_answered.jsonl"))


def parts(case: Case) -> list[str]:
    return [as_asked(part.typed) for part in question_parts(make_whole(case.question, []))]


def test_every_case_names_one_of_its_parts() -> None:
    for case in HALF:
        assert len(case.missing) == 1, case.id
        assert set(case.missing) <= set(parts(case)), (case.id, parts(case))


def test_the_other_part_has_a_place_and_a_fact() -> None:
    assert len(HALF) == len({case.id for case in HALF}) == 22
    assert all(case.answerable and case.gold and case.key_facts for case in HALF)
