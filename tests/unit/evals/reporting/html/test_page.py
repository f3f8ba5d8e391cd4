import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from evals.case import Case, Gold
from evals.measured import Measured
from evals.reporting.comparison import compare
from evals.reporting.html.failing import failures
from evals.reporting.html.page import page, save_page
from evals.reporting.report import Report
from knowledge_base.errors import StorageError

FOUND = {
    "search_text": "was kostet <b>das</b>",
    "seconds": 0.05,
    "passages": [
        {"source": "a/gebühren.md", "place": "Gebühren", "score": 0.9, "text": "Anderes", "right": False},
        {"source": "a/gebühren.md", "place": "§ 45 AufenthV", "score": 0.8, "text": "13 Euro <x>", "right": True},
    ],
}
SAID = {
    "status": "quotes_only",
    "search_text": "",
    "notice": "",
    "problem": "",
    "withheld": 1,
    "statements": [{"text": "Sie kostet 13 Euro.", "support": "zitat", "citations": [1], "carried": False}],
    "sources": [
        {"number": 1, "source": "a.md", "place": "S. 1", "quote": "13 Euro", "text": "Es sind 13 Euro.", "right": True}
    ],
    "seconds": {"search": 0.05, "first_evidence": 0.1, "first_statement": None, "total": 2.0},
    "tokens": {"prompt": 512, "completion": 40},
}
GOLD = (Gold(law="AufenthV", section="§ 45", absatz="1"),)
RETRIEVAL = Report(
    "retrieval",
    {"corpus": "docs", "passages": 2},
    [Measured(Case("1", "was kostet <b>das</b>?", True, "typo", gold=GOLD), {"recall@5": 0.0}, FOUND)],
    {"search": {"p50": 0.05, "p95": 0.05}},
).as_json()
ANSWERS = Report(
    "answers",
    {"model": "klein"},
    [
        Measured(Case("2", "Gebühr?", True, "keywords", key_facts=(("13 Euro", "13 €"),)), {"key_facts": 1.0}, SAID),
        Measured(Case("3", "Hund?", False, "off_topic"), {"abstained_on_unanswerable": 0.0}, SAID),
    ],
    {"total": {"p50": 2.0, "p95": 2.0}},
    {"prompt": {"mean": 512.0, "p50": 512.0, "p95": 512.0, "sum": 1024.0}},
).as_json()
VOID = {"meta", "input", "br", "link"}


class Nesting(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "data"}]
        if tag not in VOID and tag not in {"path", "circle", "rect"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"path", "circle", "rect"}:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def html() -> str:
    changed: dict[str, Any] = RETRIEVAL | {"cases": [RETRIEVAL["cases"][0] | {"values": {"recall@5": 1.0}}]}
    return page([RETRIEVAL, ANSWERS], [compare(changed, RETRIEVAL)], commit="abc1234")


def test_the_page_is_well_formed_and_needs_no_network(html: str) -> None:
    reader = Nesting()
    reader.feed(html)
    assert reader.open == []
    assert all(address.startswith("#") for address in reader.addresses)
    assert not re.search(r"https?://|@import|url\(", html)


def test_what_was_typed_or_written_is_never_markup(html: str) -> None:
    assert "was kostet &lt;b&gt;das&lt;/b&gt;?" in html
    assert "13 Euro &lt;x&gt;" in html
    assert "<b>das</b>" not in html


def test_a_question_shows_gold_passages_statements_and_marked_quotes(html: str) -> None:
    assert "§ 45 Abs. 1 AufenthV" in html
    assert "passage right" in html
    assert "Es sind <mark>13 Euro</mark>." in html
    assert "not carried by its sources" in html
    assert "13 Euro / 13 €" in html
    assert "not answerable: to be refused" in html
    assert "Withheld by the checks: 1" in html


def test_figures_kinds_latency_tokens_and_comparison_are_there(html: str) -> None:
    for text in ("recall@5", "off_topic", "until", "Tokens an answer", "1,024", "commit abc1234", "▼ worse"):
        assert text in html
    assert html.count('data-failed="1"') == 2
    assert html.count('data-failed="0"') == 1


def test_without_a_comparison_there_is_no_section_for_it() -> None:
    assert 'id="comparison"' not in page([RETRIEVAL], [], commit="x")


def test_failures_are_named() -> None:
    assert failures({"over_abstention": 1.0, "key_facts": 0.0}) == ["wrongly refused"]
    assert failures({"unsupported_figures": 1, "citation_recall": 0.5}) == [
        "unsupported figure",
        "statement not carried",
    ]
    assert failures({"recall@5": 1.0, "located_quotes": 1.0}) == []


def test_a_place_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("")
    with pytest.raises(StorageError, match="lässt sich nicht schreiben"):
        save_page(tmp_path / "datei" / "r.html", "")
