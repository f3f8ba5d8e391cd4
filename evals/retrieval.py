"""Measures how well the search finds the passages that answer."""

from collections.abc import Callable, Sequence
from datetime import date
from time import monotonic

from assistant.accounts.person import AUDIENCES, Role
from assistant.answering.answer import Turn
from assistant.answering.question import make_whole
from evals.case import Case
from evals.matching import Level, match, wanted
from evals.measured import Measured
from evals.metrics.gains import gains
from evals.metrics.mean_reciprocal_rank import reciprocal_rank
from evals.metrics.ndcg_at_k import ndcg_at_k
from evals.metrics.recall_at_k import recall_at_k
from knowledge_base.index import Hit, Query, Search

DEPTH = 10
"""Passages that are looked at."""
CUTS = (1, 5, 10)
ASKER = AUDIENCES[Role.REDAKTION]
"""Questions are asked as somebody who may read everything."""
ABSATZ = "absatz."
"""Begins the names of the measures at the level of the Absatz."""

Told = Callable[[Case], None]
"""Is told of each question that is done."""


def earlier_turns(case: Case) -> tuple[Turn, ...]:
    """Return the conversation before the question."""
    return tuple(Turn(question, "") for question in case.history)


def measure_retrieval(search: Search, cases: Sequence[Case], *, as_of: date, done: Told) -> list[Measured]:
    """Search for every answerable question and measure the ranking.

    Raises StorageError when the search cannot be done.
    """
    search.search(Query("Aufenthaltserlaubnis", as_of, ASKER))  # the first search loads the model
    measured = []
    for case in cases:
        if case.answerable:
            measured.append(_measure(search, case, as_of))
        done(case)
    return measured


def _measure(search: Search, case: Case, as_of: date) -> Measured:
    text = make_whole(case.question, earlier_turns(case)).search_text
    began = monotonic()
    hits = search.search(Query(text, as_of, ASKER, limit=DEPTH))
    seconds = monotonic() - began
    values = ranking_values(case, hits, Level.SECTION)
    values |= {ABSATZ + name: value for name, value in ranking_values(case, hits, Level.ABSATZ).items()}
    found = gains(match(case, hits, Level.SECTION), wanted(case))
    passages = [describe(hit) | {"right": bool(gain)} for hit, gain in zip(hits, found, strict=True)]
    return Measured(case, values, {"search_text": text, "seconds": seconds, "passages": passages})


def ranking_values(case: Case, hits: Sequence[Hit], level: Level) -> dict[str, float]:
    """Return every ranking measure of one question at one level."""
    target = wanted(case)
    found = gains(match(case, hits, level), target)
    values = {f"recall@{k}": recall_at_k(found, target.gold, k) for k in CUTS}
    values[f"mrr@{DEPTH}"] = reciprocal_rank(found, DEPTH)
    values[f"ndcg@{DEPTH}"] = ndcg_at_k(found, target.gold, DEPTH)
    return values


def describe(hit: Hit) -> dict[str, object]:
    """Return a hit as plain JSON."""
    return {
        "source": hit.document.source,
        "place": hit.passage.locator.label,
        "score": round(hit.score, 4),
        "cosine": None if hit.cosine is None else round(hit.cosine, 4),
        "text": hit.passage.text,
    }
