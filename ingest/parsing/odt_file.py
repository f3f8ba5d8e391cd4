"""Reads ODT (OpenDocument text) straight from its XML: headings, paragraphs, lists, tables."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from ingest.parsing.blocks import Block, Heading, ListItem, Paragraph, ParsedDocument, Table
from ingest.parsing.decode import tidy
from ingest.parsing.elements import one_line
from ingest.parsing.html_table import reads_like_header
from ingest.parsing.sniff import FileType
from ingest.parsing.xml import local_name, parse_xml
from knowledge_base.document import DocumentKind
from knowledge_base.errors import DocumentError

OUTLINE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}outline-level"
REPEATED = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}number-columns-repeated"


def read_odt(content: bytes, name: str) -> ParsedDocument:
    """Read an ODT file; raises DocumentError when it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = parse_xml(archive.read("content.xml"))
    except (zipfile.BadZipFile, KeyError, OSError) as exc:
        raise DocumentError("Die ODT-Datei ist beschädigt.", "Bitte neu speichern.") from exc
    body = next((element for element in root.iter() if local_name(element) == "text"), root)
    blocks = tuple(_blocks(body, 0))
    title = next((block.text for block in blocks if isinstance(block, Heading)), name)
    return ParsedDocument(title, DocumentKind.TEXT, FileType.ODT, blocks, "OpenDocument-Text")


def _blocks(parent: etree._Element, depth: int) -> Iterator[Block]:
    for child in parent:
        name = local_name(child)
        text = _text(child) if name in {"h", "p"} else ""
        if name == "h" and text:
            yield Heading(text, int(child.get(OUTLINE) or 1))
        elif name == "p" and text:
            yield ListItem(text, "-", depth - 1) if depth else Paragraph(text)
        elif name == "list":
            yield from _blocks(child, depth + 1)
        elif name in {"list-item", "section", "list-header"}:
            yield from _blocks(child, depth)
        elif name == "table":
            yield from _table(child)


def _table(element: etree._Element) -> Iterator[Table]:
    rows = [_row(row) for row in element.iter() if local_name(row) == "table-row"]
    width = max((len(row) for row in rows), default=0)
    grid = [row + ("",) * (width - len(row)) for row in rows if any(row)]
    if grid:
        header = reads_like_header(grid)
        yield Table(tuple(grid[1:] if header else grid), grid[0] if header else ())


def _row(row: etree._Element) -> tuple[str, ...]:
    cells: list[str] = []
    for cell in row:
        if local_name(cell) in {"table-cell", "covered-table-cell"}:
            lines = [_text(line) for line in cell.iter() if local_name(line) in {"p", "h"}]
            repeat = min(int(cell.get(REPEATED) or 1), 50)
            cells += ["\n".join(filter(None, lines))] * repeat
    return tuple(cells)


def _text(element: etree._Element) -> str:
    pieces = []
    for node in element.iter():
        if local_name(node) in {"s", "tab", "line-break"}:
            pieces.append(" ")
        pieces.append(node.text or "")
        if node is not element:
            pieces.append(node.tail or "")
    return one_line(tidy("".join(pieces)))
