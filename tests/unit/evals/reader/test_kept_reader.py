"""What was read once is not read again, and the model is started only for what is new."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answering.reading import load_reading
from evals.reader.kept_reader import KeptReader
from knowledge_base.errors import ConfigurationError, ModelUnavailable


class Counting:
    """A reader that says how long each prompt is, and counts."""

    def __init__(self, name: str = "Leser") -> None:
        self.name = name
        self.asked: list[str] = []

    def read(self, prompt: str) -> Sequence[float]:
        self.asked.append(prompt)
        if "zu lang" in prompt:
            raise ModelUnavailable("Der Leser lehnt ab.")
        return [float(len(prompt)), 1.0, -2.0, 0.0]


def test_a_second_run_starts_no_model(tmp_path: Path) -> None:
    counting = Counting()
    first = KeptReader("Leser", lambda: counting, tmp_path)
    prompts = [f"Frage {'x' * number}" for number in range(40)]
    told = [first.read(prompt) for prompt in prompts]
    assert first.read(prompts[-1]) == told[-1]
    first.keep()
    assert counting.asked == prompts

    def none() -> Counting:
        raise AssertionError("started again")

    second = KeptReader("Leser", none, tmp_path)
    weights = load_reading().question
    weighed = type(weights)(0.5, (1.0, -1.0, 0.25, 2.0))
    assert [weighed.log_odds(second.read(prompt)) for prompt in prompts] == pytest.approx(
        [weighed.log_odds(state) for state in told], abs=0.01
    )


def test_without_a_reader_nothing_is_measured(tmp_path: Path) -> None:
    def none() -> Counting:
        raise ModelUnavailable("Das Sprachmodell ist nicht da.")

    with pytest.raises(ConfigurationError, match="nicht da"):
        KeptReader("Leser", none, tmp_path).read("Frage")
    with pytest.raises(ConfigurationError, match="ein anderer"):
        KeptReader("Leser", lambda: Counting("ein anderer"), tmp_path).read("Frage")


def test_a_prompt_that_cannot_be_read_is_said_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    reader = KeptReader("Leser", Counting, tmp_path)
    with pytest.raises(ModelUnavailable):
        reader.read("zu lang")
    assert "Nicht gelesen" in caplog.text
    reader.keep()
    assert not list(tmp_path.iterdir())
