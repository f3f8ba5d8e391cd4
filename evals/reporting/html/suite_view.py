"""One suite on the page: its figures with intervals, kinds of question, latencies, tokens, and all its questions."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from evals.measured import SUMMED
from evals.metrics.bootstrap import interval, mean
from evals.reporting.html.case_view import case_view
from evals.reporting.html.labels import STAGES, SUITES, in_order, metric, seconds, value
from evals.reporting.html.plots import Interval, interval_plot, rank_plot, seconds_plot

KIND_MEASURES = (
    "recall@1",
    "recall@5",
    "ndcg@10",
    "absatz.recall@5",
    "key_facts",
    "citation_precision",
    "citation_recall",
    "over_abstention",
    "abstained_on_unanswerable",
)
_ABOUT = (
    "model",
    "reader",
    "prompt_version",
    "documents",
    "passages",
    "embedding",
    "index",
    "as_of",
    "corpus",
    "cases_file",
)


def suite_view(content: Mapping[str, Any]) -> str:
    """Return the suite's section; `content` is its report as JSON."""
    name = content["suite"]
    cases = content["cases"]
    return (
        f'<section id="{escape(name)}"><h2>{escape(SUITES.get(name, name))} '
        f"<small>{content['questions']} questions</small></h2>{_about(content)}"
        f"<div class=grid2><figure><figcaption>Mean and 95 % bootstrap interval</figcaption>{_intervals(content)}"
        f"{_counts(content)}</figure>{_absatz(content)}{_ranks(cases)}{_latency(content)}</div>{_tokens(content)}"
        f"<h3>By kind of question</h3>{_kinds(cases)}"
        f"<h3>Every question</h3><div class=cases>{''.join(map(case_view, cases))}"
        "<p class=empty hidden>No question fits the filter.</p></div></section>"
    )


def _about(content: Mapping[str, Any]) -> str:
    rows = [(name, content[name]) for name in _ABOUT if content.get(name) not in (None, "")]
    return (
        "<dl class=about>"
        + "".join(f"<div><dt>{name.replace('_', ' ')}</dt><dd>{escape(str(what))}</dd></div>" for name, what in rows)
        + "</dl>"
    )


def _intervals(content: Mapping[str, Any], suffix: str = "") -> str:
    bounds = content["intervals" + suffix]
    rows = [
        Interval(metric(name), number, bounds[name][0], bounds[name][1], _between(number, bounds[name]))
        for name, number in in_order(content["metrics" + suffix]).items()
        if name in bounds
    ]
    return interval_plot(rows, title="Mean and 95 % interval of each measure")


def _between(number: float, bounds: Sequence[float]) -> str:
    return f"{number:.2f} ({bounds[0]:.2f}–{bounds[1]:.2f})"


def _absatz(content: Mapping[str, Any]) -> str:
    if content.get("metrics_absatz", content["metrics"]) == content["metrics"]:
        return ""
    plot = _intervals(content, "_absatz")
    return f"<figure><figcaption>The same at the level of the Absatz</figcaption>{plot}</figure>"


def _counts(content: Mapping[str, Any]) -> str:
    counted = [(name, number) for name, number in content["metrics"].items() if name in SUMMED]
    if not counted:
        return ""
    tiles = "".join(f"<li><b>{number:.0f}</b> {escape(metric(name))}</li>" for name, number in counted)
    return f"<ul class=tiles>{tiles}</ul>"


def _ranks(cases: Sequence[Mapping[str, Any]]) -> str:
    ranked = [case for case in cases if "passages" in case]
    if not ranked:
        return ""
    first = Counter(
        next((rank for rank, one in enumerate(case["passages"], start=1) if one["right"]), 0) for case in ranked
    )
    counts = [(str(rank), first[rank]) for rank in range(1, 11)] + [("none", first[0])]
    plot = rank_plot(counts, title="Rank of the first right passage")
    return f"<figure><figcaption>Rank of the first right passage (questions)</figcaption>{plot}</figure>"


def _latency(content: Mapping[str, Any]) -> str:
    taken: dict[str, list[float]] = defaultdict(list)
    for case in content["cases"]:
        times = case.get("seconds")
        for stage, number in (times if isinstance(times, Mapping) else {"search": times}).items():
            if number is not None:
                taken[STAGES.get(stage, stage)].append(number)
    marked = {STAGES.get(stage, stage): (at["p50"], at["p95"]) for stage, at in content["latency"].items()}
    if not marked:
        return ""
    rows = "".join(
        f"<tr><th>{escape(stage)}</th><td>{seconds(half)}</td><td>{seconds(most)}</td></tr>"
        for stage, (half, most) in marked.items()
    )
    plot = seconds_plot(taken, marked, title="Seconds until each stage, every question a dot")
    return (
        f"<figure><figcaption>Latency: each question a dot, lines at p50 and p95</figcaption>{plot}"
        f"<table><thead><tr><th>until</th><th>p50</th><th>p95</th></tr></thead><tbody>{rows}</tbody></table></figure>"
    )


def _tokens(content: Mapping[str, Any]) -> str:
    if not content.get("tokens"):
        return ""
    rows = "".join(
        f"<tr><th>{escape(part)}</th>"
        + "".join(f"<td>{figures[name]:,.0f}</td>" for name in ("mean", "p50", "p95", "sum"))
        + "</tr>"
        for part, figures in content["tokens"].items()
    )
    head = "<tr><th></th><th>mean</th><th>p50</th><th>p95</th><th>sum</th></tr>"
    return f"<h3>Tokens an answer</h3><table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _kinds(cases: Sequence[Mapping[str, Any]]) -> str:
    groups: dict[str, list[Mapping[str, float]]] = defaultdict(list)
    for case in cases:
        groups[case["kind"] or "–"].append(case["values"])
    shown = [name for name in KIND_MEASURES if any(name in case["values"] for case in cases)]
    head = "<th>kind</th><th>questions</th>" + "".join(f"<th>{escape(metric(name))}</th>" for name in shown)
    rows = "".join(
        f"<tr><th>{escape(kind)}</th><td>{len(values)}</td>{''.join(_kind_cell(name, values) for name in shown)}</tr>"
        for kind, values in sorted(groups.items())
    )
    return f"<div class=wide><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"


def _kind_cell(name: str, values: Sequence[Mapping[str, float]]) -> str:
    column = [one[name] for one in values if name in one]
    average, bounds = mean(column), interval(column)
    if average is None or bounds is None:
        return "<td></td>"
    return f"<td>{value(name, average)} <small>{bounds[0]:.2f}–{bounds[1]:.2f}</small></td>"
