"""Scores the checks of statements: planted errors that are caught, faithful statements that are kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.failed import carrying, failed
from assistant.answering.checks.judging import Follows
from evals.metrics.bootstrap import interval, mean
from evals.statements.paraphrases import Paraphrase, restated_by_rule
from evals.statements.planted_errors import Planted, plant


@dataclass(frozen=True, slots=True)
class Scored:
    """One statement: `right` when an error was caught or a faithful one kept; `reasons` against its own source."""

    id: str
    half: str
    group: str
    kind: str
    text: str
    source: str
    right: bool
    reasons: tuple[str, ...]


ERRORS, FAITHFUL = "errors caught", "faithful kept"


def score(written: Sequence[Paraphrase]) -> list[Scored]:
    """Score every planted error, every restatement by hand, and those made by rule."""
    return score_all(*with_errors(written))


def with_errors(written: Sequence[Paraphrase]) -> tuple[list[Paraphrase], list[Planted]]:
    """Return the restatements by hand and those made by rule, and the errors planted in them."""
    return [*written, *restated_by_rule(written)], plant(written)


def score_all(faithful: Iterable[Paraphrase], false: Iterable[Planted], follows: Follows | None = None) -> list[Scored]:
    """Score true and false statements as they are; `follows` asks a reader, where there is one."""
    return [_score_error(error, follows) for error in false] + [_score_faithful(one, follows) for one in faithful]


def _score_error(error: Planted, follows: Follows | None) -> Scored:
    sources = [Cited(number, *pair) for number, pair in enumerate(error.sources, start=1)]
    reasons = failed(error.text, sources[0], follows)
    caught = carrying(error.text, sources, follows=follows) is None
    kind = f"{error.kind} ({error.base})"
    return Scored(error.id, error.half, ERRORS, kind, error.text, error.sources[0][0], caught, reasons)


def _score_faithful(one: Paraphrase, follows: Follows | None) -> Scored:
    reasons = failed(one.text, Cited(1, one.source, one.heading), follows)
    return Scored(one.id, one.half, FAITHFUL, one.kind, one.text, one.source, not reasons, reasons)


def figures(scored: Iterable[Scored]) -> list[dict[str, Any]]:
    """Return count, share and 95 % bootstrap interval for each group, in all, by half, and by kind."""
    groups: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for one in scored:
        for half in ("all", one.half):
            for kind in ("all", one.kind):
                groups[one.group, half, kind].append(float(one.right))
    return [
        {"group": group, "half": half, "kind": kind, "count": len(values), "share": mean(values),
         "interval": interval(values)}
        for (group, half, kind), values in sorted(groups.items())
    ]  # fmt: skip


def as_json(scored: Sequence[Scored]) -> dict[str, Any]:
    """Return the figures and every statement as plain values."""
    return {"suite": "checks", "figures": figures(scored), "cases": [asdict(one) for one in scored]}
