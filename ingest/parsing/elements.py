"""Turns unstructured's elements into blocks."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.parsing.blocks import NOWHERE, Block, Heading, ListItem, Paragraph, Place
from ingest.parsing.decode import tidy
from ingest.parsing.html_table import read_html_table

MARKER = re.compile(r"(\(?\d{1,3}[a-z]?[.)]|\(?[a-z][.)]|[-–•▪●])\s+(?=\S)")
LEFT_OUT = frozenset({"Header", "Footer", "PageBreak", "PageNumber", "Image"})


def element_blocks(elements: Iterable[Any], *, place: Place = NOWHERE, list_depth: int = 0) -> Iterator[Block]:
    """Yield the blocks of elements; headers, footers and page breaks are left out.

    `list_depth` is the depth that the format gives to the items of an outermost list.
    """
    for element in elements:
        name = type(element).__name__
        text = tidy(element.text or "").strip()
        if not text or name in LEFT_OUT:
            continue
        depth = element.metadata.category_depth
        if name == "Title" and depth is not None:
            yield Heading(one_line(text), depth + 1, place)
        elif name == "Table" and element.metadata.text_as_html:
            yield from read_html_table(element.metadata.text_as_html, place)
        elif name == "ListItem":
            yield list_item(one_line(text), max(0, (depth or 0) - list_depth), place)
        else:
            for line in filter(None, map(one_line, text.split("\n\n"))):
                yield Paragraph(line, place)


def list_item(text: str, level: int = 0, place: Place = NOWHERE) -> ListItem:
    """Split an item into its marker and its text.

    >>> list_item("2. Pass prüfen")
    ListItem(text='Pass prüfen', marker='2.', level=0, place=Place(page=None, slide=None, sheet=None))
    """
    match = MARKER.match(text)
    if match is None:
        return ListItem(text, "-", level, place)
    marker = match.group(1)
    return ListItem(text[match.end() :], "-" if marker in "–•▪●" else marker, level, place)


def one_line(text: str) -> str:
    """Collapse all white space."""
    return " ".join(text.split())
