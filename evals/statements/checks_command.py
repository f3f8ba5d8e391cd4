"""The command `python -m evals checks`."""

import json as json_format
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from assistant.answering.reading import read_statement
from assistant.settings import Settings
from evals.console_progress import console_progress, step
from evals.reader.kept_reader import kept_reader
from evals.statements.checks_suite import ERRORS, FAITHFUL, Scored, as_json, score_all, with_errors
from evals.statements.paraphrases import FILE, Paraphrase, read_paraphrases
from evals.statements.planted_errors import Planted
from evals.statements.written_statements import FILES, read_written
from knowledge_base.errors import StorageError

_T = TypeVar("_T")
_GROUPS = {ERRORS: "Fehler gefunden", FAITHFUL: "Richtiges behalten"}


def checks(
    cases: Annotated[Path, typer.Option("--cases", help="Umformulierungen, je Zeile ein JSON-Objekt.")] = FILE,
    json: Annotated[Path | None, typer.Option("--json", help="Datei für das Ergebnis mit allen Sätzen.")] = None,
    written: Annotated[
        bool, typer.Option("--written", help="Nur die von Hand geschriebenen Aussagen, richtige und falsche.")
    ] = False,
    statements: Annotated[
        Path | None, typer.Option("--statements", help="Nur diese Aussagen: je Zeile Quelle, richtige und falsche.")
    ] = None,
    reader: Annotated[bool, typer.Option("--reader", help="Mit Leser (beim ersten Mal langsam).")] = False,
) -> None:
    """Misst die Prüfung von Aussagen: gefundene Fehler, behaltene richtige Sätze, je Herkunft und Art."""
    files = [statements] if statements else [*FILES.values()] if written else []
    pairs = [read_written(file) for file in files] if files else [with_errors(read_paraphrases(cases))]
    scored = _read_and_scored(pairs) if reader else [one for pair in pairs for one in score_all(*pair)]
    result = as_json(scored)
    for group, title in _GROUPS.items():
        Console(width=120).print(_table(title, [row for row in result["figures"] if row["group"] == group]))
    if json:
        try:
            json.write_text(json_format.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as exc:
            raise StorageError(f"{json} lässt sich nicht schreiben ({exc.strerror}).", "Bitte Ort prüfen.") from exc


def _read_and_scored(pairs: Sequence[tuple[list[Paraphrase], list[Planted]]]) -> list[Scored]:
    with kept_reader(Settings()) as reader, console_progress() as progress:
        done = step(progress, "Aussagen", sum(len(faithful) + len(false) for faithful, false in pairs))
        follows = partial(read_statement, reader)
        return [
            one
            for faithful, false in pairs
            for one in score_all(_counted(faithful, done), _counted(false, done), follows)
        ]


def _counted(ones: Iterable[_T], done: Callable[[], None]) -> Iterator[_T]:
    for one in ones:
        yield one
        done()


def _table(title: str, rows: Sequence[Mapping[str, Any]]) -> Table:
    """One line for each kind, with share, 95 % interval and count for all and each half or file."""
    halves = list(dict.fromkeys(["all", *(row["half"] for row in rows)]))
    table = Table("Art", *halves, title=title, title_justify="left")
    known = {(row["kind"], row["half"]): row for row in rows}
    for kind in dict.fromkeys(row["kind"] for row in rows):
        table.add_row(kind, *(_cell(known.get((kind, half))) for half in halves))
    return table


def _cell(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ""
    share, low, high = (f"{value:.3f}".replace(".", ",") for value in (row["share"], *row["interval"]))
    return f"{share} ({low}–{high}) von {row['count']}"
