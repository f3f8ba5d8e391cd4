"""Puts the page of a run together: one file, no network, light and dark, and fit for print."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from evals.reporting.comparison import Comparison
from evals.reporting.html.comparison_view import comparison_view
from evals.reporting.html.labels import SUITES
from evals.reporting.html.suite_view import suite_view
from knowledge_base.errors import StorageError

_HERE = Path(__file__).parent


def page(suites: Sequence[Mapping[str, Any]], comparisons: Sequence[Comparison], *, commit: str) -> str:
    """Return the whole page; `suites` are reports as JSON."""
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    made_at = max((str(one["made_at"]) for one in suites), default="")
    links = [(one["suite"], SUITES.get(one["suite"], one["suite"])) for one in suites]
    if comparisons:
        links.insert(0, ("comparison", "Comparison"))
    navigation = "".join(f'<a href="#{escape(anchor)}">{escape(label)}</a>' for anchor, label in links)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Evaluation {escape(made_at)}</title><style>{style}</style></head><body>"
        f"<header><h1>Evaluation</h1><p>{escape(made_at)} · commit {escape(commit)}</p></header>"
        f'<div class="bar"><nav>{navigation}</nav><div class="filter">'
        '<input id="words" type="search" placeholder="Filter questions …" aria-label="Filter questions">'
        '<label><input id="failed" type="checkbox"> only failures</label>'
        '<output id="count" aria-live="polite"></output></div></div>'
        f"<main>{comparison_view(comparisons)}{''.join(map(suite_view, suites))}</main>"
        f"<script>{script}</script></body></html>\n"
    )


def save_page(path: Path, text: str) -> None:
    """Write the page; raises StorageError when it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as exc:
        raise StorageError(f"{path} lässt sich nicht schreiben ({exc.strerror}).", "Bitte Ort prüfen.") from exc
