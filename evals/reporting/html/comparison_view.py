"""What got better and what got worse since another run, on the page."""

from collections.abc import Mapping, Sequence
from html import escape

from evals.reporting.comparison import CaseChange, Comparison, MetricChange, Verdict
from evals.reporting.html.labels import SUITES, metric, value

SIGNS = {Verdict.BETTER: "▲ better", Verdict.WORSE: "▼ worse", Verdict.UNCLEAR: "· unclear", Verdict.SAME: "= same"}


def comparison_view(comparisons: Sequence[Comparison]) -> str:
    """Return the section with one part per suite; nothing when nothing was compared."""
    if not comparisons:
        return ""
    parts = "".join(map(_part, comparisons))
    return f'<section id="comparison"><h2>Against an earlier run</h2>{parts}</section>'


def _part(one: Comparison) -> str:
    rows = "".join(map(_metric_row, one.metrics))
    head = "<th>measure</th><th>before</th><th>now</th><th>change</th><th>95 % of the change</th><th></th>"
    better = [case for case in one.cases if case.better and not case.worse]
    worse = [case for case in one.cases if case.worse]
    return (
        f"<h3>{escape(SUITES.get(one.suite, one.suite))} <small>against {escape(one.old_made_at)}</small></h3>"
        f"{_differences(one.differences)}{_unpaired(one)}"
        f"<div class=wide><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        f"{_cases('Questions with something worse', worse)}{_cases('Questions that only got better', better)}"
    )


def _metric_row(one: MetricChange) -> str:
    cells = (value(one.name, one.old), value(one.name, one.new), f"{one.change:+.3f}")
    numbers = "".join(f"<td>{cell}</td>" for cell in (*cells, f"{one.low:+.3f} to {one.high:+.3f}", SIGNS[one.verdict]))
    return f'<tr class="{one.verdict}"><th>{escape(metric(one.name))}</th>{numbers}</tr>'


def _cases(title: str, cases: Sequence[CaseChange]) -> str:
    if not cases:
        return ""
    rows = "".join(
        f'<tr><td lang="de">{escape(one.question)}</td><td>{escape(one.kind)}</td>'
        f"<td class=worse>{_values(one.worse)}</td><td class=better>{_values(one.better)}</td></tr>"
        for one in cases
    )
    head = "<th>question</th><th>kind</th><th>worse</th><th>better</th>"
    return (
        f"<details><summary>{title}: {len(cases)}</summary><div class=wide><table class=words><thead><tr>{head}</tr>"
        f"</thead><tbody>{rows}</tbody></table></div></details>"
    )


def _values(changes: Mapping[str, tuple[float, float]]) -> str:
    return "<br>".join(
        f"{escape(metric(name))} {value(name, old)} → {value(name, new)}" for name, (old, new) in changes.items()
    )


def _differences(differences: Mapping[str, tuple[str, str]]) -> str:
    if not differences:
        return ""
    told = "; ".join(f"{name}: {old or '–'} → {new or '–'}" for name, (old, new) in differences.items())
    return f"<p class=none>Not the same settings: {escape(told)}</p>"


def _unpaired(one: Comparison) -> str:
    told = [f"{len(ids)} only {when}" for ids, when in ((one.only_old, "before"), (one.only_new, "now")) if ids]
    return f"<p class=none>Questions not compared: {', '.join(told)}</p>" if told else ""
