"""Adds up what is computed (the rule for stopping, the checks of a statement) and what a reader says of the same.

Both are log-odds; reading.toml holds their weights and limits, fitted by `python -m evals fit-with-reading`.
"""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("reading.toml")


@dataclass(frozen=True, slots=True)
class WithReading:
    """Weights of the computed and of the reader's log-odds, and the least sum that counts as yes.

    Below `worth_reading`, by what is computed alone, no reader is asked.
    """

    intercept: float
    computed: float
    reading: float
    least: float
    worth_reading: float

    def log_odds(self, computed: float, reading: float) -> float:
        """Return the sum.

        >>> WithReading(1.0, 0.5, 2.0, least=0.0, worth_reading=-3.0).log_odds(2.0, -1.0)
        0.0
        """
        return self.intercept + self.computed * computed + self.reading * reading

    def holds(self, computed: float, reading: float) -> bool:
        """Tell whether the sum counts as yes."""
        return self.log_odds(computed, reading) >= self.least


@lru_cache(maxsize=1)
def load_with_reading(path: Path = WEIGHTS) -> tuple[WithReading, WithReading]:
    """Read the checked-in weights: those for questions, and those for statements."""
    with path.open("rb") as file:
        content = tomllib.load(file)
    return WithReading(**content["question"]), WithReading(**content["statement"])
