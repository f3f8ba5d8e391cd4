"""The shipped questions stand on the shipped documents: every gold fragment is found in its document's passages."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from evals.case import Case, Gold, read_cases
from evals.metrics.plain_text import stands_in
from evals.suites import CASES
from ingest.chunking.passages import passages_of
from ingest.parsing.parse import parse

ARTICLES = Path(__file__).resolve().parents[3] / "knowledge_base" / "articles"
SHIPPED = read_cases(CASES)
ENTRIES = sorted(
    {entry.document for case in SHIPPED for entry in (*case.gold, *case.also_acceptable)},
)


@cache
def passages(document: str) -> tuple[str, ...]:
    path = ARTICLES / document
    parsed = parse(path.name, path.read_bytes())
    return tuple(passage.text for passage in passages_of(parsed, "d", parsed.title)[0])


def entries_of(document: str) -> list[tuple[Case, Gold]]:
    return [
        (case, entry) for case in SHIPPED for entry in (*case.gold, *case.also_acceptable) if entry.document == document
    ]


@pytest.mark.parametrize("document", ENTRIES)
def test_every_fragment_stands_verbatim_in_one_passage(document: str) -> None:
    for case, entry in entries_of(document):
        holding = [text for text in passages(document) if stands_in(entry.contains, text)]
        assert holding, f"{case.id}: „{entry.contains}“ steht nicht in {document}"


def test_forty_questions_ten_of_them_unanswerable() -> None:
    assert len(SHIPPED) == len({case.id for case in SHIPPED}) == 40
    assert sum(not case.answerable for case in SHIPPED) == 10
    kinds = Counter(case.kind for case in SHIPPED)
    assert kinds["near_miss"] >= 5
    assert kinds["off_topic"] >= 2
    assert sum(bool(case.history) for case in SHIPPED) == 2


def test_every_answerable_question_names_facts_and_fragments() -> None:
    for case in SHIPPED:
        assert bool(case.gold) is bool(case.key_facts) is case.answerable, case.id
        assert all(entry.contains for entry in (*case.gold, *case.also_acceptable)), case.id
