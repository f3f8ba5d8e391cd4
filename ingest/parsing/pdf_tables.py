"""Ruled tables of a PDF: read page by page, and put together again where one goes on over the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.parsing.blocks import Place, Table
from ingest.parsing.decode import tidy
from ingest.parsing.html_table import reads_like_header
from ingest.parsing.pdf_blocks import join_lines

LIKE_EDGES = 4.0
"""Points by which the edges of a table may differ from page to page."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on one page: its box (left, top, right, bottom), its rows, and its header once that is known."""

    box: tuple[float, float, float, float]
    rows: tuple[Row, ...]
    page: int
    header: Row | None = None

    def block(self) -> Table:
        """Return the table as a block, columns without any text left out."""
        header = self.header if self.header is not None else _own_header(self.rows)
        body = self.rows[1:] if header and self.rows[0] == header and len(self.rows) > 1 else self.rows
        used = [column for column in range(len(self.rows[0])) if any(row[column] for row in (header, *body) if row)]
        names = tuple(" ".join(header[column].split()) for column in used) if header else ()
        return Table(tuple(tuple(row[column] for column in used) for row in body), names, "", Place(page=self.page))


def ruled_table(found: Any, page: int) -> RuledTable | None:
    """Return a table that pdfplumber found; a frame around text, or a grid without text, is none."""
    raw = [tuple(_cell(cell) for cell in row) for row in found.extract()]
    width = max(map(len, raw), default=0)
    rows = tuple(row + ("",) * (width - len(row)) for row in raw if any(row))
    used = sum(any(row[column] for row in rows) for column in range(width))
    return RuledTable(found.bbox, rows, page) if rows and used > 1 and (len(rows) > 1 or len(raw) > 1) else None


def continued(pages: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """Give a table at the top of a page the header of the one at the foot of the page before, if it goes on there.

    What else stands on the pages is passed through; running heads and feet must be gone already.
    """
    made: list[list[Any]] = []
    for page in map(list, pages):
        before = made[-1][-1] if made and made[-1] else None
        first = page[0] if page else None
        if isinstance(before, RuledTable) and isinstance(first, RuledTable) and _goes_on(before, first):
            header = before.header if before.header is not None else _own_header(before.rows)
            made[-1][-1], page[0] = _with_divided_row(before, replace(first, header=header))
        made.append(page)
    return [[piece for piece in page if not isinstance(piece, RuledTable) or piece.rows] for page in made]


def _goes_on(before: RuledTable, first: RuledTable) -> bool:
    edges = zip((before.box[0], before.box[2]), (first.box[0], first.box[2]), strict=True)
    is_next = first.page == before.page + 1 and len(first.rows[0]) == len(before.rows[0])
    return is_next and all(abs(one - other) <= LIKE_EDGES for one, other in edges)


def _with_divided_row(before: RuledTable, first: RuledTable) -> tuple[RuledTable, RuledTable]:
    """Put a row that the page's end divides back together, on the page on which it begins."""
    top, last = first.rows[0], before.rows[-1]
    goes_on = not top[0] and all(
        not cell or (cell[:1].islower() and above) for cell, above in zip(top, last, strict=True)
    )
    if not goes_on or last == first.header:
        return before, first
    whole = tuple(" ".join(filter(None, cells)) for cells in zip(last, top, strict=True))
    return replace(before, rows=(*before.rows[:-1], whole)), replace(first, rows=first.rows[1:])


def _own_header(rows: tuple[Row, ...]) -> Row:
    used = [column for column in range(len(rows[0])) if any(row[column] for row in rows)]
    return rows[0] if reads_like_header([tuple(row[column] for column in used) for row in rows]) else ()


def _cell(text: str | None) -> str:
    return join_lines(tidy(text or "").split("\n"))


def lines_and_tables(pages: Sequence[Sequence[Any]], kept: set[int]) -> Iterator[list[Any]]:
    """Yield the pages without the lines whose identity is not among `kept`."""
    return ([piece for piece in page if isinstance(piece, RuledTable) or id(piece) in kept] for page in pages)
