"""Both log-odds weigh what they tell, limits hold what they promise, and the file is read as it was written."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from assistant.answering.with_reading import WEIGHTS, WithReading, load_with_reading
from evals.answerability.fit import Labelled, area
from evals.reader.material import STATEMENTS, TEST_STATEMENTS, save_lines
from evals.reader.with_reading import as_toml
from evals.reader.with_reading_compared import compared_questions, fit_questions, refusing_few
from evals.reader.with_reading_fit import Weighed, cross_validate, fit, held_out_sums, shipped_sums, worth_reading
from evals.reader.with_reading_questions import Asked, read_asked
from evals.reader.with_reading_report import questions_table, statements_table
from evals.reader.with_reading_statements import (
    Checked,
    catching_enough,
    checked_statements,
    compared_statements,
    fit_statements,
    weighed_statements,
)
from knowledge_base.errors import ConfigurationError

SHIPPED = WithReading(0.5, 1.0, 2.0, least=0.3, worth_reading=-1.5)


def planted(count: int = 400, *, reading: float = 2.0) -> list[Weighed]:
    """Rows of two sets; what is computed tells a little, the reader as much as given."""
    chance = np.random.default_rng(5)
    rows = []
    for number in range(count):
        positive = number % 2 == 0
        sense = 1 if positive else -1
        rows.append(
            Weighed(
                f"set {number // 2 % 2}",
                f"group {number // 8}",
                positive,
                float(0.6 * sense + chance.normal()),
                float(reading * sense + chance.normal()),
            )
        )
    return rows


def test_both_log_odds_are_weighed_by_what_they_tell() -> None:
    rows = planted()
    fitted = fit(rows)
    assert fitted.reading > 2 * fitted.computed > 0
    sums, positive = held_out_sums(rows), np.array([one.positive for one in rows])
    computed = np.array([one.computed for one in rows])
    assert area(sums[positive], sums[~positive]) > 0.97
    assert area(computed[positive], computed[~positive]) < 0.85


def test_a_reader_that_misleads_gets_no_weight() -> None:
    fitted = fit(planted(reading=-2.0))
    assert fitted.reading == 0
    assert fitted.computed > 0.2


def test_what_is_barred_is_refused_and_not_fitted_on() -> None:
    rows = planted()
    wild = [replace(one, computed=-90.0, barred=True) for one in rows[:100:2]]
    assert fit([*rows, *wild]) == fit(rows)
    assert set(fit(rows).sums(wild)) == {-np.inf}


def test_limits_hold_on_folds_what_they_promise() -> None:
    rows = planted(800)
    positive = np.array([one.positive for one in rows])
    few = cross_validate(rows, refusing_few)
    assert 0.05 < few.refused[positive].mean() < 0.15
    enough = cross_validate(rows, catching_enough)
    assert 0.93 < enough.refused[~positive].mean() < 1.0
    assert enough.refused[positive].mean() < 0.5


def test_whatever_is_rightly_said_yes_to_in_the_end_is_read() -> None:
    """What is refused in the end does not count, nor what should have been."""
    rows = [Weighed("set", "g", True, computed, 0.0) for computed in (-3.94, 0.47, -8.0)]
    rows.append(Weighed("set", "g", False, -9.0, 0.0))
    assert worth_reading(rows, np.array([1.0, 1.0, -1.0, 1.0]), least=0.0) == -4.0
    assert worth_reading(rows, np.array([-1.0] * 4), least=0.0) == 0.0


def test_the_product_refuses_what_it_does_not_read() -> None:
    rows = [Weighed("set", "g", True, computed, 3.0) for computed in (-1.6, -1.5)]
    assert shipped_sums(rows, SHIPPED).tolist() == [-np.inf, 5.0]


def test_the_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    question, statement = fit_questions(planted()), fit_statements(planted(600))
    file = tmp_path / "reading.toml"
    file.write_text(as_toml(question, statement), encoding="utf-8")
    assert load_with_reading(file) == (question, statement)
    parts = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("[")]
    assert parts == [line for line in WEIGHTS.read_text(encoding="utf-8").splitlines() if line.startswith("[")]


def test_kept_questions_are_read_again(tmp_path: Path) -> None:
    asked = [Asked(Labelled("laws", "s1", True, {"closest": 0.9}), "Text: §"), Asked(Labelled("x", "y", False, {}), "")]
    save_lines(asked, tmp_path / "asked.jsonl")
    assert read_asked(tmp_path / "asked.jsonl") == asked
    (tmp_path / "other.jsonl").write_text('{"prompt": "?"}\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="other"):
        read_asked(tmp_path / "other.jsonl")


def test_every_judge_has_its_line_for_each_set() -> None:
    rows, console = planted(120), Console(record=True, width=150)
    console.print(questions_table(rows, compared_questions(rows, SHIPPED)))
    checked = [
        Checked(one.of_set, one.group, one.positive, one.computed, ("addition",) if number % 50 == 1 else (), "")
        for number, one in enumerate(rows)
    ]
    judged = compared_statements(checked, rows, SHIPPED)
    assert judged["Prüfungen"].sums[1] == -np.inf
    assert np.isfinite(judged["beide"].sums).all()
    console.print(statements_table(rows, judged))
    shown = console.export_text()
    assert shown.count("Leser") == 5
    assert shown.count("wie in reading.toml") == 5


def test_statements_that_the_reader_knows_are_left_out(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    known, fresh = (path.read_text(encoding="utf-8").splitlines()[:2] for path in (STATEMENTS[0], TEST_STATEMENTS[1]))
    file = tmp_path / "statements.jsonl"
    file.write_text("\n".join([*known, *fresh]) + "\n", encoding="utf-8")
    checked = checked_statements([file])
    assert len({one.source for one in checked}) == 2
    assert "AUF 2 VON 4" in caplog.text
    assert {one.follows for one in checked} == {True, False}
    weighed = weighed_statements(checked, np.zeros(len(checked)))
    assert not any(one.barred for one, told in zip(weighed, checked, strict=True) if told.vetoes == ("addition",))
    assert all("Folgt die Aussage" in one.prompt for one in checked)
