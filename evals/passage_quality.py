"""Measures passages as the document's own units, over any material; nothing is embedded, so it is quick."""

import json as json_format
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.settings import Settings
from evals.metrics.cut_sentences import cut_sentences
from evals.metrics.document_lines import LineKind, document_lines
from evals.metrics.missing_lead_ins import missing_lead_ins
from evals.metrics.orphan_headings import orphan_heading
from evals.metrics.passage_lines import LineFinder
from evals.metrics.repeated_passages import empty_passages, repeated_passages
from ingest.chunking.chunk import shortened
from ingest.chunking.limits import MAX_TOKENS, WINDOW, estimate_tokens
from ingest.chunking.passages import passages_of
from ingest.parsing.parse import parse
from ingest.sources import scan
from knowledge_base.document import Passage
from knowledge_base.embedding_source import find_embedding_model
from knowledge_base.errors import DocumentError
from knowledge_base.sentences import sentences

MEASURED = {
    "orphan_headings": "Überschrift ohne ihren Text",
    "cut_sentences": "durchtrennter Satz",
    "over_window": f"länger als das Fenster ({WINDOW} Token)",
    "rows_without_header": "Tabellenzeile ohne Kopf oder Vorspann",
    "items_without_lead_in": "Aufzählungspunkt ohne Vorspann",
    "empty": "leer",
    "repeated": "im selben Dokument doppelt",
    "endless_sentences": "Satz länger als eine Textstelle, notgedrungen geteilt",
    "unlocated": "Zeile im Dokument nicht wiedergefunden",
}
"""What is counted, with its name for people; the first three are to be 0."""
GOAL_ZERO = ("orphan_headings", "cut_sentences", "over_window")
EXAMPLES = 5

TokenCounter = Callable[[str], int]


@dataclass(slots=True)
class PassageQuality:
    """Counts of documents, passages and faults, and for each fault a few examples (file, place, text)."""

    documents: int = 0
    passages: int = 0
    refused: list[str] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    largest_tokens: int = 0
    seconds: float = 0.0

    def note(self, fault: str, path: Path, passage: Passage, text: str) -> None:
        """Count a fault."""
        self.faults[fault] += 1
        if len(self.examples[fault]) < EXAMPLES:
            self.examples[fault].append(f"{path.name}, {passage.locator.label}: {shortened(text, 100)}")

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {
            "documents": self.documents,
            "passages": self.passages,
            "refused": self.refused,
            **{name: self.faults[name] for name in MEASURED},
            "largest_tokens": self.largest_tokens,
            "seconds": round(self.seconds, 2),
            "examples": dict(self.examples),
        }


def measure_file(path: Path, quality: PassageQuality, count_tokens: TokenCounter) -> None:
    """Read and cut one file and add what is found; a file that cannot be read is only named."""
    try:
        parsed = parse(path.name, path.read_bytes())
        passages, _ = passages_of(parsed, path.name, parsed.title)
    except DocumentError as exc:
        quality.refused.append(f"{path.name}: {exc}")
        return
    quality.documents += 1
    quality.passages += len(passages)
    lines = document_lines(parsed.blocks)
    if all(line.kind is LineKind.HEADING for line in lines):
        # Nothing but headings: they are the document's text.
        lines = [replace(line, kind=LineKind.TEXT) for line in lines]
    finder = LineFinder(lines)
    for passage in passages:
        for fault, text in _faults(passage, finder):
            quality.note(fault, path, passage, text)
        tokens = count_tokens(passage.searchable_text)
        quality.largest_tokens = max(quality.largest_tokens, tokens)
        if tokens > WINDOW:
            quality.note("over_window", path, passage, f"{tokens} Token: {passage.text}")
    for passage in empty_passages(passages):
        quality.note("empty", path, passage, passage.text)
    for passage in repeated_passages(passages):
        quality.note("repeated", path, passage, passage.text)


def _faults(passage: Passage, finder: LineFinder) -> Iterator[tuple[str, str]]:
    lines = finder.lines_of(passage)
    if heading := orphan_heading(lines):
        yield "orphan_headings", heading
    endless = {line.text for line in lines if line.is_cut and _is_endless(line.origins[0].text)}
    for text in cut_sentences(lines):
        yield "endless_sentences" if text in endless else "cut_sentences", text
    for text in missing_lead_ins(lines, LineKind.ROW, passage.context):
        yield "rows_without_header", text
    for text in missing_lead_ins(lines, LineKind.ITEM, passage.context):
        yield "items_without_lead_in", text
    yield from (("unlocated", line.text) for line in lines if not line.origins)


def _is_endless(text: str) -> bool:
    """Tell whether a line holds a sentence that fills more than half a passage: beside its lead-in it may not fit."""
    return any(estimate_tokens(sentence) > MAX_TOKENS // 2 for sentence in sentences(text))


def token_counter(settings: Settings) -> TokenCounter:
    """Return how many tokens the embedding model sees in a passage; loads its tokenizer, not the model.

    Raises ModelError when the model is not there.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(Path(find_embedding_model(settings).location) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return lambda text: len(tokenizer.encode(settings.embedding_passage_prefix + text).ids)


def passages(
    corpus: Annotated[
        list[Path] | None, typer.Option("--corpus", help="Dateien oder Ordner, mehrfach; sonst die mitgelieferten.")
    ] = None,
    json: Annotated[Path | None, typer.Option("--json", help="Datei für das Ergebnis.")] = None,
) -> None:
    """Misst, ob Textstellen ganze Einheiten ihrer Dokumente sind: Überschriften, Sätze, Tabellen, Listen, Fenster."""
    settings = Settings()
    quality, count_tokens = PassageQuality(), token_counter(settings)
    found = scan(corpus or [settings.articles])
    began = time.monotonic()
    console = Console(stderr=True)
    for file in track([file for file in found.files if file.archive is None], "Dateien", console=console):
        measure_file(file.path, quality, count_tokens)
    quality.seconds = time.monotonic() - began
    _show(quality)
    if json is not None:
        json.write_text(json_format.dumps(quality.as_dict(), ensure_ascii=False, indent=1), encoding="utf-8")
    if any(quality.faults[name] for name in GOAL_ZERO):
        raise typer.Exit(1)


def _show(quality: PassageQuality) -> None:
    title = f"{quality.passages} Textstellen aus {quality.documents} Dokumenten, {quality.seconds:.1f} s"
    table = Table("", "Anzahl", "Beispiele", title=title, title_justify="left", show_lines=True)
    for name, label in MEASURED.items():
        goal = " (Ziel 0)" if name in GOAL_ZERO else ""
        table.add_row(label + goal, str(quality.faults[name]), "\n".join(quality.examples[name]))
    console = Console()
    console.print(table, markup=False)
    console.print(f"Größte Textstelle: {quality.largest_tokens} Token. Nicht lesbar: {len(quality.refused)}.")
