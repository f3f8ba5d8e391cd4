"""Reads plain text: paragraphs between empty lines, lists by their bullets, wrapped lines joined."""

import re
from collections.abc import Iterator

from ingest.parsing.blocks import NOWHERE, Block, ListItem, Paragraph, ParsedDocument, Place
from ingest.parsing.decode import decode
from ingest.parsing.elements import list_item, one_line
from ingest.parsing.sniff import FileType
from knowledge_base.document import DocumentKind

ITEM = re.compile(r"(?:[-–•▪*]|\(?\d{1,3}[a-z]?[.)]|\(?[a-z]\))\s+\S")
REPLACED = "Einige Zeichen waren nicht lesbar und wurden ersetzt."


def read_text(content: bytes, name: str) -> ParsedDocument:
    """Read a text file."""
    text, replaced = decode(content)
    blocks = tuple(text_blocks(text))
    return ParsedDocument(name, DocumentKind.TEXT, FileType.TEXT, blocks, "Text", (REPLACED,) if replaced else ())


def text_blocks(text: str, place: Place = NOWHERE) -> Iterator[Block]:
    """Yield the paragraphs and list items of a text."""
    for paragraph in re.split(r"\n[ \t]*\n|\f", text):
        open_lines: list[str] = []
        for line in paragraph.split("\n"):
            if open_lines and (ITEM.match(line.lstrip()) or _begins_anew(open_lines[-1], line)):
                yield _block(open_lines, place)
                open_lines = []
            if line.strip():
                open_lines.append(line)
        if open_lines:
            yield _block(open_lines, place)


def _begins_anew(before: str, line: str) -> bool:
    """Tell a new line from a wrapped one: what comes before is finished or too short to have been wrapped."""
    return before.rstrip()[-1:] in {".", "!", "?", ":"} or (len(before) < 50 and not line.lstrip()[:1].islower())


def _block(lines: list[str], place: Place) -> Block:
    text = one_line(re.sub(r"(?<=[^\W\d_])-\n(?=[a-zäöüß])", "", "\n".join(line.strip() for line in lines)))
    if ITEM.match(text):
        item = list_item(text.replace("* ", "- ", 1) if text.startswith("* ") else text, place=place)
        return ListItem(item.text, item.marker, 0, place)
    return Paragraph(text, place)
