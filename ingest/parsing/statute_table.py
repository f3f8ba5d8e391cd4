"""Reads the CALS tables of gii-norm laws into tables with one header row and no spans."""

from collections.abc import Callable, Iterator

from lxml import etree

from ingest.parsing.blocks import Table

REPEATED = 80
"""A cell that spans rows is repeated in each of them up to this many characters; a longer one stands once."""

CellReader = Callable[[etree._Element], str]
Cell = tuple[int, int, int, str]
"""First column, last column, further rows, text."""


def read_table(element: etree._Element, read_cell: CellReader) -> Iterator[Table]:
    """Yield one table per tgroup; header rows on top of each other become one ("A / Bezeichnung der Daten")."""
    for group in element.iterchildren("tgroup"):
        columns = {spec.get("colname", ""): index for index, spec in enumerate(group.iterchildren("colspec"))}
        width = max(int(group.get("cols", "1") or 1), len(columns), 1)
        head = [row for part in group.iterchildren("thead") for row in part.iterchildren("row")]
        body = [row for part in group.iterchildren("tbody", "tfoot") for row in part.iterchildren("row")]
        header = _merged_header(_grid(head, columns, width, read_cell, across=True))
        rows = [row for row in _grid(body, columns, width, read_cell, across=False) if any(row)]
        if rows or any(header):
            yield Table(tuple(rows), header if any(header) else ())


def _grid(
    rows: list[etree._Element], columns: dict[str, int], width: int, read_cell: CellReader, *, across: bool
) -> list[tuple[str, ...]]:
    """Lay cells out on a grid; a cell over several columns fills all of them only with `across`."""
    hanging: dict[int, tuple[int, str]] = {}
    laid: list[tuple[str, ...]] = []
    for row in rows:
        line = [""] * width
        taken = {column for column, (left, _) in hanging.items() if left > 0}
        for column in taken:
            left, text = hanging[column]
            line[column] = text
            hanging[column] = (left - 1, text)
        for first, last, further, text in _cells(row, columns, width, taken, read_cell):
            for column in range(first, last + 1):
                line[column] = text if across or column == first else ""
                if further:
                    hanging[column] = (further, line[column] if len(text) <= REPEATED else "")
        laid.append(tuple(line))
    return laid


def _cells(
    row: etree._Element, columns: dict[str, int], width: int, taken: set[int], read_cell: CellReader
) -> Iterator[Cell]:
    following = 0
    for entry in row.iterchildren("entry"):
        while following in taken and following < width - 1:
            following += 1
        first = columns.get(entry.get("namest") or entry.get("colname") or "", following)
        last = columns.get(entry.get("nameend") or "", first)
        following = max(first, last) + 1
        yield min(first, width - 1), min(max(first, last), width - 1), int(entry.get("morerows") or 0), read_cell(entry)


def _merged_header(rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    merged = []
    for column in zip(*rows, strict=True):
        parts = dict.fromkeys(" ".join(text.split()) for text in column if text)
        merged.append(" / ".join(parts))
    return tuple(merged)
