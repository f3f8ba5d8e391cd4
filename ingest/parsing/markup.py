"""Reads HTML and Markdown pages through unstructured, after putting right what it would lose."""

import itertools
import re
from collections.abc import Iterator

from lxml import html
from lxml.etree import ParserError

from ingest.parsing.blocks import Heading, ParsedDocument
from ingest.parsing.decode import decode
from ingest.parsing.elements import element_blocks, one_line
from ingest.parsing.partition import partition_html
from ingest.parsing.sniff import FileType
from knowledge_base.document import DocumentKind
from knowledge_base.errors import DocumentError

FURNITURE = ("script", "style", "template", "noscript", "nav", "aside", "form", "svg")
PAGE_FURNITURE = ("header", "footer")
LONGEST_TEXT = 9_000_000
"""The HTML library drops a longer text between two tags without a word."""
REPLACED = "Einige Zeichen waren nicht lesbar und wurden ersetzt."
LIST_LINE = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+\S")


def read_html(content: bytes, name: str) -> ParsedDocument:
    """Read an HTML page; raises DocumentError when there is no HTML in it."""
    text, replaced = decode(content)
    return _read(text, name, FileType.HTML, "HTML-Seite", replaced)


def read_markdown(content: bytes, name: str) -> ParsedDocument:
    """Read a Markdown page."""
    import markdown

    text, replaced = decode(content)
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    page = markdown.markdown(_separate_lists(text), extensions=["tables", "sane_lists", "def_list", "fenced_code"])
    return _read(page, name, FileType.MARKDOWN, "Markdown-Seite", replaced)


def _read(page: str, name: str, media_type: FileType, how: str, replaced: bool) -> ParsedDocument:
    # lxml refuses a text that declares its own encoding.
    page = re.sub(r"\A\s*<\?xml[^>]*\?>", "", page)
    if any(end - start > LONGEST_TEXT for start, end in _texts(page)):
        raise DocumentError(
            f"Die Seite hat einen Absatz von mehr als {LONGEST_TEXT // 10**6} MB.",
            "Bitte in kleinere Dokumente teilen.",
        )
    try:
        root = html.document_fromstring(page)
    except (ParserError, ValueError) as exc:
        raise DocumentError("Die Seite enthält keinen Text.", "Bitte Inhalt ergänzen oder entfernen.") from exc
    title = one_line(root.findtext("head/title") or "")
    _put_right(root)
    blocks = tuple(element_blocks(partition_html(html.tostring(root, encoding="unicode")), list_depth=1))
    first = next((block.text for block in blocks if isinstance(block, Heading)), "")
    warnings = (REPLACED,) if replaced else ()
    kind = DocumentKind.PAGE if media_type is FileType.HTML else DocumentKind.TEXT
    return ParsedDocument(first or title or name, kind, media_type, blocks, how, warnings)


def _texts(page: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where the texts between two tags run."""
    edges = [-1, *(match.start() for match in re.finditer("<", page)), len(page)]
    return itertools.pairwise(edges)


def _put_right(root: html.HtmlElement) -> None:
    """Drop what is not content; keep the numbers of lists, definitions, folded-in parts and paragraphs in items."""
    for element in [*root.iter(*FURNITURE), *root.xpath("//body/header|//body/footer")]:
        element.drop_tree()
    for element in list(root.iter("details", "summary")):
        element.tag = "div" if element.tag == "details" else "p"
    for element in list(root.iter("dl")):
        _definitions(element)
    for element in root.iter("ol"):
        _number(element)
    for item in root.iter("li"):
        _flatten_paragraphs(item)


def _definitions(element: html.HtmlElement) -> None:
    terms: list[str] = []
    for child in list(element):
        if child.tag == "dt":
            terms.append(one_line(child.text_content()))
            child.drop_tree()
        elif child.tag == "dd":
            child.tag = "li"
            _prepend(child, f"{', '.join(terms)}: " if terms else "")
            terms = []
    element.tag = "ul"


def _number(element: html.HtmlElement) -> None:
    start = element.get("start", "1")
    number = int(start) if start.isdigit() else 1
    for item in element.iterchildren("li"):
        _prepend(item, f"{number}. ")
        number += 1


def _flatten_paragraphs(item: html.HtmlElement) -> None:
    for position, paragraph in enumerate(item.findall("p")):
        paragraph.tag = "span"
        if position:
            paragraph.text = " " + (paragraph.text or "")


def _prepend(element: html.HtmlElement, text: str) -> None:
    inner = next((child for child in element if child.tag == "p"), None) if not (element.text or "").strip() else None
    target = element if inner is None else inner
    target.text = text + (target.text or "").lstrip()


def _separate_lists(text: str) -> str:
    """Put an empty line before a list, which Markdown's own rules want and people forget."""
    lines: list[str] = []
    for line in text.split("\n"):
        before = lines[-1] if lines else ""
        begins = LIST_LINE.match(line) and before.strip() and not LIST_LINE.match(before)
        if begins and not before.startswith((" ", "\t", "#")):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)
