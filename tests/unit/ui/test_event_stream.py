"""Reading the events of an answer."""

import doctest

import pytest

from assistant.api.schemas import Problem
from ui import event_stream
from ui.event_stream import answer_events, raw_events
from ui.problems import ApiProblem

PROBLEM = Problem(title="Modell", status=503, detail="Das Modell antwortet nicht.").model_dump_json()


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(event_stream).failed == 0


def test_data_of_several_lines_belongs_together() -> None:
    events = list(raw_events(["event: a", "data: 1", "data:2", "", "data: 3", ""]))
    assert [(event.name, event.data) for event in events] == [("a", "1\n2"), ("message", "3")]


def test_an_event_that_was_cut_off_is_not_reported() -> None:
    assert list(raw_events(["event: done", "data: {"])) == []


def test_unknown_events_are_passed_over() -> None:
    events = list(answer_events(["event: later", "data: {}", "", "event: problem", f"data: {PROBLEM}", ""]))
    assert [type(event) for event in events] == [Problem]


def test_bad_data_is_a_problem_with_words() -> None:
    with pytest.raises(ApiProblem, match="nicht die erwartete Form"):
        list(answer_events(["event: done", "data: {}", ""]))
