"""The lines of a parsed document, each with what it needs beside it to be understood: what passages are measured by."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.chunking.table_rows import row_lines
from ingest.chunking.units import TextBlock, joined_paragraphs
from ingest.parsing.blocks import Block, Heading, ListItem, Paragraph, Provision, Step, Table

ENDS = (".", "!", "?", "…", ":", ";", "“", '"', ")", "”", "’", "'")


class LineKind(StrEnum):
    """What a line is in its document."""

    HEADING = "heading"
    TEXT = "text"
    CONTINUATION = "continuation"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A line, and in `needs` the texts without which it makes no sense (its lead-in, its column's name)."""

    text: str
    kind: LineKind
    needs: tuple[str, ...] = ()


def document_lines(blocks: Sequence[Block]) -> list[DocumentLine]:
    """Return the lines of a document in order."""
    found: list[DocumentLine] = []
    flat: list[TextBlock] = []
    for block in blocks:
        if isinstance(block, Provision):
            found += _Reader().lines(block.units)
        elif isinstance(block, Step):
            found += [DocumentLine(plain(line), LineKind.TEXT) for line in block.lines]
        else:
            flat.append(block)
    return found + _Reader().lines(flat)


def plain(text: str) -> str:
    """Collapse white space.

    >>> plain("  a)  Pass")
    'a) Pass'
    """
    return " ".join(text.split())


@dataclass(slots=True)
class _Reader:
    """Follows a document block by block."""

    lead_in: str = ""
    before: str = ""
    items: list[tuple[int, str]] = field(default_factory=list)

    def lines(self, blocks: Sequence[TextBlock]) -> list[DocumentLine]:
        return [line for block in joined_paragraphs(blocks) for line in self._lines(block) if line.text]

    def _lines(self, block: TextBlock) -> Iterator[DocumentLine]:
        if isinstance(block, Heading):
            self._forget()
            yield DocumentLine(plain(block.text), LineKind.HEADING)
        elif isinstance(block, Paragraph):
            yield from self._paragraph(block)
        elif isinstance(block, ListItem):
            yield from self._item(block)
        elif isinstance(block, Table):
            yield from self._table(block)
            self._forget()

    def _forget(self) -> None:
        self.lead_in = self.before = ""
        self.items = []

    def _paragraph(self, block: Paragraph) -> Iterator[DocumentLine]:
        first, *rest = [plain(line) for line in block.text.split("\n")] or [""]
        goes_on = first[:1].islower() and self.before and not self.before.endswith(ENDS)
        needs = (self.lead_in or self.before,) if goes_on else ()
        yield DocumentLine(first, LineKind.CONTINUATION if goes_on else LineKind.TEXT, needs)
        yield from (DocumentLine(line, LineKind.TEXT) for line in rest)
        last = rest[-1] if rest else first
        self.before, self.items = last, []
        if not goes_on:
            self.lead_in = last if last.endswith(":") or not last.endswith(ENDS) else ""

    def _item(self, block: ListItem) -> Iterator[DocumentLine]:
        self.items = [(level, text) for level, text in self.items if level < block.level]
        needs = (self.items[-1][1],) if self.items else (self.lead_in,) if self.lead_in.endswith(":") else ()
        lines = [plain(line) for line in f"{block.marker} {block.text}".split("\n")]
        yield from (DocumentLine(line, LineKind.ITEM, needs) for line in lines)
        if block.marker:
            self.items.append((block.level, lines[0]))
        self.before = lines[-1]

    def _table(self, block: Table) -> Iterator[DocumentLine]:
        caption = plain(block.caption)
        lead = (caption,) if caption else (self.lead_in,) if self.lead_in.endswith(":") else ()
        yield DocumentLine(caption, LineKind.TEXT)
        for row in block.rows or (block.header,):
            for piece in row_lines(block.header if block.rows else (), row):
                label, *rest = [plain(line) for line in piece.split("\n")]
                yield DocumentLine(label, LineKind.ROW, lead)
                yield from (DocumentLine(line, LineKind.ROW, (*lead, label)) for line in rest)


LABEL = re.compile(r"[^:]{1,60}:")


def column_name(line: DocumentLine) -> str:
    """Return the column name with which a row's line begins, "" when it has none."""
    match = LABEL.match(line.text) if line.kind is LineKind.ROW else None
    return match.group() if match else ""
