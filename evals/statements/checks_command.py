"""The command `python -m evals checks`."""

import json as json_format
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from evals.statements.checks_suite import ERRORS, FAITHFUL, as_json, score, score_all
from evals.statements.fresh_statements import read_fresh
from evals.statements.paraphrases import FILE, read_paraphrases
from knowledge_base.errors import StorageError

_HALVES = {"all": "alle", "dev": "dev", "held": "held", "fresh": "fresh"}
_GROUPS = {ERRORS: "Fehler gefunden", FAITHFUL: "Richtiges behalten"}


def checks(
    cases: Annotated[Path, typer.Option("--cases", help="Umformulierungen, je Zeile ein JSON-Objekt.")] = FILE,
    json: Annotated[Path | None, typer.Option("--json", help="Datei für das Ergebnis mit allen Sätzen.")] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Nur die nach dem Bauen von Hand geschriebenen Aussagen, auch die falschen.")
    ] = False,
) -> None:
    """Misst die Prüfung von Aussagen: gefundene Fehler, behaltene richtige Sätze (dev: beim Bauen gesehen)."""
    result = as_json(score_all(*read_fresh()) if fresh else score(read_paraphrases(cases)))
    for group, title in _GROUPS.items():
        Console(width=120).print(_table(title, [row for row in result["figures"] if row["group"] == group]))
    if json:
        try:
            json.write_text(json_format.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as exc:
            raise StorageError(f"{json} lässt sich nicht schreiben ({exc.strerror}).", "Bitte Ort prüfen.") from exc


def _table(title: str, rows: Sequence[Mapping[str, Any]]) -> Table:
    """One line for each kind, with share, 95 % interval and count for all, dev and held."""
    table = Table("Art", *_HALVES.values(), title=title, title_justify="left")
    known = {(row["kind"], row["half"]): row for row in rows}
    for kind in dict.fromkeys(row["kind"] for row in rows):
        table.add_row(kind, *(_cell(known.get((kind, half))) for half in _HALVES))
    return table


def _cell(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ""
    share, low, high = (f"{value:.3f}".replace(".", ",") for value in (row["share"], *row["interval"]))
    return f"{share} ({low}–{high}) von {row['count']}"
