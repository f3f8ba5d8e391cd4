"""Reads the small Markdown subset that the document sources are written in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_base.errors import DocumentError

_HEADING = re.compile(r"(#{1,3}) +(.+)")
_ITEM = re.compile(r"( *)(-|\d+\.) +(.+)")
_TABLE_RULE = re.compile(r"\|?[ :|-]+\|?")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text between two blank lines."""

    text: str


@dataclass(frozen=True)
class Item:
    """One list entry; depth 0 is the outer list."""

    text: str
    depth: int


@dataclass(frozen=True)
class ItemList:
    """A bulleted or numbered list."""

    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Table:
    """A pipe table with its header row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool


Block = Heading | Paragraph | ItemList | Table


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a source in reading order."""
    return tuple(_block(chunk) for chunk in _chunks(text))


def title_of(blocks: tuple[Block, ...]) -> str:
    """Return the text of the first heading, which every source must begin with."""
    if not blocks or not isinstance(blocks[0], Heading) or blocks[0].level != 1:
        raise DocumentError("Der Quelltext hat keinen Titel.", "Beginnen Sie ihn mit einer Zeile '# Titel'.")
    return blocks[0].text


def runs(text: str) -> tuple[Run, ...]:
    """Split a text at its **bold** marks."""
    parts = _BOLD.split(text)
    return tuple(Run(part, index % 2 == 1) for index, part in enumerate(parts) if part)


def plain(text: str) -> str:
    """Return a text without its **bold** marks."""
    return "".join(run.text for run in runs(text))


def _kind(line: str) -> str:
    if _HEADING.fullmatch(line):
        return "heading"
    if line.startswith("|"):
        return "table"
    match = _ITEM.fullmatch(line)
    if match:
        return "bullets" if match[2] == "-" else "numbers"
    return "text"


def _chunks(text: str) -> Iterator[list[str]]:
    chunk: list[str] = []
    blank_before = True
    for raw in text.splitlines():
        line = raw.rstrip()
        if chunk and not _continues(chunk, line, blank_before=blank_before):
            yield chunk
            chunk = []
        if line:
            chunk.append(line)
        blank_before = not line
    if chunk:
        yield chunk


def _continues(chunk: list[str], line: str, *, blank_before: bool) -> bool:
    if not line:
        return _kind(chunk[0]) in ("bullets", "numbers")
    first, kind = _kind(chunk[0]), _kind(line)
    nested = kind in ("bullets", "numbers") and line.startswith("  ")
    if first in ("bullets", "numbers"):
        return kind == first or nested or (kind == "text" and not blank_before)
    return first != "heading" and kind == first


def _block(lines: list[str]) -> Block:
    kind = _kind(lines[0])
    if kind == "table":
        return _table(lines)
    if kind in ("bullets", "numbers"):
        return _list(lines, ordered=kind == "numbers")
    heading = _HEADING.fullmatch(lines[0])
    if heading:
        return Heading(len(heading[1]), heading[2].strip())
    return Paragraph(" ".join(line.strip() for line in lines))


def _list(lines: list[str], *, ordered: bool) -> ItemList:
    items: list[Item] = []
    for line in lines:
        match = _ITEM.fullmatch(line)
        if match:
            items.append(Item(match[3].strip(), 1 if len(match[1]) >= 2 else 0))
        else:
            items[-1] = Item(f"{items[-1].text} {line.strip()}", items[-1].depth)
    return ItemList(ordered, tuple(items))


def _table(lines: list[str]) -> Table:
    if len(lines) < 3 or not _TABLE_RULE.fullmatch(lines[1]):
        raise DocumentError(f"Der Tabelle {lines[0]!r} fehlt die Trennzeile oder eine Zeile.")
    header, *rows = [_cells(line) for line in (lines[0], *lines[2:])]
    for row in rows:
        if len(row) != len(header):
            raise DocumentError(f"Die Tabellenzeile {row!r} braucht {len(header)} Zellen.")
    return Table(header, tuple(rows))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))
