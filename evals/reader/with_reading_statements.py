"""The statements on which computed and read log-odds are added up: those that neither was fitted on."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.failed import ADDITION, in_one_spelling, vetoes
from assistant.answering.checks.judging import checks_log_odds, load_weights
from assistant.answering.reading import statement_prompt
from assistant.answering.with_reading import WithReading
from evals.logistic import Floats
from evals.places import CASES_FOLDER
from evals.reader.material import as_words, read_lines, read_statements
from evals.reader.with_reading_fit import (
    Booleans,
    HeldOut,
    Weighed,
    cross_validate,
    refused_across,
    shipped_sums,
    with_limits,
)
from evals.statements import judge_fit

FILES = tuple(CASES_FOLDER / f"statements_{name}.jsonl" for name in ("held", "unseen", "blind"))
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement on a source: whether it follows, the log-odds of the checks, and the checks that bar it."""

    origin: str
    source: str
    follows: bool
    computed: float
    vetoes: tuple[str, ...]
    prompt: str


def checked_statements(files: Sequence[Path] = FILES) -> list[Checked]:
    """Check the statements; those on a source that the reader was fitted on are left out, and counted in the log."""
    known = {as_words(one.cited.text) for one in read_statements()}
    rows = [row for file in files for row in read_lines(file)]
    fresh = [row for row in rows if as_words(row["source"]) not in known]
    if len(fresh) < len(rows):
        _log.warning(
            "AUF %d VON %d QUELLEN WURDE DER LESER SCHON ANGEPASST: ohne ihre Aussagen gewogen.",
            len(rows) - len(fresh),
            len(rows),
        )
    return [one for row in fresh for one in _checked(row)]


def _checked(row: Mapping[str, Any]) -> Iterator[Checked]:
    cited = Cited(1, row["source"], row["heading"])
    for follows, name in ((True, "faithful"), (False, "false")):
        for text in row[name]:
            yield Checked(
                row["origin"],
                row["source"],
                follows,
                checks_log_odds(*in_one_spelling(text, cited)),
                vetoes(text, cited),
                statement_prompt(text, cited),
            )


def weighed_statements(checked: Sequence[Checked], readings: Floats) -> list[Weighed]:
    """Put what the reader says, shape (len(checked),), beside the checks; it weighs what was added too."""
    return [
        Weighed(
            one.origin,
            one.source,
            one.follows,
            one.computed,
            float(reading),
            barred=one.vetoes not in ((), (ADDITION,)),
        )
        for one, reading in zip(checked, readings, strict=True)
    ]


def catching_enough(rows: Sequence[Weighed], scores: Floats) -> float:
    """Return the lowest limit that catches as many false statements as the checks must."""
    samples = [judge_fit.Sample(one.of_set, one.group, one.positive, one.barred, 0.0, {}) for one in rows]
    return judge_fit.threshold(samples, scores)


def fit_statements(rows: Sequence[Weighed]) -> WithReading:
    """Fit weights and limits; the least sum is rounded up to a half, for a new file may be harder than these."""
    return with_limits(rows, catching_enough, lambda least: ceil(2 * least) / 2)


def compared_statements(
    checked: Sequence[Checked], rows: Sequence[Weighed], shipped: WithReading
) -> dict[str, HeldOut]:
    """Return scores and what is withheld, by who judges; limits that are not the shipped ones are found on folds."""
    barred = np.array([bool(one.vetoes) for one in checked])
    checks = np.where(barred, -np.inf, np.array([one.computed for one in rows]))
    reading, sums = np.array([one.reading for one in rows]), shipped_sums(rows, shipped)
    return {
        "Prüfungen, wie ausgeliefert": HeldOut(checks, _below(checks, load_weights().least)),
        "Prüfungen": HeldOut(checks, refused_across(rows, checks, catching_enough)),
        "Leser": HeldOut(reading, refused_across(rows, reading, catching_enough)),
        "beide": cross_validate(rows, catching_enough),
        "beide, wie in reading.toml": HeldOut(sums, _below(sums, shipped.least)),
    }


def _below(scores: Floats, limit: float) -> Booleans:
    below: Booleans = scores < limit
    return below
