"""The statements on which computed and read log-odds are added up: those that neither was fitted on."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from assistant.answering.checks.failed import in_one_spelling, vetoes
from assistant.answering.checks.judging import checks_log_odds, load_weights
from assistant.answering.reading import statement_prompt
from evals.logistic import Floats
from evals.places import CASES_FOLDER
from evals.reader.material import ReaderStatement, as_words, read_statements
from evals.reader.with_reading_fit import Booleans, Weighed, cross_validate, refused_across
from evals.statements import judge_fit

FILES = tuple(CASES_FOLDER / f"statements_{name}.jsonl" for name in ("held", "unseen"))
NO_VETO_WITH_READER = frozenset({"addition"})
"""Checks that are absolute only where no reader weighs what was added."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement with the log-odds of the checks and the names of those that bar it."""

    statement: ReaderStatement
    computed: float
    vetoes: tuple[str, ...]

    @property
    def prompt(self) -> str:
        """What a reader reads."""
        return statement_prompt(self.statement.text, self.statement.cited)


def checked_statements() -> list[Checked]:
    """Check the statements of FILES; those on a source that the reader was fitted on are left out, with a word."""
    fitted_on = {as_words(one.cited.text) for one in read_statements()}
    found = [one for path in FILES for one in _of_file([path])]
    fresh = [one for one in found if as_words(one.cited.text) not in fitted_on]
    if len(fresh) < len(found):
        _log.warning(
            "%d von %d Aussagen kennt der Leser schon; ohne sie angepasst.", len(found) - len(fresh), len(found)
        )
    return [_check(one) for one in fresh]
