"""The rule's weights point the right way, and are all used."""

from dataclasses import fields, replace

import pytest

from assistant.answering.answerability import Signals, as_numbers, is_answerable, load_weights, probability_answerable

GOOD = Signals(closest=0.91, coverage=0.8, fit=1.3)


@pytest.mark.parametrize(
    "worse",
    [
        {"closest": 0.86},
        {"fit": 0.6},
        {"name_missing": 1.0},
        {"fact_fit": 0.0},
        {"exact_fact_asked": True},
        {"today_missing": True},
        {"definition_missing": True},
        {"papers_missing": True},
        {"difference_missing": 0.5},
        {"refusal": 0.9},
    ],
)
def test_what_is_missing_lowers_the_probability(worse: dict[str, float]) -> None:
    assert probability_answerable(replace(GOOD, **worse)) < probability_answerable(GOOD)  # type: ignore[arg-type]


def test_a_cited_section_and_a_passage_that_stands_out_raise_it() -> None:
    assert probability_answerable(replace(GOOD, cited_section_found=True)) > probability_answerable(GOOD)
    assert probability_answerable(replace(GOOD, stands_out=0.05)) > probability_answerable(GOOD)


def test_every_weight_belongs_to_a_signal() -> None:
    assert set(load_weights().signals) == set(as_numbers(GOOD))
    assert set(as_numbers(GOOD)) <= {field.name for field in fields(Signals)}


def test_what_nothing_is_about_is_refused_however_well_its_words_fit() -> None:
    assert not is_answerable(replace(GOOD, closest=0.80, fit=2.0, stands_out=0.5))
    assert is_answerable(GOOD)
