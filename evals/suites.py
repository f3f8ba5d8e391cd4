"""Runs the suites over a corpus and a case file."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.progress import Progress

from assistant.adapters.chat_connection import find_connection
from assistant.adapters.chat_model import open_writer
from assistant.adapters.chat_server import count_prompt_tokens
from assistant.adapters.model_server import connect_or_start
from assistant.adapters.served_reader import open_reader
from assistant.answering.prompting import load_template
from assistant.answering.reading import Reader, load_reading
from assistant.answering.writer import Prompt
from assistant.settings import Settings
from evals.answers import latencies, measure_answers, token_totals
from evals.case import Case, read_cases
from evals.corpus import open_corpus, today
from evals.gold_check import check_corpus
from evals.metrics.latency import percentile
from evals.places import CASES_FOLDER
from evals.reader.loaded_reader import loaded_reader
from evals.reporting.report import Report
from evals.retrieval import Told, measure_retrieval
from evals.token_counts import CountingWriter
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.errors import ConfigurationError, ModelError, ModelUnavailable
from knowledge_base.search.search import HybridSearch
from knowledge_base.search.spelling import Spelling
from knowledge_base.search.understanding import Vocabulary
from knowledge_base.thesaurus import load_thesaurus

CASES = CASES_FOLDER / "shipped.jsonl"
"""Questions over the documents that are shipped with the product."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Suite:
    """A corpus that is open, and the questions that are asked of it."""

    corpus: Path
    cases_file: Path
    base: KnowledgeBase
    cases: Sequence[Case]


@contextmanager
def open_suite(settings: Settings, *, corpus: Path, cases: Path, state: Path | None = None) -> Iterator[Suite]:
    """Read the cases, then ingest and open the corpus."""
    questions = read_cases(cases)
    with open_corpus(corpus, settings, state=state) as base:
        check_corpus(base.registry, corpus, questions)
        yield Suite(corpus, cases, base, questions)


def run_retrieval(suite: Suite, progress: Progress, *, register: bool = True) -> Report:
    """Measure the search; without `register`, what it finds without the office words for §§."""
    search = suite.base.search if register else _without_register(suite.base)
    with _told(progress, "Suche", len(suite.cases)) as done:
        measured = measure_retrieval(search, suite.cases, as_of=today(), done=done)
    seconds = [one.shown["seconds"] for one in measured]
    half, most = percentile(seconds, 50), percentile(seconds, 95)
    latency = {"search": {"p50": half, "p95": most}} if half is not None and most is not None else {}
    return Report("retrieval" if register else "retrieval_without_register", _about(suite), measured, latency)


def _without_register(base: KnowledgeBase) -> HybridSearch:
    spelling = Spelling(base.registry.texts, base.registry.generation)
    vocabulary = Vocabulary(load_thesaurus(), spelling=spelling, languages=base.languages)
    return HybridSearch(base.registry, base.dense, base.lexical, embedder=base.embedder, vocabulary=vocabulary)


def run_answers(
    suite: Suite, writer: CountingWriter | None, progress: Progress, *, reader: Reader | None = None
) -> Report:
    """Measure whole answers, with the chat model or by quotes alone, with or without a reader."""
    name = writer.name if writer else ""
    with _told(progress, f"Antworten {'mit ' + name if name else 'ohne Sprachmodell'}", len(suite.cases)) as done:
        measured = measure_answers(suite.base, writer, suite.cases, as_of=today(), done=done, reader=reader)
    about = _about(suite) | {
        "model": name,
        "reader": reader.name if reader else "",
        "prompt_version": load_template().version,
    }
    return Report(
        "answers" if writer else "answers_without_model", about, measured, latencies(measured), token_totals(measured)
    )


@contextmanager
def chat_model(settings: Settings, *, wanted: bool = True) -> Iterator[CountingWriter | None]:
    """Give the chat model that the settings name, started if need be; None, with a loud word, when there is none."""
    writer = open_writer(settings) if wanted else None
    with ExitStack() as running:
        if writer is not None:
            try:
                running.enter_context(connect_or_start(settings))
            except ModelUnavailable as problem:
                _log.warning("OHNE SPRACHMODELL GEMESSEN: %s", problem)
                writer = None
        yield CountingWriter(writer, _prompt_counter(settings)) if writer else None


def reading_model(settings: Settings, writer: object | None, *, wanted: bool | None = None) -> Reader | None:
    """Return the reader that the product has beside the chat model, and which reads; None when there is none.

    Unless it is `wanted` or not, there is one where there is a `writer`. Raises ConfigurationError or ModelError when
    it is wanted and cannot read; else that is said loudly.
    """
    if not (wanted or (wanted is None and writer is not None and settings.wants_reader)):
        return None
    try:
        reader = _reader_beside(settings, writer)
        reader.read("Bereit?")
    except (ConfigurationError, ModelError) as problem:
        if wanted:
            raise
        _log.warning("OHNE LESER GEMESSEN: %s", problem)
        return None
    if reader.name != (weighed := load_reading().reader):
        _log.warning("DER LESER BLEIBT OHNE WIRKUNG: gewogen ist %s, hier liest %s.", weighed, reader.name)
    return reader


def _reader_beside(settings: Settings, writer: object | None) -> Reader:
    """The embedded chat model reads itself; beside another writer, or none, its reader is loaded here."""
    served = open_reader(settings) if writer is not None and not settings.chat_url else None
    return served or loaded_reader(settings)


def _prompt_counter(settings: Settings) -> Callable[[Prompt], int]:
    seconds = settings.chat_timeout_seconds
    return lambda prompt: count_prompt_tokens(find_connection(settings), prompt, timeout_seconds=seconds)


def _about(suite: Suite) -> dict[str, Any]:
    built = suite.base.fingerprint
    documents, passages = suite.base.registry.counts()
    return {
        "corpus": str(suite.corpus),
        "cases_file": str(suite.cases_file),
        "as_of": today().isoformat(),
        "documents": documents,
        "passages": passages,
        "embedding": suite.base.embedder.name,
        "index": built.label if built else "leer",
    }


@contextmanager
def _told(progress: Progress, what: str, total: int) -> Iterator[Told]:
    task = progress.add_task(what, total=total)

    def done(_case: Case) -> None:
        progress.advance(task)

    yield done
