"""How fast documents come in (`python -m evals.bench_ingest`): unchanged, after an edit, beside the bare model.

The first two need no embedding model (prepared vectors stand in for it); the third takes the product's own.
"""

import json
import logging
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer
from rich.console import Console

from assistant.settings import Settings
from evals.corpus import evals_folder
from evals.scale_corpus import PreparedVectors
from ingest.index_writer import SLICE, slices
from ingest.report import RunReport
from ingest.run import Run
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.embedding import load_embedder
from knowledge_base.errors import AmtslotseError
from knowledge_base.index import Embedder, Vectors

DOCUMENTS = 1_000
LAWS = Path(__file__).resolve().parents[2] / "shared" / "data" / "recht" / "gii_xml_2025-04"
EDITED = re.compile(r"(?<=[a-zäöüß]) darf (?=[a-zäöüß])")
"""Where a word is put into a law, once."""

Figures = dict[str, float]


class TimedEmbedder:
    """The product's embedder with the seconds that it spent on passages."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name, self.dimensions = embedder.name, embedder.dimensions
        self.seconds = 0.0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed, and count the time."""
        began = perf_counter()
        vectors = self._embedder.embed_passages(texts)
        self.seconds += perf_counter() - began
        return vectors

    def embed_question(self, text: str) -> npt.NDArray[np.float32]:
        """Embed a question."""
        return self._embedder.embed_question(text)

    def count_tokens(self, text: str) -> int:
        """Count tokens."""
        return self._embedder.count_tokens(text)


def main(
    laws: Annotated[Path, typer.Option("--laws", help="Ordner mit Gesetzen (gii-norm XML).")] = LAWS,
    articles: Annotated[
        int, typer.Option("--articles", help="So viele Artikel für den Vergleich mit dem Modell.")
    ] = 25,
) -> None:
    """Misst das Einlesen: unverändert, nach einer Änderung, und im Verhältnis zum Embedding-Modell allein."""
    logging.basicConfig(level=logging.ERROR)
    settings = Settings()
    try:
        figures = {"unchanged": _unchanged()}
        if laws.is_dir():
            figures["one_changed_section"] = _one_changed_section(laws)
        figures["against_bare_model"] = _against_bare_model(settings, articles)
    except AmtslotseError as exc:
        Console(stderr=True).print(f"Fehler: {exc}", markup=False)
        sys.exit(2)
    (evals_folder(settings) / "bench_ingest.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")
    Console().print_json(data=figures)


def _unchanged() -> Figures:
    """Run twice over many small documents; return the seconds of each run."""
    with tempfile.TemporaryDirectory(prefix="amtslotse-bench-") as name:
        folder = Path(name) / "dokumente"
        folder.mkdir()
        for number in range(DOCUMENTS):
            text = f"# Vorgang {number}\n\nDer Vorgang Nummer {number} wird im Team {number % 7} bearbeitet."
            (folder / f"vorgang-{number}.md").write_text(text, encoding="utf-8")
        with _opened(Path(name), PreparedVectors()) as base:
            first, again = (_run(base, Path(name), folder) for _ in range(2))
    return {"documents": DOCUMENTS, "first_seconds": _seconds(first), "again_seconds": _seconds(again)}


def _one_changed_section(laws: Path) -> Figures:
    """Ingest laws, put one word into one of them, run again; return what the second run cost."""
    with tempfile.TemporaryDirectory(prefix="amtslotse-bench-") as name:
        folder = Path(name) / "gesetze"
        shutil.copytree(laws, folder, copy_function=shutil.copyfile)
        database = Path(name) / "var" / "amtslotse.db"
        with _opened(Path(name), PreparedVectors()) as base:
            first = _run(base, Path(name), folder)
            unchanged = _run(base, Path(name), folder)
            size = _size(database)
            edited = next(path for path in sorted(folder.glob("*.xml")) if _edit(path))
            again = _run(base, Path(name), folder)
            grown, law = _size(database) - size, edited.stat().st_size
    return {
        "passages": first.passages,
        "first_seconds": _seconds(first),
        "unchanged_seconds": _seconds(unchanged),
        "edited_law_kilobytes": law // 1024,
        "embedded_again": again.embedded,
        "seconds": _seconds(again),
        "database_kilobytes": size // 1024,
        "grown_kilobytes": grown // 1024,
    }


def _against_bare_model(settings: Settings, articles: int) -> Figures:
    """Ingest shipped articles, then embed the very same texts with the model alone; return how both times compare.

    `model_share` is the model's part of the run's own time: what a noisy machine does to one, it does to the other.
    """
    embedder = TimedEmbedder(load_embedder(settings))
    embedder.embed_passages(["Aufwärmen."])
    with tempfile.TemporaryDirectory(prefix="amtslotse-bench-") as name:
        files = sorted(path for path in settings.articles.rglob("*.docx"))[:articles]
        files += sorted(settings.articles.rglob("*.md"))[: articles - len(files)]
        with _opened(Path(name), embedder) as base:
            embedder.seconds = 0.0
            report = Run(base, Path(name) / "var").carry_out(files)
            in_model = embedder.seconds
            texts = [
                passage.searchable_text
                for entry in base.registry.documents()
                for passage in base.registry.passages(entry.document.id)
            ]
    began = perf_counter()
    for some in slices(texts, SLICE):
        embedder.embed_passages(list(some))
    bare = perf_counter() - began
    return {
        "passages": len(texts),
        "ingest_seconds": _seconds(report),
        "bare_seconds": round(bare, 2),
        "ratio": round(bare / report.seconds, 3),
        "model_share": round(in_model / report.seconds, 3),
    }


def _opened(folder: Path, embedder: Embedder) -> KnowledgeBase:
    settings = Settings(_env_file=None, var=folder / "var", database_url="", chroma_url="")
    return open_knowledge_base(settings, embedder=embedder)


def _run(base: KnowledgeBase, folder: Path, documents: Path) -> RunReport:
    return Run(base, folder / "var").carry_out([documents])


def _edit(path: Path) -> bool:
    text, count = EDITED.subn(" darf nunmehr ", path.read_text(encoding="utf-8"), count=1)
    path.write_text(text, encoding="utf-8")
    return bool(count)


def _size(database: Path) -> int:
    return sum(path.stat().st_size for path in database.parent.glob(f"{database.name}*"))


def _seconds(report: RunReport) -> float:
    return round(report.seconds, 2)


if __name__ == "__main__":
    typer.run(main)
