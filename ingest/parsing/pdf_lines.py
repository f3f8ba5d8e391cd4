"""Lays the words of a PDF page out as lines in reading order, columns one after the other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from ingest.parsing.decode import tidy

MIN_GUTTER = 10.0
"""Points that must be free between two columns."""

CROSSING = 0.3
"""Share of a page's lines that may cross a gutter: titles and tables over both columns."""

FULL = 0.75
"""The middle one of a column's lines, by length, reaches this far."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `size` is its letters' height, distances are points from the page's upper left corner."""

    text: str
    size: float
    is_bold: bool
    left: float
    right: float
    top: float
    bottom: float
    page: int


def page_lines(words: Sequence[dict[str, Any]], page: int, width: float) -> list[Line]:
    """Return the lines of a page from its words (pdfplumber's dicts with fontname and size)."""
    gutter = _gutter(words, width)
    if gutter is None:
        return _lines(words, page)
    ordered: list[Line] = []
    band: list[dict[str, Any]] = []
    # A line over both columns divides the page: what stands above it is read before it.
    for row in _rows(words):
        if any(word["x0"] < gutter < word["x1"] for word in row) or _spans(row, gutter):
            ordered += _columns(band, gutter, page) + _lines(row, page)
            band = []
        else:
            band += row
    return ordered + _columns(band, gutter, page)


def _columns(words: list[dict[str, Any]], gutter: float, page: int) -> list[Line]:
    left = [word for word in words if word["x1"] <= gutter]
    right = [word for word in words if word["x1"] > gutter]
    return _lines(left, page) + _lines(right, page)


def _lines(words: Sequence[dict[str, Any]], page: int) -> list[Line]:
    found = []
    for row in _rows(words):
        row.sort(key=lambda word: word["x0"])
        text = _without_codes(" ".join(tidy(word["text"]).strip() for word in row).strip())
        if not text:
            continue
        letters = sum(len(word["text"]) for word in row)
        bold = sum(len(word["text"]) for word in row if _is_bold(word))
        found.append(
            Line(
                text=text,
                size=round(median(word["size"] for word in row) * 2) / 2,
                is_bold=bold > letters * 0.8,
                left=row[0]["x0"],
                right=max(word["x1"] for word in row),
                top=min(word["top"] for word in row),
                bottom=max(word["bottom"] for word in row),
                page=page,
            )
        )
    return found


def _without_codes(text: str) -> str:
    """A font that does not tell its letters gives codes: at a line's beginning that is a bullet, elsewhere nothing."""
    text = re.sub(r"^\(cid:\d+\)\s*(?=\S)", "• ", text)
    return " ".join(re.sub(r"\(cid:\d+\)", "", text).split())


def _rows(words: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Group words whose middles lie at about the same height."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["top"] + word["bottom"]) / 2):
        middle = (word["top"] + word["bottom"]) / 2
        if rows and rows[-1][0]["top"] <= middle <= rows[-1][0]["bottom"]:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _gutter(words: Sequence[dict[str, Any]], width: float) -> float | None:
    """Return where the page divides into two columns, None when it does not."""
    rows = _rows(words)
    if len(rows) < 8:
        return None
    crossings = {
        step: sum(any(_crosses(word, step) for word in row) for row in rows)
        for step in range(int(width * 0.3), int(width * 0.7), 4)
    }
    fewest = min(crossings.values())
    if fewest > max(1, len(rows) * CROSSING):
        return None
    free = [step for step, count in crossings.items() if count == fewest]
    gutter = float(free[len(free) // 2])
    sides = ([word for word in words if word["x1"] <= gutter], [word for word in words if word["x0"] >= gutter])
    return gutter if all(_is_column(side) for side in sides) else None


def _crosses(word: dict[str, Any], middle: float) -> bool:
    return bool(word["x0"] < middle + MIN_GUTTER / 2 and word["x1"] > middle - MIN_GUTTER / 2)


def _is_column(words: list[dict[str, Any]]) -> bool:
    """Tell a column of text from the labels or values of a form: most of its lines are full."""
    if len(words) < 20:
        return False
    left, right = min(word["x0"] for word in words), max(word["x1"] for word in words)
    ends = sorted(max(word["x1"] for word in row) for row in _rows(words))
    return len(ends) >= 6 and ends[len(ends) // 2] - left >= (right - left) * FULL


def _spans(row: list[dict[str, Any]], gutter: float) -> bool:
    """Tell whether a row runs across the gutter without a gap there."""
    left = max((word["x1"] for word in row if word["x1"] <= gutter), default=None)
    right = min((word["x0"] for word in row if word["x0"] >= gutter), default=None)
    return left is not None and right is not None and right - left < MIN_GUTTER


def _is_bold(word: dict[str, Any]) -> bool:
    name = str(word.get("fontname", "")).lower()
    return any(mark in name for mark in ("bold", "black", "heavy", "medi"))
