"""Turns blocks into units: lines that are never cut, each knowing the line without which it makes no sense."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.chunking.table_rows import row_lines
from ingest.parsing.blocks import Heading, ListItem, Paragraph, Place, Table

TextBlock = Heading | Paragraph | ListItem | Table

MARKER = re.compile(r"(?:\d{1,3}[a-z]{0,2}[.)]?|[a-z]{1,3}[.)]|[IVXLC]{1,6}\.?|§§? ?\d+\w*|Art\.? \d+\w*|[-–•])$")
INDENT = "  "
SENTENCE_MAY_END = frozenset(".!?…:;“”\"’')")


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of a passage; `parent` is the index of its lead-in (an item's opening words, a table's caption)."""

    text: str
    parent: int | None = None
    is_heading: bool = False
    is_row: bool = False
    place: Place = Place()


class UnitBuilder:
    """Collects units from blocks in reading order."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self._headings: list[tuple[int, int]] = []
        self._lead_in: int | None = None
        self._items: list[tuple[int, int]] = []

    def add(self, block: TextBlock) -> None:
        """Add one block."""
        if isinstance(block, Heading):
            self._add_heading(block)
        elif isinstance(block, Paragraph):
            self._add_paragraph(block)
        elif isinstance(block, ListItem):
            self._add_item(block)
        else:
            self._add_table(block)

    def _append(self, unit: Unit) -> int:
        self.units.append(unit)
        return len(self.units) - 1

    def _add_heading(self, block: Heading) -> None:
        while self._headings and self._headings[-1][0] >= block.level:
            self._headings.pop()
        index = self._append(Unit(block.text, self._under_heading, is_heading=True, place=block.place))
        self._headings.append((block.level, index))
        self._items, self._lead_in = [], None

    def _add_paragraph(self, block: Paragraph) -> None:
        # "… wenn 1. … 2. … und er hier wohnt": the end of a sentence that a list interrupts needs its beginning.
        goes_on = self._items and block.text[:1].islower()
        parent = self._lead_in if goes_on and self._lead_in is not None else self._under_heading
        index = self._append(Unit(block.text, parent, place=block.place))
        if not goes_on:
            self._lead_in = index if leads_in(block.text) else None
        self._items = []

    def _add_item(self, block: ListItem) -> None:
        level = block.level
        if not block.marker and self._items and self._items[-1][0] >= level:
            while self._items and self._items[-1][0] > level:
                self._items.pop()
        else:
            while self._items and self._items[-1][0] >= level:
                self._items.pop()
        above = [item for depth, item in self._items if depth < level]
        parent = above[-1] if above else self._lead_in
        text = INDENT * level + " ".join(filter(None, (block.marker, block.text)))
        index = self._append(Unit(text, self._under_heading if parent is None else parent, place=block.place))
        if block.marker or not self._items:
            self._items.append((level, index))

    def _add_table(self, block: Table) -> None:
        parent = self._lead_in if self._lead_in is not None else self._under_heading
        if block.caption:
            parent = self._append(Unit(block.caption, parent, place=block.place))
        if block.header:
            self._add_rows(block, parent)
        else:
            self._add_plain_rows(block, parent)
        self._items, self._lead_in = [], None

    def _add_rows(self, block: Table, parent: int | None) -> None:
        for row in block.rows or (block.header,):
            self._add_row(row_lines(block.header if block.rows else (), row), parent, block.place)

    def _add_plain_rows(self, block: Table, parent: int | None) -> None:
        """Rows without a header: a row that begins further right belongs under the one that began further left."""
        open_rows: list[tuple[int, int]] = []
        for row in block.rows:
            column = next((index for index, cell in enumerate(row) if cell.strip()), None)
            if column is None:
                continue
            while open_rows and open_rows[-1][0] >= column:
                open_rows.pop()
            pieces = row_lines((), row)
            pieces[0] = INDENT * len(open_rows) + pieces[0]
            index = self._add_row(pieces, open_rows[-1][1] if open_rows else parent, block.place)
            if MARKER.fullmatch(row[column].strip()):
                open_rows.append((column, index))

    def _add_row(self, pieces: list[str], parent: int | None, place: Place) -> int:
        """Add a row: the lines of a cell hang on its first line, the further cells on the first cell."""
        first = len(self.units)
        for piece in pieces:
            opening, *lines = piece.split("\n")
            above = self._append(Unit(opening, first if len(self.units) > first else parent, is_row=True, place=place))
            for line in lines:
                self._append(Unit(line, above, is_row=True, place=place))
        return first

    @property
    def _under_heading(self) -> int | None:
        return self._headings[-1][1] if self._headings else None


def leads_in(text: str) -> bool:
    """Tell whether a paragraph opens a list: "Benötigt werden:", "… wird erteilt, wenn"."""
    return text[-1:] not in {".", "!", "?", "“", ")"}


def build_units(blocks: Iterable[TextBlock]) -> list[Unit]:
    """Return the units of blocks in reading order."""
    builder = UnitBuilder()
    for block in joined_paragraphs(blocks):
        builder.add(block)
    return builder.units


def joined_paragraphs(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """Yield the blocks, a sentence that an empty line or a page's end divides made one paragraph again."""
    run: list[Paragraph] = []
    for block in blocks:
        if run and isinstance(block, Paragraph) and block.level == run[0].level and _goes_on(run[-1].text, block.text):
            run.append(block)
            continue
        if run:
            yield _joined(run)
            run = []
        if isinstance(block, Paragraph):
            run = [block]
        else:
            yield block
    if run:
        yield _joined(run)


def _goes_on(before: str, text: str) -> bool:
    return text[:1].islower() and before.rstrip()[-1:] not in SENTENCE_MAY_END


def _joined(run: Sequence[Paragraph]) -> Paragraph:
    return run[0] if len(run) == 1 else replace(run[0], text=" ".join(paragraph.text for paragraph in run))


def ancestors(units: Sequence[Unit], index: int) -> list[int]:
    """Return the lead-ins of a unit, outermost first."""
    found: list[int] = []
    parent = units[index].parent
    while parent is not None:
        found.append(parent)
        parent = units[parent].parent
    return found[::-1]
