"""Writes table rows as readable lines, each with its header: "Titel: Blaue Karte EU; Gebühr: 100 Euro"."""

import itertools
import re
from collections.abc import Sequence

LINE = 400
"""Characters up to which a row is one line; a longer one has a line for each cell."""

_MARKER_CELL = re.compile(r"(?:\(?\w{1,4}[.)]{1,2}|§§? ?\d+\w*|Art\.? \d+\w*|[-–•]|\d{1,3}|Anlage \w+)$")


def row_lines(header: Sequence[str], row: Sequence[str]) -> list[str]:
    """Return one row as one line or, when that is too long, a piece for each cell; empty cells are left out.

    >>> row_lines(("Titel", "Gebühr"), ("Blaue Karte EU", "100 Euro"))
    ['Titel: Blaue Karte EU; Gebühr: 100 Euro']
    >>> row_lines((), ("a)", "bis zu drei Monaten", "96 Euro,"))
    ['a) bis zu drei Monaten – 96 Euro,']
    """
    cells = _joined(header, row)
    if not any(name for name, _ in cells):
        return _without_header([cell for _, cell in cells])
    pieces = [_labelled(name, cell) for name, cell in cells]
    line = "; ".join(pieces)
    if len(line) <= LINE and "\n" not in line:
        return [line]
    return pieces


def _joined(header: Sequence[str], row: Sequence[str]) -> list[tuple[str, str]]:
    """Pair header and cell; neighbours below one header are one cell ("a)" and "Familienname")."""
    names = [*header, *[""] * (len(row) - len(header))]
    cells: list[tuple[str, str]] = []
    for name, cell in zip(map(_one_line, names), row, strict=True):
        if not cell.strip():
            continue
        if name and cells and cells[-1][0] == name:
            cells[-1] = (name, f"{cells[-1][1]} {cell}")
        else:
            cells.append((name, cell))
    return cells


def _without_header(cells: list[str]) -> list[str]:
    if not cells:
        return []
    line = cells[0]
    for before, cell in itertools.pairwise(cells):
        line += (" " if _MARKER_CELL.fullmatch(before.strip()) else " – ") + cell
    return [line]


def _labelled(name: str, cell: str) -> str:
    if not name:
        return cell
    # A cell with a list of its own begins on a new line, so that its items stay items.
    return f"{name}:\n{cell}" if "\n" in cell else f"{name}: {cell}"


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(":")
