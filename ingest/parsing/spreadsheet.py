"""Reads XLSX and CSV: each sheet as tables with their header row, titles above a table as its caption."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from ingest.parsing.blocks import Block, Heading, Paragraph, ParsedDocument, Place, Table
from ingest.parsing.decode import decode, tidy
from ingest.parsing.elements import one_line
from ingest.parsing.html_table import reads_like_header
from ingest.parsing.sniff import FileType
from knowledge_base.document import DocumentKind
from knowledge_base.errors import DocumentError

MAX_CELLS = 1_000_000
MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
Row = tuple[str, ...]


def read_xlsx(content: bytes, name: str) -> ParsedDocument:
    """Read an Excel workbook, hidden sheets left out; raises DocumentError when it is damaged or too large."""
    import openpyxl

    try:
        _refuse_huge_merges(content)
        workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except (DocumentError, MemoryError):
        raise
    # openpyxl raises whatever its XML and ZIP layers raise.
    except Exception as exc:
        raise DocumentError(
            f"Die Excel-Datei ist beschädigt ({type(exc).__name__}).", "Bitte in Excel öffnen und neu speichern."
        ) from exc
    blocks: list[Block] = []
    warnings = []
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            warnings.append(f"Ausgeblendetes Tabellenblatt „{sheet.title}“ nicht übernommen.")
            continue
        if (sheet.max_row or 0) * (sheet.max_column or 0) > MAX_CELLS:
            raise DocumentError(f"Das Tabellenblatt „{sheet.title}“ ist zu groß.", "Bitte auf die Daten kürzen.")
        place = Place(sheet=sheet.title)
        found = list(sheet_blocks(_cells(sheet), place))
        if found:
            blocks += [Heading(sheet.title, 1, place), *found]
    title = (workbook.properties.title or "").strip() or name
    return ParsedDocument(
        title, DocumentKind.SPREADSHEET, FileType.XLSX, tuple(blocks), "Excel-Tabelle", tuple(warnings)
    )


def _refuse_huge_merges(content: bytes) -> None:
    """Raise DocumentError when merged areas cover more cells than are read: the library makes each one of them."""
    from openpyxl.utils import range_boundaries

    covered = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            for area in MERGED.findall(archive.read(name)):
                left, top, right, bottom = range_boundaries(area.decode())
                covered += (right - left + 1) * (bottom - top + 1)
    if covered > MAX_CELLS:
        raise DocumentError("Die Excel-Datei verbindet zu viele Zellen.", "Bitte auf die Daten kürzen.")


def read_csv(content: bytes, name: str) -> ParsedDocument:
    """Read a CSV file; the separator is found out."""
    text, _ = decode(content)
    sample = text[:8192]
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(sample, delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = [tuple(one_line(cell) for cell in row) for row in csv.reader(io.StringIO(text), dialect)]
    except csv.Error as exc:
        raise DocumentError(
            "Die CSV-Datei ist keine Tabelle, oder ein Feld ist zu lang.", "Bitte als XLSX speichern."
        ) from exc
    width = max((len(row) for row in rows), default=0)
    blocks = tuple(sheet_blocks([row + ("",) * (width - len(row)) for row in rows], Place(sheet=name)))
    return ParsedDocument(name, DocumentKind.SPREADSHEET, FileType.CSV, blocks, "CSV-Tabelle")


def sheet_blocks(rows: list[Row], place: Place) -> Iterator[Block]:
    """Yield the tables of a sheet: areas between empty rows; lines of one cell above a table are its caption."""
    area: list[Row] = []
    for row in [*rows, ()]:
        if any(row):
            area.append(row)
        elif area:
            yield from _area_blocks(area, place)
            area = []


def _area_blocks(area: list[Row], place: Place) -> Iterator[Block]:
    used = [column for column in range(len(area[0])) if any(row[column] for row in area)]
    rows = [tuple(row[column] for column in used) for row in area]
    captions: list[str] = []
    while rows and len(used) > 1 and sum(map(bool, rows[0])) == 1:
        captions.append(next(filter(None, rows.pop(0))))
    notes: list[str] = []
    while rows and len(used) > 1 and sum(map(bool, rows[-1])) == 1 and rows[-1][0]:
        notes.insert(0, rows.pop()[0])
    if not rows or len(used) == 1:
        yield from (Paragraph(text, place) for text in [*captions, *(row[0] for row in rows), *notes])
        return
    has_header = reads_like_header(rows) or (len(rows) > 2 and all(rows[0]) and not _has_figures(rows[0]))
    body = rows[1:] if has_header else rows
    yield Table(tuple(body), rows[0] if has_header else (), " – ".join(captions), place)
    yield from (Paragraph(text, place) for text in notes)


def _has_figures(row: Row) -> bool:
    return any(cell.replace(",", "").replace(".", "").isdigit() for cell in row)


def _cells(sheet: Any) -> list[Row]:
    rows = [[_shown(cell) for cell in row] for row in sheet.iter_rows()]
    for area in sheet.merged_cells.ranges:
        # A merged cell speaks for all rows it covers; across columns it stands once.
        value = rows[area.min_row - 1][area.min_col - 1]
        for row in range(area.min_row, area.max_row):
            rows[row][area.min_col - 1] = value
    return [tuple(row) for row in rows]


def _shown(cell: Any) -> str:
    """Return a cell as a German reader sees it: 22.11.2026, 93,00 €, ja."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" if value.time() == time() else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    return "\n".join(filter(None, (one_line(line) for line in tidy(str(value)).split("\n"))))


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{value * 100:g} %".replace(".", ",")
    unit = next((sign for sign in ("€", "EUR") if sign in number_format), "")
    shown = (
        f"{value:.2f}" if unit or "0.00" in number_format else f"{value:g}" if isinstance(value, float) else str(value)
    )
    return f"{shown.replace('.', ',')} {unit}".strip()
