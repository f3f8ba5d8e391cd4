"""Shows reports in the terminal."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from evals.measured import SUMMED
from evals.reporting.report import Report

LABELS = {
    "key_facts": "Kernaussagen genannt",
    "all_key_facts": "… alle Kernaussagen der Frage",
    "citation_precision": "Zitate, die auf eine antwortende Stelle führen",
    "citation_recall": "Aussagen, die von ihrer Fundstelle getragen werden",
    "located_quotes": "Wörtliche Zitate, die an ihrer Stelle stehen",
    "dangling_citations": "Zitatnummern ohne Fundstelle (Anzahl)",
    "unsupported_figures": "§§ und Zahlen ohne Beleg (Anzahl)",
    "unsupported_statements": "Aussagen ohne Beleg (Anzahl)",
    "abstained_on_unanswerable": "Nicht Beantwortbares abgelehnt",
    "over_abstention": "Beantwortbares abgelehnt (0 ist gut)",
    "missing_parts_told": "Teile ohne Antwort, von denen das gesagt wird",
    "parts_wrongly_missing": "Teile, von denen das zu Unrecht gesagt wird (Anzahl)",
    "statements": "Aussagen (Anzahl)",
    "citations": "Zitate (Anzahl)",
}
KIND_COLUMNS = {
    "recall@5": "recall@5",
    "ndcg@10": "ndcg@10",
    "key_facts": "Kern",
    "citation_precision": "Zitate",
    "over_abstention": "zu Unrecht abgelehnt",
    "abstained_on_unanswerable": "zu Recht abgelehnt",
}
TOKENS = {"prompt": "Eingabe", "completion": "Antwort"}
STAGES = {
    "search": "Suche",
    "first_evidence": "erste Fundstelle",
    "first_statement": "erste Aussage",
    "total": "alles",
}


def show(report: Report, console: Console) -> None:
    """Print totals, latencies and kinds."""
    content = report.as_json()
    console.print(_totals(report.suite, content))
    if "metrics_absatz" in content and content["metrics_absatz"] != content["metrics"]:
        console.print(_totals(f"{report.suite}, bis auf den Absatz genau", content, suffix="_absatz"))
    if content["latency"]:
        console.print(_latencies(content["latency"]))
    if content.get("tokens"):
        console.print(_tokens(content["tokens"]))
    console.print(_kinds(content["by_kind"]))


def number(name: str, value: float) -> str:
    """Write a measure: counts whole, shares with three digits.

    >>> number("statements", 12.0), number("recall@5", 0.91666)
    ('12', '0,917')
    """
    return f"{value:.0f}" if name in SUMMED or name == "questions" else f"{value:.3f}".replace(".", ",")


def _totals(title: str, content: Mapping[str, dict[str, float]], suffix: str = "") -> Table:
    table = Table("Maß", "Wert", "95-%-Bereich", title=f"{title} ({content['questions']} Fragen)", title_justify="left")
    bounds: Mapping[str, tuple[float, float]] = content["intervals" + suffix]  # type: ignore[assignment]
    for name, value in content["metrics" + suffix].items():
        between = " bis ".join(number(name, bound) for bound in bounds[name]) if name in bounds else ""
        table.add_row(LABELS.get(name, name), number(name, value), between)
    return table


def _latencies(latency: Mapping[str, Mapping[str, float]]) -> Table:
    table = Table("Sekunden bis", "p50", "p95", title="Antwortzeiten", title_justify="left")
    for stage, values in latency.items():
        table.add_row(STAGES.get(stage, stage), *(f"{values[name]:.2f}".replace(".", ",") for name in ("p50", "p95")))
    return table


def _tokens(tokens: Mapping[str, Mapping[str, float]]) -> Table:
    columns = ("mean", "p50", "p95", "sum")
    table = Table("Token je Antwort", "Mittel", "p50", "p95", "Summe", title="Token", title_justify="left")
    for part, values in tokens.items():
        table.add_row(TOKENS.get(part, part), *(f"{values[name]:.0f}" for name in columns))
    return table


def _kinds(kinds: Mapping[str, Mapping[str, float]]) -> Table:
    shown = [name for name in KIND_COLUMNS if any(name in values for values in kinds.values())]
    table = Table("Art der Frage", "Fragen", *(KIND_COLUMNS[name] for name in shown), title="Nach Art der Frage")
    table.title_justify = "left"
    for kind, values in kinds.items():
        cells = [number(name, values[name]) if name in values else "" for name in shown]
        table.add_row(kind, number("questions", values["questions"]), *cells)
    return table
