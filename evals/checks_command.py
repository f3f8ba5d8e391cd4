"""The command `python -m evals checks`."""

import json as json_format
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from evals.checks_suite import ERRORS, as_json, score
from evals.paraphrases import FILE, read_paraphrases
from knowledge_base.errors import StorageError

_LABELS = {"all": "alle", "dev": "dev (beim Bauen gesehen)", "held": "held (nur gemessen)"}


def checks(
    cases: Annotated[Path, typer.Option("--cases", help="Umformulierungen, je Zeile ein JSON-Objekt.")] = FILE,
    json: Annotated[Path | None, typer.Option("--json", help="Datei für das Ergebnis mit allen Sätzen.")] = None,
) -> None:
    """Misst die Prüfung von Aussagen: gefundene Fehler, behaltene richtige Sätze."""
    result = as_json(score(read_paraphrases(cases)))
    table = Table("", "Hälfte", "Art", "Sätze", "Anteil", "95-%-Bereich", title="Prüfung von Aussagen")
    for row in result["figures"]:
        what = "Fehler gefunden" if row["group"] == ERRORS else "Richtiges behalten"
        low, high = row["interval"]
        share = (f"{value:.3f}".replace(".", ",") for value in (row["share"], low, high))
        value, *bounds = share
        kind = _LABELS.get(row["kind"], row["kind"])
        table.add_row(what, _LABELS[row["half"]], kind, str(row["count"]), value, " bis ".join(bounds))
    Console().print(table)
    if json:
        try:
            json.write_text(json_format.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except OSError as exc:
            raise StorageError(f"{json} lässt sich nicht schreiben ({exc.strerror}).", "Bitte Ort prüfen.") from exc
