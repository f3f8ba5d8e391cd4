"""Measures how well personal data in questions is noticed, and how often something harmless is taken for it."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from assistant.privacy.mask import find_personal_data
from evals.metrics.bootstrap import interval, mean
from evals.places import CASES_FOLDER
from knowledge_base.errors import ConfigurationError

CASES = CASES_FOLDER / "personal_data.jsonl"
"""Questions of our own; {"id", "text", "spans": [{"start", "end", "type"}]}, without spans a hard negative."""
NUMBERED = frozenset("AZR_NR AZ PASS_NR EAT_NR VISUM IBAN STEUER_ID SVNR KVNR AKN FS KARTE MRZ".split())
"""Identifiers: one number leads to one person."""
NOT_LOOKED_FOR = frozenset({"NATION", "DIAGNOSE"})
"""A nationality or an illness alone names nobody, and the answer may depend on it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One text: for each span its type and whether it was wholly found, and what was found where nothing is."""

    text: str
    spans: tuple[tuple[str, str, bool], ...]
    alarms: tuple[str, ...]
    negative: bool


def read_texts(path: Path) -> list[dict[str, Any]]:
    """Read a case file; raises ConfigurationError naming the line that cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as exc:
        raise ConfigurationError(f"{path} ist nicht lesbar.", "Bitte eine Datei mit --cases angeben.") from exc
    read = []
    for number, line in enumerate(lines, start=1):
        try:
            text = json.loads(line)
            read.append({"text": text["text"], "spans": text["spans"]})
        except (ValueError, KeyError, TypeError) as exc:
            raise ConfigurationError(f"{path}, Zeile {number}: keine Frage mit Spannen.", "Bitte berichtigen.") from exc
    return read


def look(case: dict[str, Any]) -> Looked:
    """Search one text; a span counts as found when every letter and digit of it is covered."""
    text, wanted = case["text"], case["spans"]
    findings = find_personal_data(text)
    covered = {place for finding in findings for place in range(finding.start, finding.end)}
    spans = tuple(
        (
            span["type"],
            text[span["start"] : span["end"]],
            all(at in covered for at in range(span["start"], span["end"]) if text[at].isalnum()),
        )
        for span in wanted
        if span["type"] not in NOT_LOOKED_FOR
    )
    alarms = tuple(
        f"{finding.kind}: {text[finding.start : finding.end]}"
        for finding in findings
        if not any(finding.overlaps(span["start"], span["end"]) for span in wanted)
    )
    return Looked(text, spans, alarms, negative=not wanted)


def figures(looked: Sequence[Looked]) -> dict[str, Any]:
    """Return recall by type and over the numbered identifiers, and false alarms, each with its 95 % interval."""
    by_type: dict[str, list[float]] = defaultdict(list)
    for one in looked:
        for kind, _, found in one.spans:
            by_type[kind].append(float(found))
    numbered = [value for kind, values in by_type.items() if kind in NUMBERED for value in values]
    alarms = [float(bool(one.alarms)) for one in looked if one.negative]
    beside = [float(bool(one.alarms)) for one in looked if not one.negative]
    rows = {
        "recall numbered identifiers": numbered,
        "false alarms on hard negatives": alarms,
        "false alarms beside spans": beside,
    }
    rows |= {f"recall {kind}": values for kind, values in sorted(by_type.items())}
    return {
        name: {"value": mean(values), "interval": interval(values), "count": len(values)}
        for name, values in rows.items()
        if values
    }


def privacy(
    cases: Annotated[Path, typer.Option("--cases", help="Texte mit Spannen, je Zeile ein JSON-Objekt.")] = CASES,
    json_file: Annotated[Path | None, typer.Option("--json", help="Datei für das Ergebnis.")] = None,
) -> None:
    """Misst, wie sicher Personendaten in Fragen bemerkt werden, und wie oft Harmloses dafür gehalten wird."""
    looked = [look(case) for case in read_texts(cases)]
    measured = figures(looked)
    table = Table("", "Anteil", "95 %", "Fälle", title=f"Personendaten: {cases.name}", title_justify="left")
    for name, row in measured.items():
        low, high = row["interval"]
        table.add_row(name, f"{row['value']:.3f}", f"{low:.2f}–{high:.2f}", str(row["count"]))
    console = Console()
    console.print(table)
    missed = [
        {"text": one.text, "missed": [span for span in one.spans if not span[2]], "alarms": one.alarms}
        for one in looked
    ]
    missed = [one for one in missed if one["missed"] or one["alarms"]]
    if json_file is None:
        console.print(f"{len(missed)} Texte mit Übersehenem oder falschem Alarm; mit --json im Einzelnen.")
        return
    json_file.parent.mkdir(parents=True, exist_ok=True)
    json_file.write_text(
        json.dumps({"metrics": measured, "cases": missed}, ensure_ascii=False, indent=1), encoding="utf-8"
    )
