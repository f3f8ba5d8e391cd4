"""Dates, spaces and escaping."""

import doctest
from datetime import UTC, date, datetime

import pytest

from ui import typography
from ui.typography import day, label_html, moment, narrow, plain_label, shortened, verbatim_html


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(typography).failed == 0


def test_days_and_moments_are_written_the_german_way() -> None:
    assert day(date(2026, 11, 22)) == "22.11.2026"
    assert day(None) == ""
    assert moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "02.07.2026, 00:30 Uhr"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("§ 25 Abs. 5 Satz 1 AufenthG", "§\u202f25 Abs.\u202f5 Satz\u202f1 AufenthG"),
        ("§§ 3, 4 VwVfG", "§§\u202f3, 4 VwVfG"),
        ("93,00 € und 10 %", "93,00\u202f€ und 10\u202f%"),
        ("Der Satz war falsch. S. bitte oben.", "Der Satz war falsch. S. bitte oben."),
    ],
)
def test_only_references_and_amounts_get_narrow_spaces(text: str, expected: str) -> None:
    assert narrow(text) == expected


def test_nothing_from_outside_becomes_markup() -> None:
    hostile = "<img src=x onerror=alert(1)> & \"'"
    assert "<" not in label_html(hostile)
    assert "<" not in verbatim_html(hostile)
    assert '"' not in label_html(hostile)


def test_a_quotation_keeps_each_character() -> None:
    text = "§ 4 Abs. 1: 13 Euro < 20 Euro"
    shown = verbatim_html(text).replace('<span class="al-par">', "").replace("</span>", "")
    assert shown.replace("&lt;", "<") == text


def test_a_label_is_not_read_as_markdown() -> None:
    assert plain_label("[x](http://y) :red[z] $a$") == r"\[x\]\(http\://y\) \:red\[z\] \$a\$"


def test_long_titles_end_at_a_word() -> None:
    assert shortened("Aufenthaltserlaubnis verlängern und mehr", 34) == "Aufenthaltserlaubnis verlängern …"
    assert shortened("kurz", 34) == "kurz"
