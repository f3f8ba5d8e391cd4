"""How the search holds at size (`python -m evals.bench_scale`): p50, p95, memory, disk at 10,000 and 100,000 passages.

The passages' vectors are prepared, so that no hours of embedding are needed; everything else is the product's own:
registry, Chroma, full text, filters by validity and audience. The time to embed a question is measured beside it.
"""

import json
import logging
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from assistant.settings import Settings
from evals.case import read_cases
from evals.corpus import evals_folder, today
from evals.metrics.latency import percentile
from evals.scale_corpus import PreparedVectors, Section, documents_of, read_sections, shuffled_sections
from evals.suites import CASES
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.document import EVERYBODY, Document, Passage
from knowledge_base.embedding import load_embedder
from knowledge_base.errors import AmtslotseError
from knowledge_base.fingerprint import IndexFingerprint
from knowledge_base.index import Query

SIZES = [10_000, 100_000]
PASSAGES_AT_ONCE = 5_000
ROUNDS = 3
Given = TypeVar("Given")
LAYOUT = "scale-1"
"""Stands for the chunking in the index's fingerprint; raise it when the corpus is built differently."""


def main(
    passages: Annotated[list[int], typer.Option("--passages", help="So viele Textstellen; mehrfach möglich.")] = SIZES,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="JSONL (auch .gz) mit law, section, text; sonst Mitgeliefertes.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--json", help="Datei für das Ergebnis.")] = None,
) -> None:
    """Misst die Suche in großen Beständen, mit Filtern nach Gültigkeit und Zielgruppe."""
    logging.basicConfig(level=logging.ERROR)
    settings, console = Settings(), Console(stderr=True)
    questions = [case.question for case in read_cases(CASES)]
    try:
        sizes = [_measured(settings, corpus, size, questions) for size in passages]
        real = load_embedder(settings)
        figures = {
            "question_embedding_ms": _times(lambda question: real.embed_passages([question]), questions),
            "sizes": sizes,
        }
    except AmtslotseError as exc:
        console.print(f"Fehler: {exc}", markup=False)
        sys.exit(2)
    file = out or evals_folder(settings) / "bench_scale.json"
    file.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    Console().print_json(data=figures)


def _measured(settings: Settings, corpus: Path | None, size: int, questions: Sequence[str]) -> dict[str, object]:
    """Build a knowledge base of this size, unless it is there, and measure it."""
    state = evals_folder(settings) / "states" / f"scale-{corpus.stem if corpus else 'shipped'}-{size}"
    state.mkdir(parents=True, exist_ok=True)
    own = settings.model_copy(update={"var": state, "database_url": "", "chroma_url": ""})
    with open_knowledge_base(own, embedder=PreparedVectors()) as base:
        seconds = _fill(base, read_sections(corpus) if corpus else shuffled_sections(_shipped(settings)), size)
        queries = [Query(question, today(), frozenset({EVERYBODY})) for question in questions]
        base.search.search(queries[0])
        vectors = [base.embedder.embed_question(question) for question in questions]
        return {
            "documents_and_passages": base.registry.counts(),
            "built_in_seconds": seconds,
            "search_ms": _times(base.search.search, queries),
            "of_it_chroma_ms": _times(lambda vector: base.dense.search(vector, 100), vectors),
            "of_it_full_text_ms": _times(lambda question: base.lexical.search(question, 100), questions),
            "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            "disk_mb": round(sum(file.stat().st_size for file in state.rglob("*") if file.is_file()) / 2**20),
        }


def _fill(base: KnowledgeBase, sections: Iterator[Section], size: int) -> float:
    """Write the passages into registry and indexes; return the seconds, 0 when they were there."""
    if base.registry.counts()[1] >= size:
        return 0.0
    began = time.monotonic()
    base.registry.set_fingerprint(IndexFingerprint(base.embedder.name, LAYOUT))
    for batch in _batches(documents_of(sections, size)):
        rows = [passage for _, of_document in batch for passage in of_document]
        for document, of_document in batch:
            base.registry.stage(document, of_document, content_hash=document.id, metadata_hash="")
        vectors = base.embedder.embed_passages([passage.searchable_text for passage in rows])
        base.dense.add([passage.id for passage in rows], vectors)
        base.lexical.add(rows)
        base.registry.publish([document.id for document, _ in batch])
    return round(time.monotonic() - began, 1)


def _batches(
    documents: Iterator[tuple[Document, list[Passage]]],
) -> Iterator[list[tuple[Document, list[Passage]]]]:
    batch: list[tuple[Document, list[Passage]]] = []
    for document in documents:
        batch.append(document)
        if sum(len(rows) for _, rows in batch) >= PASSAGES_AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _shipped(settings: Settings) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(settings.articles.rglob("*.md"))]


def _times(work: Callable[[Given], object], inputs: Sequence[Given]) -> dict[str, float]:
    """Return p50 and p95 in milliseconds over some rounds, the first not counted."""
    seconds = []
    for turn in range(ROUNDS + 1):
        for given in inputs:
            began = time.perf_counter()
            work(given)
            if turn:
                seconds.append(time.perf_counter() - began)
    return {f"p{share}": round(1000 * (percentile(seconds, share) or 0.0), 1) for share in (50, 95)}


if __name__ == "__main__":
    typer.run(main)
