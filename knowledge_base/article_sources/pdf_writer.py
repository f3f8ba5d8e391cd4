"""Writes a text PDF with headings, bookmarks and page numbers."""

import io
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    ListFlowable,
    ListItem,
    SimpleDocTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable

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
from knowledge_base.errors import DocumentError

_INK = HexColor("#1F3A5F")
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=14, spaceAfter=6, alignment=TA_LEFT)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=9, leading=11, spaceAfter=0)
_HEADINGS = {
    level: ParagraphStyle(
        f"heading{level}",
        parent=_BODY,
        fontName="Helvetica-Bold",
        fontSize=size,
        leading=size * 1.25,
        spaceBefore=size * 0.8,
        spaceAfter=6,
        textColor=_INK,
        keepWithNext=True,
    )
    for level, size in {1: 18, 2: 13, 3: 11}.items()
}
_WIDTH = A4[0] - 5 * cm


class _Template(SimpleDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """Adds a bookmark for each heading."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # reportlab calls it by this name
        """Bookmark the block that was just drawn, if it is a heading."""
        style = getattr(getattr(flowable, "style", None), "name", "")
        if style.startswith("heading"):
            text = flowable.getPlainText()
            key = f"{self.canv.getPageNumber()}-{text}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key, int(style[-1]) - 1, closed=False)


def write_pdf(source: str) -> bytes:
    """Return the PDF for a Markdown source."""
    _require_printable(source)
    blocks = parse(source)
    title = title_of(blocks)
    buffer = io.BytesIO()
    template = _Template(
        buffer,
        pagesize=A4,
        leftMargin=2.5 * cm,
        rightMargin=2.5 * cm,
        topMargin=2 * cm,
        bottomMargin=2 * cm,
        title=title,
        author="Ausländerbehörde Pforzheim",
        lang="de-DE",
        invariant=True,
    )

    def footer(canvas: Canvas, _: object) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(2.5 * cm, 1.2 * cm, title)
        canvas.drawRightString(A4[0] - 2.5 * cm, 1.2 * cm, f"Seite {canvas.getPageNumber()}")

    template.build(
        [flowable for block in blocks for flowable in _flowables(block)],
        onFirstPage=footer,
        onLaterPages=footer,
    )
    return buffer.getvalue()


def _require_printable(source: str) -> None:
    for character in source:
        if not character.encode("cp1252", "ignore"):
            raise DocumentError(f"Die PDF-Schrift kennt {character!r} nicht.", "Verwenden Sie ein anderes Zeichen.")


def _flowables(block: Block) -> list[Flowable]:
    match block:
        case Heading(level, text):
            return [PdfParagraph(_markup(text), _HEADINGS[level])]
        case Paragraph(text):
            return [PdfParagraph(_markup(text), _BODY)]
        case ItemList():
            return [_list(block), Spacer(1, 6)]
        case Table():
            return [_table(block), Spacer(1, 10)]


def _markup(text: str) -> str:
    return "".join(f"<b>{escape(run.text)}</b>" if run.bold else escape(run.text) for run in runs(text))


def _list(block: ItemList) -> Flowable:
    entries = []
    for item in block.items:
        paragraph = PdfParagraph(_markup(item.text), _BODY)
        if item.depth:
            entries.append(ListItem(paragraph, leftIndent=30, value="bullet"))
        else:
            entries.append(ListItem(paragraph))
    if block.ordered:
        return ListFlowable(entries, bulletType="1", bulletFormat="%s.", leftIndent=18)
    return ListFlowable(entries, bulletType="bullet", bulletChar="•", leftIndent=18)


def _table(block: Table) -> Flowable:
    rows = [[PdfParagraph(f"<b>{_markup(cell)}</b>", _CELL) for cell in block.header]]
    rows += [[PdfParagraph(_markup(cell), _CELL) for cell in row] for row in block.rows]
    columns = list(zip(block.header, *block.rows, strict=True))
    weights = [min(max(len(cell) for cell in column), 60) + 8 for column in columns]
    widths = [_WIDTH * weight / sum(weights) for weight in weights]
    table = PdfTable(rows, colWidths=widths, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#8AA0B8")),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor("#DCE6F1")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return table
