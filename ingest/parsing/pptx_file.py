"""Reads PPTX: unstructured gives the slides' elements, python-pptx the titles and the speaker notes."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.parsing.blocks import Block, Heading, ListItem, Paragraph, ParsedDocument, Place
from ingest.parsing.decode import tidy
from ingest.parsing.elements import element_blocks, one_line
from ingest.parsing.partition import partition_pptx
from ingest.parsing.sniff import FileType
from knowledge_base.document import DocumentKind
from knowledge_base.errors import DocumentError

NOTES = "Notizen"


def read_pptx(content: bytes, name: str) -> ParsedDocument:
    """Read a PPTX file; raises DocumentError when it is damaged."""
    import pptx

    try:
        presentation = pptx.Presentation(BytesIO(content))
    # python-pptx raises whatever its XML and ZIP layers raise.
    except Exception as exc:
        raise DocumentError(
            f"Die PowerPoint-Datei ist beschädigt ({type(exc).__name__}).",
            "Bitte in PowerPoint öffnen und neu speichern.",
        ) from exc
    by_slide: dict[int, list[Any]] = {}
    for element in partition_pptx(content):
        by_slide.setdefault(element.metadata.page_number or 1, []).append(element)
    blocks: list[Block] = []
    for number, slide in enumerate(presentation.slides, start=1):
        blocks += _slide(slide, by_slide.get(number, []), Place(slide=number))
    title = (presentation.core_properties.title or "").strip()
    if title in {"", "PowerPoint-Präsentation", "PowerPoint Presentation"}:
        title = next((block.text for block in blocks if isinstance(block, Heading)), name)
    return ParsedDocument(title, DocumentKind.PRESENTATION, FileType.PPTX, tuple(blocks), "PowerPoint-Präsentation")


def _slide(slide: Any, elements: list[Any], place: Place) -> Iterator[Block]:
    shape = slide.shapes.title
    title = one_line(tidy(shape.text_frame.text)) if shape is not None and shape.has_text_frame else ""
    if title:
        yield Heading(title, 1, place)
    bullets = _bullets(slide)
    for block in element_blocks(elements, place=place):
        if isinstance(block, Heading | Paragraph) and block.text in bullets:
            yield ListItem(block.text, "-", bullets[block.text], place)
        elif isinstance(block, Heading):
            # A line in a text box is no heading of the slide.
            if block.text != title:
                yield Paragraph(block.text, place)
        elif not (isinstance(block, Paragraph) and block.text == title):
            yield block
    notes = tidy(slide.notes_slide.notes_text_frame.text) if _has_notes(slide) else ""
    paragraphs = [one_line(line) for line in notes.split("\n") if line.strip()]
    if paragraphs:
        yield Heading(NOTES, 2, place)
        yield from (Paragraph(text, place) for text in paragraphs)


def _bullets(slide: Any) -> dict[str, int]:
    """Return the lines of text boxes that show bullets because their layout does, with their levels."""
    found: dict[str, int] = {}
    for shape in slide.placeholders:
        if shape.has_text_frame and str(shape.placeholder_format.type).startswith(("BODY", "OBJECT", "VERTICAL")):
            lines = [line for line in shape.text_frame.paragraphs if line.text.strip()]
            if len(lines) > 1:
                found.update((one_line(tidy(line.text)), line.level) for line in lines)
    return found


def _has_notes(slide: Any) -> bool:
    return bool(slide.has_notes_slide) and slide.notes_slide.notes_text_frame is not None
