"""Collects what the weights of the checks are fitted on: every statement with what speaks against it."""

from collections.abc import Callable, Iterator

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.failed import in_one_spelling, vetoes
from assistant.answering.checks.judging import likeness, weighed_signals
from evals.statements.judge_fit import Sample
from evals.statements.paraphrases import read_paraphrases, restated_by_rule
from evals.statements.planted_errors import plant
from evals.statements.written_statements import FILES, read_written

BY_RULE = "by rule"
PLANTED = "planted in hand-written"
RESTATED = "restated"
_IN_RESTATED = "paraphrase"
_Statement = tuple[str, str, Cited, bool]


def samples(done: Callable[[], None] = lambda: None) -> list[Sample]:
    """Return a sample for each statement, written by hand or made by rule; `done` is called after each."""
    found = []
    for origin, text, cited, faithful in _statements():
        told, there = in_one_spelling(text, cited)
        signals = weighed_signals(told, there)
        vetoed = bool(vetoes(text, cited))
        found.append(Sample(origin, cited.text, faithful, vetoed, likeness(told, there.text), signals))
        done()
    return found


def _statements() -> Iterator[_Statement]:
    for origin, file in FILES.items():
        faithful, false = read_written(file)
        yield from ((origin, one.text, Cited(1, one.source, one.heading), True) for one in faithful)
        yield from ((origin, one.text, Cited(1, *one.sources[0]), False) for one in false)
        errors = [error for error in plant(faithful) if error.base == _IN_RESTATED]
        yield from ((PLANTED, error.text, Cited(1, *error.sources[0]), False) for error in errors)
        yield from ((PLANTED, one.text, Cited(1, one.source, one.heading), True) for one in faithful)
    written = read_paraphrases()
    yield from ((RESTATED, one.text, Cited(1, one.source, one.heading), True) for one in written)
    yield from ((BY_RULE, one.text, Cited(1, one.source, one.heading), True) for one in restated_by_rule(written))
    yield from ((BY_RULE, one.text, Cited(1, *one.sources[0]), False) for one in plant(written))
