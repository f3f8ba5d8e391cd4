"""Compares two runs of a suite, question by question; pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from evals.measured import SUMMED
from evals.metrics.bootstrap import interval

LOWER_IS_BETTER = frozenset(
    {
        "over_abstention",
        "dangling_citations",
        "unsupported_figures",
        "unsupported_statements",
        "parts_wrongly_missing",
    }
)
NEUTRAL = frozenset({"statements", "citations"})
"""Counts of which neither more nor less is better."""


class Verdict(StrEnum):
    """What a change is; `unclear` when its interval holds zero."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "unclear"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class MetricChange:
    """A measure over the questions that both runs have; `low` and `high` bound the change (95 %, paired bootstrap)."""

    name: str
    old: float
    new: float
    low: float
    high: float
    questions: int

    @property
    def change(self) -> float:
        """New less old."""
        return self.new - self.old

    @property
    def verdict(self) -> Verdict:
        """Better or worse only when the interval lies on one side of zero."""
        if self.old == self.new and self.low == self.high == 0:
            return Verdict.SAME
        if self.low <= 0 <= self.high or self.name in NEUTRAL:
            return Verdict.UNCLEAR
        return Verdict.BETTER if is_gain(self.name, self.change) else Verdict.WORSE


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A question that came out differently: each changed measure with its old and new value."""

    id: str
    kind: str
    question: str
    better: Mapping[str, tuple[float, float]]
    worse: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs of a suite; `differences` are settings (corpus, model …) that were not the same."""

    suite: str
    old_made_at: str
    new_made_at: str
    metrics: Sequence[MetricChange]
    cases: Sequence[CaseChange]
    only_old: Sequence[str]
    only_new: Sequence[str]
    differences: Mapping[str, tuple[str, str]]


_SETTINGS = (
    "suite",
    "corpus",
    "cases_file",
    "documents",
    "passages",
    "embedding",
    "index",
    "model",
    "reader",
    "prompt_version",
)


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison:
    """Compare two reports as read from their JSON files; only questions of the same id and wording are paired."""
    before, after = _by_id(old), _by_id(new)
    paired = [key for key in after if key in before]
    return Comparison(
        str(new.get("suite", "")),
        str(old.get("made_at", "")),
        str(new.get("made_at", "")),
        _metric_changes([(before[key]["values"], after[key]["values"]) for key in paired]),
        [changed for key in paired if (changed := _case_change(before[key], after[key]))],
        [identity for identity, _question in before if (identity, _question) not in after],
        [identity for identity, _question in after if (identity, _question) not in before],
        {
            name: (str(old.get(name, "")), str(new.get(name, "")))
            for name in _SETTINGS
            if str(old.get(name, "")) != str(new.get(name, ""))
        },
    )


def is_gain(name: str, change: float) -> bool:
    """Tell whether a change of a measure is for the better."""
    return change < 0 if name in LOWER_IS_BETTER else change > 0


def _by_id(run: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {(str(case["id"]), str(case["question"])): case for case in run["cases"]}


def _metric_changes(pairs: Sequence[tuple[Mapping[str, float], Mapping[str, float]]]) -> list[MetricChange]:
    columns: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for old, new in pairs:
        for name in new:
            if name in old:
                columns[name].append((old[name], new[name]))
    return [_metric_change(name, values) for name, values in columns.items()]


def _metric_change(name: str, values: Sequence[tuple[float, float]]) -> MetricChange:
    scale = 1.0 if name in SUMMED else 1 / len(values)
    low, high = interval([new - old for old, new in values]) or (0.0, 0.0)
    count = len(values) if name in SUMMED else 1
    old_total, new_total = (sum(value[side] for value in values) * scale for side in (0, 1))
    return MetricChange(name, old_total, new_total, low * count, high * count, len(values))


def _case_change(old: Mapping[str, Any], new: Mapping[str, Any]) -> CaseChange | None:
    better: dict[str, tuple[float, float]] = {}
    worse: dict[str, tuple[float, float]] = {}
    for name, value in new["values"].items():
        before = old["values"].get(name, value)
        if before != value and name not in NEUTRAL:
            (better if is_gain(name, value - before) else worse)[name] = (before, value)
    if not better and not worse:
        return None
    return CaseChange(str(new["id"]), str(new.get("kind", "")), str(new["question"]), better, worse)
