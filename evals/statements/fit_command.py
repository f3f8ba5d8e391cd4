"""The developers' command that fits the weights of the checks anew: `python -m evals fit-checks`."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from assistant.answering.checks.judging import CLOSE, FREE, WEIGHTS
from evals.logistic import Floats
from evals.metrics.bootstrap import interval, mean
from evals.statements.judge_fit import Fitted, Sample, cross_validated, fit, threshold
from evals.statements.judge_samples import samples

NEAR = 0.65
"""Likeness from which a statement counts as near its source's wording in the table."""
_HEAD = """# Weights of the checks of statements (judging.py), fitted by `python -m evals fit-checks --write`.
#
# A logistic regression (L2; each origin and each class of it weighing the same) in which no weight is above 0, over
# statements written by hand and by rule. Figures by cross-validation: docs/decisions/0012-checks-of-statements.md.
"""
_LEAST_WEIGHT = 0.005


def fit_checks(
    write: Annotated[bool, typer.Option("--write", help="Gewichte in judging.toml schreiben.")] = False,
) -> None:
    """Für die Entwicklung: passt die Gewichte der Prüfung von Aussagen neu an und misst sie über Kreuz."""
    console = Console(width=120)
    with console.status("Aussagen werden verglichen …"):
        found = samples()
    scores = cross_validated(found)
    least = threshold(found, scores)
    console.print(_table(found, scores, least))
    fitted = fit(found)
    console.print(f"Grenze {least:.2f}, Achsenabschnitt {fitted.intercept:.2f}")
    if write:
        WEIGHTS.write_text(as_toml(fitted, least), encoding="utf-8")


def as_toml(fitted: Fitted, least: float) -> str:
    """Write the weights as the file holds them, the heaviest first; those of next to nothing are left out."""
    lines = [_HEAD, f"intercept = {fitted.intercept:.3f}", f"least = {least:.3f}  # log-odds from which one is shown"]
    for wording in (CLOSE, FREE):
        lines += ["", f"[{wording}]"]
        named = {name.split(" ", 1)[1]: weight for name, weight in fitted.weights.items() if name.startswith(wording)}
        lines += [
            f"{name} = {weight:.3f}"
            for name, weight in sorted(named.items(), key=lambda pair: pair[1])
            if weight < -_LEAST_WEIGHT
        ]
    return "\n".join(lines) + "\n"


def _table(found: Sequence[Sample], scores: Floats, least: float) -> Table:
    table = Table("Herkunft", "falsche gefunden", "richtige behalten", title="Über Kreuz", title_justify="left")
    rows = [(one, bool(score >= least)) for one, score in zip(found, scores, strict=True)]
    for title, here in _groups(rows):
        false = [float(not kept) for one, kept in here if not one.faithful]
        true = [float(kept) for one, kept in here if one.faithful]
        table.add_row(title, _cell(false), _cell(true))
    return table


def _groups(rows: Sequence[tuple[Sample, bool]]) -> Iterator[tuple[str, list[tuple[Sample, bool]]]]:
    """Yield the rows of each origin, in all, near the source's wording, and free."""
    for origin in dict.fromkeys(one.origin for one, _ in rows):
        here = [row for row in rows if row[0].origin == origin]
        yield origin, here
        yield "  nah am Wortlaut", [row for row in here if row[0].likeness >= NEAR]
        yield "  frei", [row for row in here if row[0].likeness < NEAR]


def _cell(values: Iterable[float]) -> str:
    counted = list(values)
    bounds = interval(counted)
    if bounds is None:
        return ""
    return f"{mean(counted):.3f} ({bounds[0]:.3f}–{bounds[1]:.3f}) von {len(counted)}".replace(".", ",")
