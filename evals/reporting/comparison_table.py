"""Shows in the terminal what got better and what got worse between two runs."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals.reporting.comparison import CaseChange, Comparison, MetricChange, Verdict
from evals.reporting.tables import LABELS, number

_ABSATZ = "absatz."
_VERDICTS = {
    Verdict.BETTER: "[green]▲ besser[/]",
    Verdict.WORSE: "[red]▼ schlechter[/]",
    Verdict.UNCLEAR: "· unklar",
    Verdict.SAME: "= gleich",
}


def show_comparison(one: Comparison, console: Console) -> None:
    """Print every measure with its change, then the questions that came out differently."""
    table = Table("Maß", "vorher", "jetzt", "Änderung", "95-%-Bereich der Änderung", "", title_justify="left")
    table.title = f"{one.suite}: {one.old_made_at} → {one.new_made_at}"
    for metric in one.metrics:
        table.add_row(*_row(metric))
    console.print(table)
    for name, (old, new) in one.differences.items():
        console.print(f"Anders eingestellt: {name}: {escape(old) or '–'} → {escape(new) or '–'}")
    if one.only_old or one.only_new:
        console.print(f"Nicht verglichen: {len(one.only_old)} Fragen nur vorher, {len(one.only_new)} nur jetzt.")
    console.print(_cases(one)) if one.cases else console.print("Keine Frage ging anders aus.\n")


def _row(metric: MetricChange) -> tuple[str, ...]:
    between = f"{_signed(metric.low)} bis {_signed(metric.high)}"
    values = (number(metric.name, metric.old), number(metric.name, metric.new), _signed(metric.change), between)
    return (_label(metric.name), *values, _VERDICTS[metric.verdict])


def _cases(one: Comparison) -> Table:
    table = Table("Frage", "schlechter", "besser", title=f"Anders ausgegangen: {len(one.cases)}", title_justify="left")
    for case in sorted(one.cases, key=lambda case: not case.worse):
        table.add_row(f"{escape(case.question)} [dim]({escape(case.id)})[/]", *_changes(case), end_section=False)
    return table


def _changes(case: CaseChange) -> tuple[str, str]:
    worse, better = (
        "\n".join(f"{_label(name)} {number(name, old)} → {number(name, new)}" for name, (old, new) in side.items())
        for side in (case.worse, case.better)
    )
    return worse, better


def _label(name: str) -> str:
    plain = name.removeprefix(_ABSATZ)
    return LABELS.get(plain, plain) + (", Absatz" if plain != name else "")


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace(".", ",")
