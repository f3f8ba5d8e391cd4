"""The fit finds what parts states, folds the standardising back into plain weights, and holds groups out whole."""

from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from assistant.answering.reading import ReadingModel, ReadingWeights, load_reading
from evals.reader.command import fit_best, write_weights
from evals.reader.fit import Sample, auroc_by_set, cross_validate, fit, scores
from evals.reader.states import States, scaled

COLUMNS = 12


def planted(count: int = 200) -> tuple[States, list[Sample]]:
    """States whose third number tells the label, at a scale and offset of its own."""
    chance = np.random.default_rng(3)
    states = chance.normal(5.0, 1.0, (count, COLUMNS))
    samples = []
    for number in range(count):
        positive = number % 2 == 0
        states[number, 2] = 40.0 + (8.0 if positive else -8.0) + chance.normal()
        samples.append(Sample(f"set {number // 2 % 2}", f"group {number // 10}", positive, ""))
    return np.stack([scaled(state) for state in states]), samples


def test_what_parts_the_states_is_found() -> None:
    states, samples = planted()
    weights = fit(states, samples, strength=0.1)
    assert max(range(COLUMNS), key=lambda column: abs(weights.weights[column])) == 2
    assert auroc_by_set(samples, scores(weights, states)) == {"set 0": 1.0, "set 1": 1.0}
    assert all((score > 0) == one.positive for score, one in zip(scores(weights, states), samples, strict=True))


def test_folded_back_weights_score_raw_states_as_the_product_does() -> None:
    raw = np.random.default_rng(1).normal(3.0, 50.0, (60, COLUMNS))
    samples = [Sample("set", str(number), bool(number % 2), "") for number in range(60)]
    states = np.stack([scaled(state) for state in raw])
    weights = fit(states, samples, strength=0.5)
    assert [weights.log_odds(state.tolist()) for state in raw] == pytest.approx(scores(weights, states), abs=1e-4)


def test_a_constant_column_gets_no_weight() -> None:
    states, samples = planted()
    states[:, 5] = 0.25
    assert abs(fit(states, samples, strength=0.1).weights[5]) < 1e-6


def test_what_only_a_group_tells_is_not_learned_across_folds() -> None:
    of_group = np.random.default_rng(2).normal(5.0, 1.0, (20, 40))
    states = np.stack([scaled(of_group[number // 10]) for number in range(200)])
    samples = [Sample("set", f"group {number // 10}", number // 10 % 2 == 0, "") for number in range(200)]
    assert auroc_by_set(samples, scores(fit(states, samples, 1.0), states)) == {"set": 1.0}
    assert cross_validate(states, samples, 1.0).mean < 0.8


def test_written_weights_are_the_ones_that_are_loaded(tmp_path: Path) -> None:
    states, samples = planted()
    console = Console(record=True, width=120)
    weights = fit_best(samples, states, console)
    shown = console.export_text()
    assert "gewählt" in shown
    assert "set 1" in shown
    model = ReadingModel("ein Leser", weights, ReadingWeights(0.5, (1.0, -2.0)))
    write_weights(model, tmp_path / "weights.json")
    assert load_reading(tmp_path / "weights.json") == model
    assert [file.name for file in tmp_path.iterdir()] == ["weights.json"]
