"""Writes a Word document with real heading, list and table styles."""

import io

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from knowledge_base.article_sources.markdown_source import (
    Block,
    Heading,
    ItemList,
    Paragraph,
    Table,
    parse,
    runs,
    title_of,
)
from knowledge_base.article_sources.stable_zip import stable_zip

_FONT = "Arial"
_INK = RGBColor(0x1F, 0x3A, 0x5F)


def write_docx(source: str) -> bytes:
    """Return the Word document for a Markdown source."""
    blocks = parse(source)
    document = docx.Document()
    _set_up(document, title_of(blocks))
    for block in blocks:
        _write(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return stable_zip(buffer.getvalue())


def _set_up(document: Document, title: str) -> None:
    document.core_properties.title = title
    document.core_properties.author = "Ausländerbehörde Pforzheim"
    document.core_properties.comments = ""
    document.core_properties.language = "de-DE"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if name != "Normal":
            style.font.color.rgb = _INK
    document.styles["Normal"].font.size = Pt(10.5)
    section.footer.paragraphs[0].text = title


def _write(document: Document, block: Block) -> None:
    match block:
        case Heading(level, text):
            document.add_heading(text, level)
        case Paragraph(text):
            _fill(document.add_paragraph(), text)
        case ItemList():
            _write_list(document, block)
        case Table():
            _write_table(document, block)


def _fill(paragraph: WordParagraph, text: str, *, bold: bool = False) -> None:
    for run in runs(text):
        paragraph.add_run(run.text).bold = True if bold or run.bold else None


def _write_list(document: Document, block: ItemList) -> None:
    style = "List Number" if block.ordered else "List Bullet"
    numbering = _restarted_numbering(document) if block.ordered else None
    for item in block.items:
        paragraph = document.add_paragraph(style="List Bullet 2" if item.depth else style)
        _fill(paragraph, item.text)
        if numbering is not None and not item.depth:
            number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            number.get_or_add_ilvl().val = 0
            number.get_or_add_numId().val = numbering


def _restarted_numbering(document: Document) -> int:
    """Add a numbering that starts at 1 again and return its id."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    used = style.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(used).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _write_table(document: Document, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.header), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.header, strict=True):
        _fill(cell.paragraphs[0], text, bold=True)
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "DCE6F1")
        cell._tc.get_or_add_tcPr().append(shade)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _fill(cell.paragraphs[0], text)
    document.add_paragraph()
