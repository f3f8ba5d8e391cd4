"""The fit finds what parts questions, keeps signs and groups, and stays below what may be refused."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from assistant.answering.answerability import WEIGHTS, Signals, load_weights
from evals.answerability.command import with_weights
from evals.answerability.fit import (
    MOST_REFUSED_OF_ONE,
    SIGNS,
    Fitted,
    Labelled,
    area,
    choose,
    cross_validate,
    fit,
    folds,
    refused_at,
    threshold,
)
from evals.answerability.report import figures_by_set
from evals.answerability.sets import counted, read_rows, save_rows
from knowledge_base.errors import ConfigurationError


def made_up(count: int = 120) -> list[Labelled]:
    chance = Random(5)
    rows = []
    for number in range(count):
        answerable = number % 2 == 0
        told = {"fit": chance.gauss(1.0 if answerable else 0.0, 0.4), "name_missing": chance.gauss(answerable, 0.5)}
        rows.append(Labelled(f"set {number % 3}", f"group {number % 40}", answerable, told))
    return rows


def test_weights_follow_what_parts_and_keep_their_sign() -> None:
    fitted = fit(made_up(), strength=0.5)
    assert fitted.weights["fit"] > 0
    assert fitted.weights["name_missing"] == 0  # here it speaks for an answer, which its meaning forbids


def test_no_group_is_split() -> None:
    rows = made_up()
    held = folds(rows, 4)
    assert np.array(held).sum(axis=0).tolist() == [1] * len(rows)
    for mask in held:
        inside = {row.group for row, taken in zip(rows, mask, strict=True) if taken}
        assert not inside & {row.group for row, taken in zip(rows, mask, strict=True) if not taken}


def test_cross_validation_refuses_mostly_the_unanswerable() -> None:
    rows = made_up()
    for figures in figures_by_set(rows, cross_validate(rows, 4)):
        assert figures.auroc > 0.8
        assert figures.auroc_interval[0] <= figures.auroc <= figures.auroc_interval[1]
        assert figures.unanswerable_refused > figures.answerable_refused


def test_the_threshold_refuses_no_more_than_it_may() -> None:
    rows = made_up()
    scores = fit(rows, 0.1).scores(rows)
    limit = threshold(rows, scores)
    for name in ("set 0", "set 1", "set 2"):
        here = [score < limit for row, score in zip(rows, scores, strict=True) if row.of_set == name and row.answerable]
        assert np.mean(here) <= MOST_REFUSED_OF_ONE
    assert choose(rows)[1] == pytest.approx(limit, abs=1.5)


def test_areas_and_shares() -> None:
    high, low = np.array([0.9, 0.4]), np.array([0.5, 0.1])
    assert area(high, low) == 0.75
    assert area(high, high) == 0.5
    assert refused_at(np.arange(10.0), np.array([0.5, 5.0])) == 0.5


def test_every_sign_and_fitted_weight_belongs_to_a_signal() -> None:
    names = set(counted(Signals(0.9, 0.5)))
    assert set(SIGNS) <= names
    assert names == set(load_weights().signals) - {"refusal"}


def test_signals_are_kept_and_read(tmp_path: Path) -> None:
    file = tmp_path / "signals.jsonl"
    save_rows(made_up(4), file)
    assert read_rows(file) == made_up(4)
    file.write_text('{"of": 1}\n')
    with pytest.raises(ConfigurationError, match="Signale"):
        read_rows(file)


def test_the_weights_file_keeps_its_comments() -> None:
    written = with_weights(WEIGHTS.read_text(encoding="utf-8"), Fitted(-2.0, {"fit": 1.5, "new": -1.0}), 0.4)
    assert "\nintercept = -2.00\n" in written
    assert "\nleast_probability = 0.40  # an answer" in written
    assert "\nfit = 1.500\n" in written
    assert written.endswith("\nnew = -1.000\n")
    assert f"\nneutral_fit = {load_weights().neutral_fit}" in written
