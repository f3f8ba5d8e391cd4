"""Writes slides with titles, bullets, tables and speaker notes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Cm, Pt

from knowledge_base.article_sources.markdown_source import (
    Block,
    Heading,
    Item,
    ItemList,
    Paragraph,
    Table,
    parse,
    plain,
    title_of,
)
from knowledge_base.article_sources.stable_zip import stable_zip

_NOTES = "Notizen:"
_TITLE_LAYOUT, _CONTENT_LAYOUT = 0, 1
_WIDTH, _HEIGHT, _EDGE = Cm(25.4), Cm(14.29), Cm(1.4)


@dataclass(frozen=True)
class _Page:
    title: str
    body: tuple[Block, ...]
    notes: str


def write_pptx(source: str) -> bytes:
    """Return the slides for a Markdown source: one for the title, one for each second-level heading."""
    blocks = parse(source)
    deck = Presentation()
    deck.core_properties.title = title_of(blocks)
    deck.core_properties.author = "Ausländerbehörde Pforzheim"
    deck.core_properties.comments = ""
    deck.core_properties.last_modified_by = deck.core_properties.author
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    for number, page in enumerate(_split(blocks)):
        _add(deck, page, layout=_CONTENT_LAYOUT if number else _TITLE_LAYOUT)
    buffer = io.BytesIO()
    deck.save(buffer)
    return stable_zip(buffer.getvalue())


def _split(blocks: Sequence[Block]) -> list[_Page]:
    starts = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level < 3]
    ends = [*starts[1:], len(blocks)]
    return [_page(blocks[start:end]) for start, end in zip(starts, ends, strict=True)]


def _page(blocks: Sequence[Block]) -> _Page:
    notes_at = next((n for n, block in enumerate(blocks) if _begins_notes(block)), len(blocks))
    notes = "\n".join(line for block in blocks[notes_at:] for line, _ in _entries(block))
    title = blocks[0].text if isinstance(blocks[0], Heading) else ""
    return _Page(title, tuple(blocks[1:notes_at]), notes.removeprefix(_NOTES).strip())


def _begins_notes(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.startswith(_NOTES)


def _entries(block: Block) -> list[tuple[str, int]]:
    match block:
        case ItemList(_, items):
            return [(plain(item.text), item.depth) for item in items if isinstance(item, Item)]
        case Table(header, rows):
            return [("; ".join(map(plain, row)), 0) for row in (header, *rows)]
        case Heading(_, text) | Paragraph(text):
            return [(plain(text), 0)]


def _add(deck: Deck, page: _Page, *, layout: int) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    _place(slide, is_title=layout == _TITLE_LAYOUT)
    if slide.shapes.title is not None:
        slide.shapes.title.text = page.title
    frame = slide.placeholders[1].text_frame
    texts = [entry for block in page.body if not isinstance(block, Table) for entry in _entries(block)]
    for number, (text, depth) in enumerate(texts):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.text, paragraph.level = text, depth
        paragraph.font.size = Pt(18)
    tables = [block for block in page.body if isinstance(block, Table)]
    if tables:
        _add_table(slide, tables[0], below=len(texts))
    if page.notes and slide.notes_slide.notes_text_frame is not None:
        slide.notes_slide.notes_text_frame.text = page.notes


def _place(slide: Slide, *, is_title: bool) -> None:
    title, body = slide.placeholders[0], slide.placeholders[1]
    for shape in (title, body):
        shape.left, shape.width = _EDGE, _WIDTH - 2 * _EDGE
    title.top, title.height = (Cm(4), Cm(3)) if is_title else (Cm(0.6), Cm(2))
    body.top, body.height = (Cm(7.2), Cm(4)) if is_title else (Cm(2.9), Cm(10.6))
    if not is_title:
        title.text_frame.paragraphs[0].font.size = Pt(28)


def _add_table(slide: Slide, table: Table, *, below: int) -> None:
    top = Cm(3 + 1.3 * below)
    body = slide.placeholders[1]
    if below:
        body.height = top - body.top
    else:
        body._element.getparent().remove(body._element)
    rows = (table.header, *table.rows)
    shape = slide.shapes.add_table(len(rows), len(table.header), _EDGE, top, _WIDTH - 2 * _EDGE, Cm(len(rows)))
    for row, texts in zip(shape.table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = plain(text)
            cell.text_frame.paragraphs[0].font.size = Pt(14)
