"""Weighs what speaks against a statement: the closer its wording is to the source, the more a difference means.

The log-odds that a statement is faithful are a plain sum, whose numbers stand in judging.toml: nothing speaks for a
statement, and each signal takes something away. Weights were fitted by `python -m evals fit-checks`.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.signals import CHECK_OF, signals
from assistant.answering.with_reading import load_with_reading
from assistant.answering.words import tokens

WEIGHTS = Path(__file__).with_name("judging.toml")
CLOSE, FREE = "close", "free"
_FREE_WORDING, _CLOSE_WORDING = 0.4, 0.9
"""Likeness up to which a wording counts as wholly free, and from which as wholly close."""


READING = "reading"
"""The name of what is wrong where only the reader objects."""
Follows = Callable[[str, Cited], float | None]
"""Tells the log-odds, by a reading model, that a statement follows from a sentence; None when there is no reader."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The file's numbers: log-odds when nothing speaks against it, the least to be shown, what signals take away."""

    intercept: float
    least: float
    of_signals: Mapping[str, float]


@lru_cache(maxsize=1)
def load_weights(path: Path = WEIGHTS) -> Weights:
    """Read the checked-in weights, those of the two wordings as "close polarity" and "free polarity"."""
    with path.open("rb") as file:
        content = tomllib.load(file)
    of_signals = {f"{wording} {name}": value for wording in (CLOSE, FREE) for name, value in content[wording].items()}
    return Weights(content["intercept"], content["least"], of_signals)


def likeness(statement: str, cited: str) -> float:
    """Return which share of a statement's words follow one another as in the source (0 to 1).

    >>> likeness("Die Frist endet nie.", "Die Frist endet am Montag.")
    0.75
    """
    ours = tokens(statement)
    blocks = SequenceMatcher(None, tokens(cited), ours, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(ours) if ours else 0.0


def weighed_signals(statement: str, cited: Cited) -> dict[str, float]:
    """Return the signals shared out between close and free wording; both texts in their canonical spelling."""
    span = _CLOSE_WORDING - _FREE_WORDING
    close = min(1.0, max(0.0, (likeness(statement, cited.text) - _FREE_WORDING) / span))
    found = signals(statement, cited)
    return {f"{CLOSE} {name}": close * value for name, value in found.items()} | {
        f"{FREE} {name}": (1 - close) * value for name, value in found.items()
    }


def objections(statement: str, cited: Cited, reading: float | None = None) -> tuple[str, ...]:
    """Return the checks that weigh heaviest against a statement, or nothing when they do not outweigh it.

    Both texts in their canonical spelling; `reading` is what a reader says of them, as log-odds.
    """
    weights = load_weights()
    costs = _costs(statement, cited)
    score = weights.intercept + sum(costs.values())
    holds = score >= weights.least if reading is None else load_with_reading()[1].holds(score, reading)
    if holds:
        return ()
    if score >= weights.least:
        return (READING,)
    heaviest = sorted((name for name, cost in costs.items() if cost < 0), key=costs.__getitem__)
    return tuple(dict.fromkeys(CHECK_OF[name.split(" ", 1)[1]] for name in heaviest))


def checks_log_odds(statement: str, cited: Cited) -> float:
    """Return the log-odds, by the checks alone, that a statement is faithful; texts in their canonical spelling."""
    return load_weights().intercept + sum(_costs(statement, cited).values())


def is_worth_reading(statement: str, cited: Cited) -> bool:
    """Tell whether a reader may decide; both texts in their canonical spelling.

    Near copies are left to the checks, which see any difference there. The reader has learned from free restatements
    and from few near copies that were faithful: it doubts even what is said word for word.
    """
    if likeness(statement, cited.text) >= _CLOSE_WORDING:
        return False
    return checks_log_odds(statement, cited) >= load_with_reading()[1].worth_reading


def _costs(statement: str, cited: Cited) -> dict[str, float]:
    weights = load_weights().of_signals
    return {name: weights.get(name, 0.0) * value for name, value in weighed_signals(statement, cited).items()}
