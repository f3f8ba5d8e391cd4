"""How fast documents come in (`python -m evals.bench_ingest`): unchanged, after an edit, beside the bare model.

The first two need no embedding model (prepared vectors stand in for it); the third takes the product's own. Seconds
tell of the machine and its load; ratios are of one run, and hold on a busy machine, too.
"""

import json
import logging
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.settings import Settings
from evals.bench_beside_model import against_bare_model
from evals.corpus import evals_folder
from evals.places import SHARED_DATA
from evals.scale_corpus import PreparedVectors
from ingest.parsing.sniff import SUFFIXES
from ingest.report import RunReport
from ingest.run import Run
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.errors import AmtslotseError, ConfigurationError
from knowledge_base.index import Embedder

DOCUMENTS = 1_000
LAWS = SHARED_DATA / "recht" / "gii_xml_2025-04"
EDITED = re.compile(r"(?<=[a-zäöüß]) darf (?=[a-zäöüß])")
"""Where a word is put into a law, once."""

Figures = dict[str, float]


def main(
    laws: Annotated[Path, typer.Option("--laws", help="Ordner mit Gesetzen (gii-norm XML).")] = LAWS,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Ordner für den Vergleich mit dem Modell, statt der Artikel.")
    ] = None,
    documents: Annotated[
        int, typer.Option("--documents", "--articles", min=1, help="So viele Dokumente für diesen Vergleich.")
    ] = 75,
    rounds: Annotated[int, typer.Option("--rounds", min=1, help="So oft einlesen und einbetten, abwechselnd.")] = 3,
    only: Annotated[str, typer.Option("--only", help="Nur eines: unchanged, section oder model.")] = "",
) -> None:
    """Misst das Einlesen: unverändert, nach einer Änderung, und im Verhältnis zum Embedding-Modell allein."""
    logging.basicConfig(level=logging.ERROR)
    settings = Settings()
    try:
        figures: dict[str, Figures] = {}
        if only in {"", "unchanged"}:
            figures["unchanged"] = _unchanged()
        if only in {"", "section"} and laws.is_dir():
            figures["one_changed_section"] = _one_changed_section(laws)
        if only in {"", "model"}:
            files = _some_of(corpus or settings.articles, documents)
            figures["against_bare_model"] = against_bare_model(settings, files, rounds)
    except AmtslotseError as exc:
        Console(stderr=True).print(f"Fehler: {exc}", markup=False)
        sys.exit(2)
    Console().print_json(data=figures)
    evals_folder(settings).mkdir(parents=True, exist_ok=True)
    (evals_folder(settings) / "bench_ingest.json").write_text(json.dumps(figures, indent=1), encoding="utf-8")


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


def _some_of(folder: Path, count: int) -> list[Path]:
    """Return some of the documents below a folder, of every kind of file that is there; raises ConfigurationError."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in SUFFIXES)
    if not files:
        raise ConfigurationError(f"In {folder} liegen keine Dokumente.", "Bitte den Pfad hinter --corpus prüfen.")
    return [files[number * len(files) // count] for number in range(count)] if count < len(files) else files


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
