"""The developers' command that fits the answerability rule anew: `python -m evals fit-answerability`."""

import logging
import re
from collections.abc import Sequence
from math import exp, floor
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.answering.answerability import WEIGHTS
from assistant.settings import Settings
from evals.answerability.fit import Fitted, Labelled, choose, cross_validate, fit
from evals.answerability.report import SetFigures, figures_by_set
from evals.answerability.sets import (
    GUIDES,
    LAWS,
    municipal_rows,
    our_cases,
    read_rows,
    rows_of_cases,
    save_rows,
)
from evals.console_progress import console_progress, step
from evals.municipal import DEFAULT_FILE, read_municipal
from evals.places import LAW_TEXTS

STEPS = 20
"""The threshold is rounded down to one of so many steps: a margin, since the folds' limit is itself uncertain."""
_log = logging.getLogger(__name__)


def fit_answerability(
    questions: Annotated[Path, typer.Option("--questions", help="Kommunale Fragen (OMoS-QA).")] = DEFAULT_FILE,
    laws: Annotated[Path, typer.Option("--laws", help="Ordner mit den Gesetzen.")] = LAW_TEXTS,
    laws_state: Annotated[Path | None, typer.Option("--laws-state", help="Zustandsordner der Gesetze.")] = None,
    signals: Annotated[Path | None, typer.Option("--signals", help="Gemessene Signale: lesen, oder ablegen.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Gewichte in answerability.toml schreiben.")] = False,
) -> None:
    """Für die Entwicklung: passt die Regel, wann eine Frage nicht beantwortbar ist, neu an und misst sie."""
    if signals is not None and signals.is_file():
        rows = read_rows(signals)
    else:
        rows = _measure(questions, laws, laws_state)
        if signals is not None:
            save_rows(rows, signals)
    _show(figures_by_set(rows, cross_validate(rows)))
    strength, limit = choose(rows)
    fitted, least = fit(rows, strength), floor(STEPS / (1 + exp(-limit))) / STEPS
    Console().print(f"Grenze {least:.2f}, Strenge {strength}, Achsenabschnitt {fitted.intercept:.2f}")
    for name, weight in fitted.weights.items():
        Console().print(f"  {name} = {weight:.3f}")
    if write:
        WEIGHTS.write_text(with_weights(WEIGHTS.read_text(encoding="utf-8"), fitted, least), encoding="utf-8")


def _measure(questions: Path, laws: Path, laws_state: Path | None) -> list[Labelled]:
    settings, rows = Settings(), []
    with console_progress() as progress:
        if questions.is_file():
            asked = read_municipal(questions)
            rows += list(municipal_rows(asked, settings, step(progress, "Kommunale Seiten", len(asked))))
        else:
            _log.warning("DIE KOMMUNALEN FRAGEN FEHLEN (%s): ohne sie angepasst.", questions)
        done = step(progress, "Leitfäden", len(our_cases(GUIDES)))
        rows += list(rows_of_cases(GUIDES, settings.articles, settings, done))
        if laws.is_dir():
            done = step(progress, "Gesetze", len(our_cases(LAWS)))
            rows += list(rows_of_cases(LAWS, laws, settings, done, state=laws_state))
        else:
            _log.warning("DIE GESETZE FEHLEN (%s): ohne sie angepasst.", laws)
    return rows


def _show(sets: Sequence[SetFigures]) -> None:
    columns = ("beantwortbar", "nicht", "AUROC", "abgelehnt bei .10", "an der Grenze: nicht", "beantwortbar")
    table = Table("Kreuzvalidiert", *columns, title_justify="left")
    for one in sets:
        table.add_row(
            one.name,
            str(one.answerable),
            str(one.unanswerable),
            f"{one.auroc:.2f} ({one.auroc_interval[0]:.2f}–{one.auroc_interval[1]:.2f})",
            f"{one.refused_at_a_tenth:.2f} ({one.refused_interval[0]:.2f}–{one.refused_interval[1]:.2f})",
            f"{one.unanswerable_refused:.2f}",
            f"{one.answerable_refused:.2f}",
        )
    Console().print(table)


def with_weights(file: str, fitted: Fitted, least_probability: float) -> str:
    """Put the fitted numbers into the text of answerability.toml; its comments stay, as does what was not fitted."""
    numbers = {"intercept": f"{fitted.intercept:.2f}", "least_probability": f"{least_probability:.2f}"}
    numbers |= {name: f"{weight:.3f}" for name, weight in fitted.weights.items()}
    for name, number in numbers.items():
        file, count = re.subn(rf"^{name} = [-\d.]+", f"{name} = {number}", file, flags=re.M)
        if not count:
            file = f"{file.rstrip()}\n{name} = {number}\n"
    return file
