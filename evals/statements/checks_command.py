"""The command `python -m evals checks`."""

import json as json_format
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from evals.statements.checks_suite import ERRORS, FAITHFUL, as_json, score, score_all
from evals.statements.paraphrases import FILE, read_paraphrases
from evals.statements.written_statements import FILES, read_written
from knowledge_base.errors import StorageError

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
) -> None:
    """Misst die Prüfung von Aussagen: gefundene Fehler, behaltene richtige Sätze, je Herkunft und Art."""
    files = [statements] if statements else [*FILES.values()] if written else []
    hand_written = [read_written(file) for file in files]
    scored = [one for pair in hand_written for one in score_all(*pair)] if files else score(read_paraphrases(cases))
    result = as_json(scored)
    for group, title in _GROUPS.items():
        Console(width=120).print(_table(title, [row for row in result["figures"] if row["group"] == group]))
    if json:
        try:
            json.write_text(json_format.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as exc:
            raise StorageError(f"{json} lässt sich nicht schreiben ({exc.strerror}).", "Bitte Ort prüfen.") from exc


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
