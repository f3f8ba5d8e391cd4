"""How fast answers come (`make bench`): search, evidence, four askers at once, the cost of checks and of reading."""

import json
import resource
import statistics
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from time import perf_counter

from rich.console import Console

from assistant.accounts.person import AUDIENCES, Role
from assistant.answering.answer import AnswerRequest, StatementReady
from assistant.answering.answer_question import AnswerQuestion
from assistant.answering.model_output import MOST_TOKENS
from assistant.answering.prompting import build_prompt, fit_evidence, load_template
from assistant.answering.reading import Reader
from assistant.answering.writer import Prompt, Writer
from assistant.bootstrap import answer_question
from assistant.settings import Settings
from evals.bench_stages import TimedReader, TimedWriter, shares
from evals.corpus import evals_folder, today
from evals.metrics.latency import percentile
from evals.suites import CASES, Suite, chat_model, open_suite, reading_model
from knowledge_base.index import Query

ASKERS = 4
MODEL_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds: half are faster than p50, 19 of 20 faster than p95."""

    p50: float
    p95: float


def main() -> None:
    """Measure and print; the figures are also written to var/evals/bench.json."""
    settings = Settings()
    with open_suite(settings, corpus=settings.articles, cases=CASES) as suite:
        requests = [_request(case.question) for case in suite.cases]
        suite.base.search.search(Query("Aufenthaltserlaubnis", today()))
        figures: dict[str, object] = _without_model(suite, requests)
        with chat_model(settings) as writer:
            if writer is not None:
                figures |= _with_model(suite, writer, reading_model(settings, writer), requests[:MODEL_QUESTIONS])
    figures["memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    out = evals_folder(settings) / "bench.json"
    out.write_text(json.dumps(figures, indent=2), encoding="utf-8")
    Console().print_json(data=figures)


def _without_model(suite: Suite, requests: Sequence[AnswerRequest]) -> dict[str, object]:
    answering = answer_question(suite.base, None)
    # Other words than those of the evidence's turn: the latest questions' vectors are remembered.
    queries = [Query(f"Bitte: {request.question}", request.as_of, request.audience) for request in requests]
    return {
        "search_seconds": asdict(_times([_timed(suite.base.search.search, query) for query in queries])),
        "first_evidence_seconds_new": asdict(_times([_first_statement(answering, one) for one in requests])),
        "first_evidence_seconds_again": asdict(_times([_first_statement(answering, one) for one in requests])),
        f"first_evidence_seconds_{ASKERS}_askers": asdict(_times(_at_once(answering, requests))),
    }


def _at_once(answering: AnswerQuestion, requests: Sequence[AnswerRequest]) -> list[float]:
    with ThreadPoolExecutor(ASKERS) as askers:
        return list(askers.map(lambda request: _first_statement(answering, request), requests))


def _with_model(
    suite: Suite, writer: Writer, reader: Reader | None, requests: Sequence[AnswerRequest]
) -> dict[str, object]:
    """Return by how much an answer takes longer than the bare model with the same prompt, and each stage's share.

    The first is a median (0.05 is 5 %). The model sees each prompt once before, so that both runs find the same prefix
    cached; the reader sees none before.
    """
    writes, reads = TimedWriter(writer), TimedReader(reader) if reader else None
    answering = answer_question(suite.base, writes, reader=reads)
    ratios, seconds, searched = [], 0.0, 0.0
    for request in requests:
        found = answering.find(request)
        prompt = build_prompt(found.question.prompt_text, fit_evidence(found.evidence.citable), load_template())
        _write_all(writer, prompt)
        bare = _timed(_write_all, writer, prompt)
        timings = answering.answer(request).timings
        ratios.append(timings.total / bare - 1)
        seconds, searched = seconds + timings.total, searched + timings.search
    return {
        "reader": reader.name if reader else "",
        "overhead_over_bare_model": round(statistics.median(ratios), 3),
        "shares_of_answer": shares(
            seconds, search=searched, reading=reads.seconds if reads else 0.0, writing=writes.seconds
        ),
    }


def _first_statement(answering: AnswerQuestion, request: AnswerRequest) -> float:
    """Return the seconds until the first statement, or until the end when there is none."""
    begin = perf_counter()
    events = answering.stream(request)
    for event in events:
        if isinstance(event, StatementReady):
            break
    return perf_counter() - begin


def _write_all(writer: Writer, prompt: Prompt) -> None:
    for _ in writer.write(prompt, max_tokens=MOST_TOKENS):
        pass


def _timed(run: Callable[..., object], *arguments: object) -> float:
    begin = perf_counter()
    run(*arguments)
    return perf_counter() - begin


def _times(seconds: Sequence[float]) -> Times:
    return Times(round(percentile(seconds, 50) or 0.0, 3), round(percentile(seconds, 95) or 0.0, 3))


def _request(question: str) -> AnswerRequest:
    return AnswerRequest(question, today(), AUDIENCES[Role.REDAKTION])


if __name__ == "__main__":
    main()
