"""A measured suite as one JSON file: totals, intervals, kinds, latencies, and every question with what was shown."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.case import Gold
from evals.measured import Measured, by_kind, intervals, totals
from evals.retrieval import ABSATZ
from knowledge_base.errors import StorageError


@dataclass(frozen=True, slots=True)
class Report:
    """One run of a suite; `about` says over what and with which models and index."""

    suite: str
    about: dict[str, Any]
    measured: Sequence[Measured]
    latency: dict[str, dict[str, float]] = field(default_factory=dict)
    tokens: dict[str, dict[str, float]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return plain values; the measures at the level of the Absatz stand apart from those at the § level."""
        metrics, bounds = totals(self.measured), intervals(self.measured)
        result = {
            "suite": self.suite,
            "made_at": datetime.now(tz=UTC).isoformat(timespec="seconds"),
            **self.about,
            "questions": len(self.measured),
            "metrics": _without(metrics, ABSATZ),
            "intervals": _without(bounds, ABSATZ),
            "by_kind": by_kind(self.measured),
            "latency": self.latency,
            "tokens": self.tokens,
            "cases": [_case(one) for one in self.measured],
        }
        if any(name.startswith(ABSATZ) for name in metrics):
            result |= {"metrics_absatz": _only(metrics, ABSATZ), "intervals_absatz": _only(bounds, ABSATZ)}
        return result

    def save(self, path: Path) -> None:
        """Write the JSON file; raises StorageError when it cannot be written."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as exc:
            raise StorageError(f"{path} lässt sich nicht schreiben ({exc.strerror}).", "Bitte Ort prüfen.") from exc


def _case(one: Measured) -> dict[str, Any]:
    case = one.case
    return {
        "id": case.id,
        "kind": case.kind,
        "question": case.question,
        "history": list(case.history),
        "answerable": case.answerable,
        "gold": [_place(gold) for gold in case.gold],
        "also_acceptable": [_place(gold) for gold in case.also_acceptable],
        "key_facts": [list(fact) for fact in case.key_facts],
        "values": one.values,
        **one.shown,
    }


def _place(gold: Gold) -> dict[str, Any]:
    """Return a gold entry without the fields that it leaves open."""
    return {name: value for name, value in asdict(gold).items() if value not in ("", None)}


def _without(values: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if not name.startswith(prefix)}


def _only(values: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}
