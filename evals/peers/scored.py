"""One peer's figures over all questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.case import Case
from evals.matching import wanted
from evals.metrics.bootstrap import interval, mean
from evals.metrics.gains import gains
from evals.metrics.key_facts import key_facts
from evals.metrics.latency import percentile
from evals.metrics.mean_reciprocal_rank import reciprocal_rank
from evals.metrics.ndcg_at_k import ndcg_at_k
from evals.metrics.recall_at_k import recall_at_k
from evals.peers.overlap import Rule
from evals.peers.peer import Text
from evals.peers.refusal import says_unknown

CUTS = (1, 4, 5, 10)
SHOWN = 4
"""Pieces in which key facts are looked for: what the LangChain tutorial gives its model."""


@dataclass(frozen=True, slots=True)
class PeerScore:
    """Means over the questions to which they apply, 95 % intervals of some, and every question's own values."""

    name: str
    metrics: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    pieces: int
    index_seconds: float
    memory_mb: float
    lines_of_code: int
    cases: list[dict[str, Any]]


def score(name: str, cases: Sequence[Case], outcome: dict[str, Any], *, rule: Rule, lines_of_code: int) -> PeerScore:
    """Measure what a peer found and said; `outcome` is a measure_peer.Outcome as JSON, in the order of the cases."""
    rows = [_row(case, found, rule) for case, found in zip(cases, outcome["found"], strict=True)]
    columns: dict[str, list[float]] = {}
    for row in rows:
        for measure, value in row["values"].items():
            columns.setdefault(measure, []).append(value)
    seconds = [float(found["seconds"]) for found in outcome["found"]]
    answering = [float(found["answer_seconds"]) for found in outcome["found"] if found["answer"]]
    metrics = {measure: mean(values) for measure, values in columns.items()} | {
        "search_p50": percentile(seconds, 50),
        "search_p95": percentile(seconds, 95),
        "answer_p50": percentile(answering, 50),
    }
    return PeerScore(
        name,
        {measure: value for measure, value in metrics.items() if value is not None},
        {measure: bounds for measure, values in columns.items() if (bounds := interval(values))},
        int(outcome["pieces"]),
        float(outcome["index_seconds"]),
        float(outcome["memory_mb"]),
        lines_of_code,
        rows,
    )


def _row(case: Case, found: dict[str, Any], rule: Rule) -> dict[str, Any]:
    pieces = [Text(**piece) for piece in found["pieces"]]
    values: dict[str, float] = {}
    right: list[int] = []
    if case.answerable:
        target = wanted(case)
        right = gains(rule.match(case, pieces), target)
        values |= {f"recall@{k}": recall_at_k(right, target.gold, k) for k in CUTS}
        values |= {"mrr@10": reciprocal_rank(right), "ndcg@10": ndcg_at_k(right, target.gold)}
        if case.key_facts:
            values[f"key_facts@{SHOWN}"] = key_facts(
                "\n\n".join(piece.text for piece in pieces[:SHOWN]), case.key_facts
            )
    values[f"characters@{SHOWN}"] = sum(len(piece.text) for piece in pieces[:SHOWN])
    values |= _of_answer(case, found["answer"])
    shown = [
        {"source": piece.source, "text": piece.text, "right": number < len(right) and bool(right[number])}
        for number, piece in enumerate(pieces)
    ]
    return {
        "id": case.id,
        "question": case.question,
        "values": values,
        "answer": found["answer"],
        "passages": shown,
    }


def _of_answer(case: Case, answer: str | None) -> dict[str, float]:
    """Judge an answer; None: it was not asked for."""
    if answer is None:
        return {}
    unknown = says_unknown(answer)
    if not case.answerable:
        return {"abstained_on_unanswerable": float(unknown)}
    values = {"over_abstention": float(unknown)}
    if case.key_facts:
        values["answer_key_facts"] = key_facts(answer, case.key_facts)
    return values
