"""The command `python -m evals compare`: what got better and what got worse between two runs."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from assistant.settings import Settings
from evals.reporting.comparison import compare as compare_runs
from evals.reporting.comparison_table import show_comparison
from evals.reporting.history import all_runs, previous_run, read_run, runs_at
from knowledge_base.errors import ConfigurationError

Old = Annotated[Path | None, typer.Argument(help="JSON-Datei oder Ordner des früheren Laufs; sonst der vorige.")]
New = Annotated[Path | None, typer.Argument(help="JSON-Datei oder Ordner des neuen Laufs; sonst der letzte.")]


def compare(old: Old = None, new: New = None) -> None:
    """Vergleicht zwei Läufe: Maße mit Bereich der Änderung, und jede Frage, die anders ausging."""
    console = Console()
    pairs = _pairs(Settings(), old, new)
    if not pairs:
        raise ConfigurationError(
            "Es gibt keinen früheren Lauf mit denselben Fragen und Dokumenten.", "Nennen Sie zwei Dateien: ALT NEU."
        )
    for before, after in pairs:
        show_comparison(compare_runs(before, after), console)


def _pairs(settings: Settings, old: Path | None, new: Path | None) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the runs to compare; single files are compared whatever their suites, folders suite by suite."""
    place = new or _newest(settings)
    after = [(read_run(path), path.parent) for path in runs_at(place)]
    if old is None:
        found = [(previous_run(content, folder), content) for content, folder in after]
        return [(before, content) for before, content in found if before is not None]
    before = [read_run(path) for path in runs_at(old)]
    if len(before) == len(after) == 1:
        return [(before[0], after[0][0])]
    return [(one, content) for content, _folder in after for one in before if one["suite"] == content["suite"]]


def _newest(settings: Settings) -> Path:
    runs = all_runs(settings)
    if not runs:
        raise ConfigurationError("Es gibt noch keinen Lauf.", "Messen Sie zuerst: make evals.")
    return runs[-1]
