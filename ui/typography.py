"""German typography and safe HTML: dates, narrow no-break spaces, escaping. Everything shown as HTML passes here."""

import re
from datetime import date, datetime
from html import escape
from zoneinfo import ZoneInfo

NARROW = "\u202f"
BERLIN = ZoneInfo("Europe/Berlin")
_SECTION = re.compile(r"(§§?|Art\.|Abs\.|Satz|Nr\.|Halbs\.|S\.) +(?=\d)|(Buchst\.) +(?=[a-z]\b)")
_HELD = re.compile(r"(?:§§?|Art\.|Abs\.|Satz|Nr\.) \d+[a-z]?\b|\d+(?:,\d+)? (?:€|Euro\b)")
_AMOUNT = re.compile(r"(?<=\d) +(?=(?:€|Euro\b|%|v\. ?H\.))")


def narrow(text: str) -> str:
    """Put narrow no-break spaces where a line must not break; for labels and sentences of ours, not for quotations.

    >>> narrow("§ 25 Abs. 5 AufenthG, 93,00 €")
    '§\\u202f25 Abs.\\u202f5 AufenthG, 93,00\\u202f€'
    """
    return _AMOUNT.sub(NARROW, _SECTION.sub(lambda found: found[0].rstrip() + NARROW, text))


def label_html(text: str) -> str:
    """Escape a label or sentence and set its spaces."""
    return escape(narrow(text))


def verbatim_html(text: str) -> str:
    """Escape a source's own words; §§ are held together by markup, so that copied text stays as in the source.

    >>> verbatim_html("<b> § 4 Abs. 1")
    '&lt;b&gt; <span class="al-par">§ 4</span> <span class="al-par">Abs. 1</span>'
    """
    return _HELD.sub(lambda found: f'<span class="al-par">{found[0]}</span>', escape(text))


def day(value: date | None) -> str:
    """Write a day as 22.11.2026; nothing for None."""
    return f"{value:%d.%m.%Y}" if value else ""


def moment(value: datetime) -> str:
    """Write a moment in German time, as 22.11.2026, 13:05 Uhr."""
    return f"{value.astimezone(BERLIN):%d.%m.%Y, %H:%M} Uhr"


def today() -> date:
    """Return the office's own day."""
    return datetime.now(BERLIN).date()


def plain_label(text: str) -> str:
    """Make text safe as the label of a Streamlit widget, which would read it as Markdown.

    >>> plain_label("[Frist] *heute*")
    '\\\\[Frist\\\\] \\\\*heute\\\\*'
    """
    return narrow(re.sub(r"([\\`*_\[\](){}#+<>|~:$!-])", r"\\\1", text))


def shortened(text: str, length: int) -> str:
    """Cut text at a word's end to at most `length` characters, with an ellipsis."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
