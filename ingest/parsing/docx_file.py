"""Reads DOCX: unstructured gives the elements, python-docx the heading levels, header rows and footnotes."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from ingest.parsing.blocks import Block, Heading, Paragraph, ParsedDocument
from ingest.parsing.docx_xpath import compile_paths_once
from ingest.parsing.elements import element_blocks, one_line
from ingest.parsing.html_table import read_html_table
from ingest.parsing.partition import partition_docx
from ingest.parsing.sniff import FileType
from knowledge_base.document import DocumentKind
from knowledge_base.errors import DocumentError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING_STYLE = re.compile(r"(?:heading|überschrift)\s*(\d)", re.IGNORECASE)
BOLD_HEADING_WORDS = 12
BOLD_LEVEL = 4


def read_docx(content: bytes, name: str) -> ParsedDocument:
    """Read a DOCX file; raises DocumentError when it is damaged."""
    document = _open(content)
    levels = _heading_levels(document)
    header_rows = [_has_header_row(table) for table in document.tables]
    elements = partition_docx(content)
    blocks = [*_blocks(elements, levels, header_rows), *_footnotes(document)]
    title = (document.core_properties.title or "").strip()
    return ParsedDocument(
        title=title or _first_heading(blocks) or name,
        kind=DocumentKind.TEXT,
        media_type=FileType.DOCX,
        blocks=tuple(blocks),
        how="Word-Dokument",
    )


def _open(content: bytes) -> Any:
    import docx

    compile_paths_once()
    try:
        return docx.Document(BytesIO(content))
    except MemoryError:
        raise
    # python-docx raises whatever its XML and ZIP layers raise.
    except Exception as exc:
        raise DocumentError(
            f"Die Word-Datei ist beschädigt ({type(exc).__name__}).", "Bitte in Word öffnen und neu speichern."
        ) from exc


def _blocks(elements: Sequence[Any], levels: dict[str, int], header_rows: list[bool]) -> Iterator[Block]:
    tables = [element for element in elements if type(element).__name__ == "Table"]
    # Only when both libraries count the same tables does a flag belong to its table.
    flags = dict(zip(map(id, tables), header_rows, strict=True)) if len(tables) == len(header_rows) else {}
    for element in elements:
        if flags.get(id(element)) and element.metadata.text_as_html:
            yield from read_html_table(element.metadata.text_as_html, header=True)
            continue
        for block in element_blocks([element]):
            text = one_line(block.text) if isinstance(block, Heading | Paragraph) else ""
            if text and text in levels:
                yield Heading(text, levels[text])
            elif isinstance(block, Heading):
                yield Paragraph(block.text)
            else:
                yield block


def _heading_levels(document: Any) -> dict[str, int]:
    """Return the heading texts with their levels, by style or, where a document has no such styles, by bold type."""
    styled: dict[str, int] = {}
    bold: dict[str, int] = {}
    of_styles: dict[str | None, int | None] = {}
    for paragraph in document.paragraphs:
        text = one_line(paragraph.text)
        level = _level(paragraph, of_styles)
        if text and level:
            styled.setdefault(text, level)
        elif text and _is_bold_line(paragraph, text):
            bold.setdefault(text, BOLD_LEVEL)
    return {**bold, **styled}


def _level(paragraph: Any, of_styles: dict[str | None, int | None]) -> int | None:
    """Return the level that a paragraph or its style has; a style is looked up once, in what `of_styles` remembers."""
    outline = paragraph._p.find(f"{W}pPr/{W}outlineLvl")
    if outline is not None and (outline.get(f"{W}val") or "9").isdigit() and int(outline.get(f"{W}val") or 9) < 9:
        return int(outline.get(f"{W}val")) + 1
    style_id = paragraph._p.style
    if style_id not in of_styles:
        of_styles[style_id] = _style_level(paragraph.style)
    return of_styles[style_id]


def _style_level(style: Any) -> int | None:
    while style is not None:
        match = HEADING_STYLE.match(style.name or "")
        if match:
            return int(match.group(1))
        if (style.name or "") in {"Title", "Titel"}:
            return 1
        style = style.base_style
    return None


def _is_bold_line(paragraph: Any, text: str) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    in_list = paragraph._p.find(f"{W}pPr/{W}numPr") is not None
    short = len(text.split()) <= BOLD_HEADING_WORDS and text[-1] not in ".,;:!?"
    return short and not in_list and bool(runs) and all(run.bold for run in runs)


def _has_header_row(table: Any) -> bool:
    if not table.rows:
        return False
    first = table.rows[0]
    if first._tr.find(f"{W}trPr/{W}tblHeader") is not None:
        return True
    runs = [run for cell in first.cells for paragraph in cell.paragraphs for run in paragraph.runs if run.text.strip()]
    return len(table.rows) > 1 and bool(runs) and all(run.bold for run in runs)


def _footnotes(document: Any) -> Iterator[Block]:
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith("/footnotes"):
            continue
        root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        texts = [one_line("".join(note.itertext(f"{W}t"))) for note in root.iter(f"{W}footnote")]
        if any(texts):
            yield Heading("Fußnoten", 2)
            yield from (Paragraph(text) for text in texts if text)


def _first_heading(blocks: list[Block]) -> str:
    return next((block.text for block in blocks if isinstance(block, Heading)), "")
