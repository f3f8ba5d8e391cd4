"""Turns the marked-up text of a gii-norm law (P, DL, table, FnR …) into blocks."""

import re
from collections.abc import Iterator

from lxml import etree

from ingest.parsing.blocks import Heading, ListItem, Paragraph, Table
from ingest.parsing.statute_table import read_table
from ingest.parsing.xml import local_name

TextBlock = Heading | Paragraph | ListItem | Table

PICTURE = "[Abbildung]"
HEADINGS = frozenset({"Title", "Subtitle"})
PARAGRAPHS = frozenset({"P", "TOC", "Ident", "pre", "kommentar", "Content", "Footnote", "LA"})


class TextReader:
    """Reads elements in order; `blocks` is what was read, `cited` the footnotes referred to on the way."""

    def __init__(self, footnote_marks: dict[str, str], *, headings: bool = True) -> None:
        self.blocks: list[TextBlock] = []
        self.cited: list[str] = []
        self._marks = footnote_marks
        self._headings = headings
        self._buffer: list[str] = []
        self._marker: str | None = None
        self._level = 0

    def read(self, element: etree._Element) -> None:
        """Read an element's content."""
        self._walk(element)
        self._flush()

    def _walk(self, element: etree._Element) -> None:
        self._add(element.text)
        for child in element:
            self._child(child, local_name(child))
            self._add(child.tail)

    def _child(self, child: etree._Element, name: str) -> None:
        if name == "BR":
            self._buffer.append("\n")
        elif name in {"DL", "table"}:
            self._flush()
            (self._list if name == "DL" else self._table)(child)
        elif name == "FnR":
            self._footnote(child)
        elif name == "IMG":
            self._add(f" {child.get('alt') or PICTURE} ")
        elif name in HEADINGS and self._headings:
            self._heading(child, 2 if name == "Title" else 3)
        elif name in PARAGRAPHS or name in HEADINGS:
            self._flush()
            self._walk(child)
            self._flush()
        elif name:
            self._walk(child)

    def _list(self, element: etree._Element) -> None:
        outer = self._level
        self._level = outer + 1
        for child in element:
            if local_name(child) == "DT":
                self._flush()
                # "II." whose text begins with the item "1.1" is cited as one: "II. 1.1".
                self._marker = one_line(f"{self._marker or ''} {inline_text(child)}")
            else:
                self._walk(child)
                self._flush()
        # A marker without text (an empty box on a form) is kept as an item of its own.
        if self._marker:
            self._buffer.append(" ")
            self._append(self._marker)
        self._marker, self._level = None, outer

    def _table(self, element: etree._Element) -> None:
        for table in read_table(element, self._cell):
            self.blocks.append(table)

    def _cell(self, element: etree._Element) -> str:
        """Read a table cell to lines of text."""
        inner = TextReader(self._marks, headings=False)
        inner.read(element)
        self.cited += inner.cited
        return "\n".join(_cell_lines(inner.blocks))

    def _heading(self, element: etree._Element, level: int) -> None:
        self._flush()
        text = one_line(join_hyphens(inline_text(element)))
        if text:
            self.blocks.append(Heading(text, level))

    def _footnote(self, element: etree._Element) -> None:
        key = element.get("ID", "")
        self._add(self._marks.get(key, ""))
        if key in self._marks and key not in self.cited:
            self.cited.append(key)

    def _add(self, text: str | None) -> None:
        if text:
            self._buffer.append(re.sub(r"\s+", " ", text))

    def _flush(self) -> None:
        text, self._buffer = "".join(self._buffer), []
        for line in join_hyphens(text).split("\n"):
            stripped = one_line(line)
            if stripped:
                self._append(stripped)

    def _append(self, text: str) -> None:
        if self._level == 0:
            self.blocks.append(Paragraph(text))
        else:
            self.blocks.append(ListItem(text, self._marker or "", self._level - 1))
            self._marker = None


def inline_text(element: etree._Element) -> str:
    """Return all text below an element, line breaks as such."""
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local_name(child) == "BR":
            yield "\n"
        else:
            yield from _pieces(child)
        yield child.tail or ""


def one_line(text: str) -> str:
    """Collapse all white space.

    >>> one_line(" §  1\\n Zweck ")
    '§ 1 Zweck'
    """
    return " ".join(text.split())


def join_hyphens(text: str) -> str:
    """Undo a hyphenation at a line break ("Perso-\\n nen"), but not "Ein- \\n und Ausreise".

    >>> join_hyphens("Perso-\\n nen-\\n kreis, Ein-\\nund Ausreise")
    'Personenkreis, Ein-\\nund Ausreise'
    """
    return re.sub(r"(?<=[^\W\d_])-[ \t]*\n[ \t]*(?!und\b|oder\b|bzw\b|sowie\b)(?=[a-zäöüß])", "", text)


def _cell_lines(blocks: list[TextBlock]) -> Iterator[str]:
    wrapped: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            wrapped.append(block.text)
            continue
        if wrapped:
            yield " ".join(wrapped)
            wrapped = []
        if isinstance(block, ListItem):
            yield " ".join(filter(None, (block.marker, block.text)))
        elif isinstance(block, Table):
            yield from (" ".join(filter(None, row)) for row in (block.header, *block.rows))
        else:
            yield block.text
    if wrapped:
        yield " ".join(wrapped)
