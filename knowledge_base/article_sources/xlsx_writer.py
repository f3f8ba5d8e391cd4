"""Writes a workbook with one sheet for each second-level heading."""

import io
import re

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from knowledge_base.article_sources.markdown_source import (
    Heading,
    Paragraph,
    Table,
    parse,
    plain,
    title_of,
)
from knowledge_base.article_sources.stable_zip import stable_zip
from knowledge_base.errors import DocumentError

_WHOLE_NUMBER = re.compile(r"[1-9]\d{0,8}|0")
_FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")
_WIDEST = 60


def write_xlsx(source: str) -> bytes:
    """Return the workbook for a Markdown source."""
    blocks = parse(source)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.title = title_of(blocks)
    workbook.properties.creator = "Ausländerbehörde Pforzheim"
    for block in blocks[1:]:
        match block:
            case Heading(_, text):
                workbook.create_sheet(_FORBIDDEN_IN_SHEET_NAMES.sub(" ", text)[:31])
            case Table():
                _fill(_last_sheet(workbook), block)
            case Paragraph(text) if workbook.worksheets:
                _last_sheet(workbook).append([plain(text)])
            case _:
                pass
    _last_sheet(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return stable_zip(buffer.getvalue())


def _last_sheet(workbook: Workbook) -> Worksheet:
    if not workbook.worksheets:
        raise DocumentError("Vor der Tabelle fehlt eine Zeile '## Blattname'.")
    return workbook.worksheets[-1]


def _fill(sheet: Worksheet, table: Table) -> None:
    sheet.append([plain(cell) for cell in table.header])
    head = sheet.max_row
    for row in table.rows:
        sheet.append([_value(cell) for cell in row])
    for cell in sheet[head]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DCE6F1")
    for cells in sheet.iter_rows(min_row=head):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = f"A{head + 1}"
    last = get_column_letter(len(table.header))
    sheet.auto_filter.ref = f"A{head}:{last}{sheet.max_row}"
    for index, column in enumerate(zip(table.header, *table.rows, strict=True), start=1):
        width = min(max(len(cell) for cell in column) + 3, _WIDEST)
        sheet.column_dimensions[get_column_letter(index)].width = width


def _value(cell: str) -> str | int:
    text = plain(cell)
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else text
