"""What was read is kept: a broken-off run goes on, another reader starts anew, a broken file is read again."""

import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from evals.reader.command import states_of
from evals.reader.fit import Sample
from evals.reader.states import key_of, load_states, missing_prompts, read_all
from knowledge_base.errors import ModelUnavailable, StorageError

PROMPTS = [f"Frage {number}" for number in range(10)]


class CountingReader:
    """Reads a prompt as numbers made of its letters; falls silent after `most` prompts."""

    def __init__(self, name: str = "leser", most: int = 1000) -> None:
        self.name, self.most, self.asked = name, most, list[str]()

    def read(self, prompt: str) -> Sequence[float]:
        if len(self.asked) == self.most:
            raise ModelUnavailable("Der Leser antwortet nicht.", "Noch einmal.")
        self.asked.append(prompt)
        return [1000.0 * number for number in prompt.encode()[-4:]]


def test_a_run_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    first = CountingReader(most=7)
    with pytest.raises(ModelUnavailable):
        read_all(first, missing_prompts("leser", PROMPTS, {}), tmp_path, lambda: None, per_file=3)
    assert len(load_states(tmp_path)) == 7

    second, samples = CountingReader(), [Sample("set", "group", True, prompt) for prompt in [*PROMPTS, PROMPTS[0]]]
    states = states_of(second, samples, tmp_path)
    assert sorted(first.asked + second.asked) == sorted(PROMPTS)
    assert states.shape == (11, 4)
    assert np.array_equal(states[0], states[10])
    assert np.mean(states**2, axis=1) == pytest.approx(np.ones(11), abs=1e-2)
    assert states[3] / states[3][0] == pytest.approx(
        np.array([*PROMPTS[3].encode()[-4:]]) / PROMPTS[3].encode()[-4], abs=1e-2
    )


def test_another_reader_reads_anew(tmp_path: Path) -> None:
    read_all(CountingReader(), PROMPTS, tmp_path, lambda: None)
    known = load_states(tmp_path)
    assert not missing_prompts("leser", PROMPTS, known)
    assert sorted(missing_prompts("ein anderer", PROMPTS, known)) == sorted(PROMPTS)


def test_a_broken_file_is_named_and_read_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    read_all(CountingReader(), PROMPTS, tmp_path, lambda: None, per_file=5)
    broken = tmp_path / f"{key_of('leser', PROMPTS[0])}.npz"
    broken.write_bytes(broken.read_bytes()[:100])
    with caplog.at_level(logging.WARNING):
        assert len(load_states(tmp_path)) == 5
    assert broken.name in caplog.text


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="nicht beschreibbar"):
        read_all(CountingReader(), PROMPTS, blocked, lambda: None)
