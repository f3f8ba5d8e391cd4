"""Has every question answered by the product's own use case and measures what is shown."""

import logging
from collections.abc import Sequence
from datetime import date
from time import monotonic
from typing import Any

from assistant.answering.answer import Answer, AnswerDone, AnswerRequest, SourcesFound
from assistant.answering.answer_question import AnswerQuestion
from assistant.answering.reading import Reader
from assistant.bootstrap import answer_question
from evals.case import Case
from evals.judged_answer import citing_statements, judge
from evals.matching import is_right
from evals.measured import Measured
from evals.metrics.citation_recall import is_carried
from evals.metrics.latency import percentile
from evals.retrieval import ASKER, Told, earlier_turns
from evals.token_counts import CountingWriter, token_figures
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.document import full_text
from knowledge_base.errors import ModelUnavailable

_log = logging.getLogger(__name__)

STAGES = ("search", "first_evidence", "first_statement", "total")


def measure_answers(
    base: KnowledgeBase,
    writer: CountingWriter | None,
    cases: Sequence[Case],
    *,
    as_of: date,
    done: Told,
    reader: Reader | None = None,
) -> list[Measured]:
    """Answer and measure every question; the first is asked twice, so that loading the models is not measured."""
    use_case = answer_question(base, writer, reader=reader)
    texts = {
        entry.document.id: full_text(base.registry.passages(entry.document.id)) for entry in base.registry.documents()
    }
    if cases:
        _ask(use_case, cases[0], as_of)
    measured = []
    for case in cases:
        answer, first_evidence = _ask(use_case, case, as_of)
        shown = _describe(case, answer) | {"seconds": _seconds(answer, first_evidence), "tokens": _tokens(writer)}
        measured.append(Measured(case, judge(case, answer, texts), shown))
        done(case)
    return measured


def latencies(measured: Sequence[Measured]) -> dict[str, dict[str, float]]:
    """Return p50 and p95 in seconds for each stage, over the questions that reached it."""
    found = {}
    for stage in STAGES:
        values = [one.shown["seconds"][stage] for one in measured if one.shown["seconds"].get(stage) is not None]
        half, most = percentile(values, 50), percentile(values, 95)
        if half is not None and most is not None:
            found[stage] = {"p50": half, "p95": most}
    return found


def token_totals(measured: Sequence[Measured]) -> dict[str, dict[str, float]]:
    """Return the figures of the answers for which the model was asked."""
    return token_figures([one.shown["tokens"] for one in measured if one.shown["tokens"]])


def _tokens(writer: CountingWriter | None) -> dict[str, int] | None:
    try:
        return writer.take() if writer else None
    except ModelUnavailable as problem:
        _log.warning("Token nicht gezählt: %s", problem)
        return None


def _ask(use_case: AnswerQuestion, case: Case, as_of: date) -> tuple[Answer, float]:
    request = AnswerRequest(case.question, as_of, ASKER, history=earlier_turns(case))
    began = monotonic()
    first_evidence = 0.0
    for event in use_case.stream(request):
        if isinstance(event, SourcesFound):
            first_evidence = monotonic() - began
        if isinstance(event, AnswerDone):
            return event.answer, first_evidence
    raise AssertionError("an answer always ends with AnswerDone")


def _seconds(answer: Answer, first_evidence: float) -> dict[str, float | None]:
    timings = answer.timings
    return {
        "search": timings.search,
        "first_evidence": first_evidence,
        "first_statement": timings.first_statement,
        "total": timings.total,
    }


def _describe(case: Case, answer: Answer) -> dict[str, Any]:
    return {
        "status": str(answer.status),
        "search_text": answer.search_text,
        "notice": answer.notice,
        "missing_parts": list(answer.missing_parts),
        "problem": answer.problem,
        "withheld": answer.withheld,
        "statements": [
            {
                "text": one.text,
                "support": str(one.support),
                "citations": list(one.citations),
                "carried": is_carried(citing),
            }
            for one, citing in zip(answer.statements, citing_statements(answer), strict=True)
        ],
        "sources": [
            {
                "number": one.number,
                "source": one.hit.document.source,
                "place": one.hit.passage.locator.label,
                "quote": one.quote,
                "text": one.hit.passage.text,
                "right": is_right(case, one.hit),
            }
            for one in answer.sources
        ],
    }
