"""The files that the reader is fitted on are whole, and hold nothing of what tests it."""

from collections import Counter
from pathlib import Path

import pytest

from evals.case import read_cases
from evals.places import CASES_FOLDER
from evals.reader.material import (
    GUIDE_QUESTIONS,
    LAW_QUESTIONS,
    PAGE_QUESTIONS,
    PAGES,
    STATEMENTS,
    TEST_QUESTIONS,
    TEST_STATEMENTS,
    as_words,
    read_lines,
    read_page_questions,
    read_questions,
    read_statements,
)
from evals.statements.written_statements import read_written
from knowledge_base.errors import ConfigurationError

ARTICLES = Path(__file__).resolve().parents[4] / "knowledge_base" / "articles"
TRAINING = (GUIDE_QUESTIONS, LAW_QUESTIONS, PAGE_QUESTIONS)


@pytest.mark.parametrize("path", [*TRAINING, PAGES, *STATEMENTS, *TEST_STATEMENTS], ids=lambda path: path.stem)
def test_ids_differ(path: Path) -> None:
    rows = read_lines(path)
    assert len(rows) == len({row["id"] for row in rows}) > 0


def test_no_question_that_tests_is_trained_on() -> None:
    tested = {as_words(case.question) for path in TEST_QUESTIONS for case in read_cases(path)}
    for path in TRAINING:
        assert not [row["id"] for row in read_lines(path) if as_words(row["question"]) in tested]


def test_no_law_text_that_tests_is_trained_on() -> None:
    cases = [case for name in ("laws_unseen", "statutes_held") for case in read_cases(CASES_FOLDER / f"{name}.jsonl")]
    tested = {(g.law, g.section, g.absatz) for case in cases for g in (*case.gold, *case.also_acceptable)}
    passages = [row["passage"] for row in read_lines(LAW_QUESTIONS)]
    assert not {(place["law"], place["section"], place["absatz"]) for place in passages} & tested


def test_no_source_that_tests_is_trained_on() -> None:
    tested = [as_words(row["source"]) for path in TEST_STATEMENTS for row in read_lines(path)]
    trained = {as_words(one.cited.text) for one in read_statements()}
    assert not [(old, new) for old in tested for new in trained if old in new or new in old]
    assert len(trained) > 450


def test_training_sources_do_not_repeat() -> None:
    sources = Counter(as_words(row["source"]) for row in read_lines(STATEMENTS[0]))
    assert max(sources.values()) == 1


@pytest.mark.parametrize(("path", "count"), [(GUIDE_QUESTIONS, 2000), (LAW_QUESTIONS, 1300)], ids=["guides", "laws"])
def test_questions_have_a_place_and_both_labels(path: Path, count: int) -> None:
    questions = read_questions(path)
    assert len(questions) > count
    assert 0.3 < sum(one.answered for one in questions) / len(questions) < 0.7
    assert len({as_words(one.question) for one in questions}) == len(questions)
    assert all(one.group and one.question for one in questions)


def test_the_guides_that_questions_are_about_exist() -> None:
    for document in {one.group for one in read_questions(GUIDE_QUESTIONS)}:
        assert (ARTICLES / document).is_file(), document


def test_answering_lines_stand_on_their_page() -> None:
    questions = read_page_questions()
    assert len({one.page for one in questions}) == len(read_lines(PAGES)) == 248
    assert all(line in one.text for one in questions for line in one.gold_lines)
    assert {one.answerable for one in questions} == {True, False}


@pytest.mark.parametrize("path", [STATEMENTS[0], *TEST_STATEMENTS], ids=lambda path: path.stem)
def test_as_many_true_as_false_statements_none_its_source(path: Path) -> None:
    faithful, false = read_written(path)
    assert len(faithful) == len(false) == 3 * len(read_lines(path))
    assert all(as_words(one.text) != as_words(one.source) for one in faithful)
    assert not {as_words(one.text) for one in faithful} & {as_words(one.text) for one in false}


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": "a"}\n[1]\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"rows\.jsonl"):
        read_lines(file)
