"""Tables: what rule or checks, reader, and both added up come to, for each set of questions or statements."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from rich.table import Table

from evals.answerability.fit import CrossValidated, area
from evals.answerability.report import figures_by_set
from evals.metrics.bootstrap import interval, mean
from evals.reader.with_reading_compared import as_labelled
from evals.reader.with_reading_fit import Booleans, HeldOut, Weighed


def questions_table(rows: Sequence[Weighed], judged: Mapping[str, HeldOut]) -> Table:
    """Show for each set and judge: AUROC, unanswerable refused with a tenth of the answerable, both at its limit."""
    columns = ("beantwortbar", "nicht", "", "AUROC", "abgelehnt bei .10", "an der Grenze: nicht", "beantwortbar")
    table = Table("Über Kreuz", *columns, title="Fragen", title_justify="left")
    labelled = as_labelled(rows)
    figures = {
        judge: figures_by_set(labelled, CrossValidated(told.sums, told.refused)) for judge, told in judged.items()
    }
    for by_judge in zip(*figures.values(), strict=True):
        for place, (judge, one) in enumerate(zip(figures, by_judge, strict=True)):
            named = (one.name, str(one.answerable), str(one.unanswerable)) if place == 0 else ("", "", "")
            table.add_row(
                *named,
                judge,
                _with_interval(one.auroc, one.auroc_interval),
                _with_interval(one.refused_at_a_tenth, one.refused_interval),
                _number(one.unanswerable_refused),
                _number(one.answerable_refused),
            )
    return table


def statements_table(rows: Sequence[Weighed], judged: Mapping[str, HeldOut]) -> Table:
    """Show for each origin and judge: AUROC, the share of false statements caught and of faithful ones kept."""
    columns = ("richtig", "falsch", "", "AUROC", "falsche gefunden", "richtige behalten")
    table = Table("Über Kreuz", *columns, title="Aussagen", title_justify="left")
    positive = np.array([one.positive for one in rows])
    for name, here in _groups(rows):
        named = (name, str(int((here & positive).sum())), str(int((here & ~positive).sum())))
        for judge, told in judged.items():
            table.add_row(*named, judge, *_of_judge(told, here & positive, here & ~positive))
            named = ("", "", "")
    return table


def _groups(rows: Sequence[Weighed]) -> Iterator[tuple[str, Booleans]]:
    """Yield all rows, and those of each origin."""
    yield "alle", np.full(len(rows), fill_value=True)
    for name in dict.fromkeys(one.of_set for one in rows):
        yield name, np.array([one.of_set == name for one in rows])


def _of_judge(told: HeldOut, faithful: Booleans, false: Booleans) -> Iterator[str]:
    both = faithful.any() and false.any()
    yield _number(area(told.sums[faithful], told.sums[false])) if both else ""
    yield _share(told.refused[false])
    yield _share(~told.refused[faithful])


def _share(right: Booleans) -> str:
    values = [float(one) for one in right]
    bounds, middle = interval(values), mean(values)
    return "" if bounds is None or middle is None else _with_interval(middle, bounds)


def _with_interval(value: float, bounds: tuple[float, float]) -> str:
    return f"{_number(value)} ({_number(bounds[0])}–{_number(bounds[1])})"


def _number(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
