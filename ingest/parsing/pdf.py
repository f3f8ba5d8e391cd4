"""Reads PDF: text with headings, reading order and ruled tables; pages without text through text recognition."""

import io
from collections.abc import Iterator
from typing import Any

from ingest.parsing.blocks import Block, Heading, ParsedDocument
from ingest.parsing.decode import tidy
from ingest.parsing.ocr import MAX_PAGES, RESOLUTION, recognise, require_ocr
from ingest.parsing.pdf_blocks import different_lines, line_blocks, measure, without_furniture
from ingest.parsing.pdf_letters import WantedLetters
from ingest.parsing.pdf_lines import Line, page_lines
from ingest.parsing.pdf_page_letters import read_letters_fast
from ingest.parsing.pdf_tables import RuledTable, continued, lines_and_tables, ruled_table
from ingest.parsing.sniff import FileType
from knowledge_base.document import DocumentKind
from knowledge_base.errors import DocumentError

SCAN_LETTERS = 16
"""A page with a picture and fewer letters than this is taken for a scan."""

WORD_GAP = 0.18
"""Distance between words, in letter sizes; a fixed one glues the words of closely set text."""

SCAN_GROWTH = 1.3
"""In a scan the measured letter sizes vary, so a heading must be clearly larger."""

MADE_UP_TITLES = ("microsoft", "untitled", "unbenannt", "(anon")

Piece = Line | RuledTable
RESAVE = "Bitte neu als PDF speichern."


def read_pdf(content: bytes, name: str) -> ParsedDocument:
    """Read a PDF; raises DocumentError when it is damaged, protected, or a scan and there is no text recognition."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            pages, scanned = _read_pages(pdf)
            title = tidy(str((pdf.metadata or {}).get("Title") or "")).strip()
    except (DocumentError, MemoryError):
        raise
    # pdfminer raises whatever a broken file makes it stumble over.
    except Exception as exc:
        if any(isinstance(error, MemoryError) for error in (exc.__cause__, exc.__context__, *exc.args)):
            raise MemoryError from exc
        raise _translated(exc) from exc
    blocks = tuple(_blocks(pages, scanned=bool(scanned)))
    heading = next((block.text for block in blocks if isinstance(block, Heading)), "")
    return ParsedDocument(
        title=_good_title(title) or heading or name,
        kind=DocumentKind.TEXT,
        media_type=FileType.PDF,
        blocks=blocks,
        how=f"PDF, {len(pages)} S." + (f", davon {scanned} mit Texterkennung" if scanned else ""),
        warnings=("Mit Texterkennung gelesen; Fehler sind möglich.",) if scanned else (),
    )


def _read_pages(pdf: Any) -> tuple[list[list[Piece]], int]:
    pages: list[list[Piece]] = []
    scanned = 0
    for number, page in enumerate(pdf.pages, start=1):
        read_letters_fast(page)
        if _is_scan(page):
            scanned += 1
            pages.append([*_recognised(page, number, scanned)])
        else:
            pages.append(_pieces(page, number))
        # pdfplumber keeps every page it has read; a long document would fill the memory.
        page.close()
    return pages, scanned


def _is_scan(page: Any) -> bool:
    """Tell whether a page is a picture, or its letters stand on their side so that only a picture can be read."""
    letters = [char for char in page.chars if str(char.get("text", "")).isalnum()]
    upright = sum(bool(char.get("upright", True)) for char in letters)
    return upright < SCAN_LETTERS and (bool(page.images) or len(letters) - upright >= SCAN_LETTERS)


def _recognised(page: Any, number: int, count: int) -> list[Line]:
    if count == 1:
        require_ocr()
    if count > MAX_PAGES:
        raise DocumentError(f"Der Scan hat mehr als {MAX_PAGES} Seiten.", "Bitte in kleinere Dateien teilen.")
    return recognise(page.to_image(resolution=RESOLUTION).original, number)


def _pieces(page: Any, number: int) -> list[Piece]:
    """Return a page's lines and tables from top to bottom."""
    tables = [ruled_table(table, number) for table in page.find_tables()]
    found = [table for table in tables if table is not None]
    rest = page
    for table in found:
        rest = rest.outside_bbox(_within_page(table.box, page), strict=False)
    words = rest.filter(WantedLetters()).extract_words(extra_attrs=["fontname", "size"], x_tolerance_ratio=WORD_GAP)
    pieces: list[Piece] = [*page_lines(words, number, float(page.width))]
    for table in found:
        below = [index for index, piece in enumerate(pieces) if isinstance(piece, Line) and piece.top >= table.box[1]]
        pieces.insert(below[0] if below else len(pieces), table)
    return pieces


def _within_page(box: tuple[float, float, float, float], page: Any) -> tuple[float, float, float, float]:
    left, top, right, bottom = page.bbox
    return max(box[0], left), max(box[1], top), min(box[2], right), min(box[3], bottom)


def _blocks(pages: list[list[Piece]], *, scanned: bool) -> Iterator[Block]:
    lines = [[piece for piece in page if isinstance(piece, Line)] for page in pages]
    kept = {id(line) for page in without_furniture(lines) for line in page}
    if not kept and not any(isinstance(piece, RuledTable) for page in pages for piece in page):
        # Pages that say nothing but what they all say: that is the text, once.
        kept = {id(line) for line in different_lines(lines)}
    # In a scan the title is told by its size, the other headings by how they stand.
    growth, levels = (SCAN_GROWTH, 1) if scanned else (1.12, 5)
    letters = measure([line for page in lines for line in page], growth, levels)
    run: list[Line] = []
    for piece in (piece for page in continued(list(lines_and_tables(pages, kept))) for piece in page):
        if isinstance(piece, Line):
            run.append(piece)
            continue
        yield from line_blocks(run, letters)
        run = []
        yield piece.block()
    yield from line_blocks(run, letters)


def _good_title(title: str) -> str:
    """Return a title from the file's properties unless it is one that a program made up."""
    made_up = "." in title[-5:] or title.lower().startswith(MADE_UP_TITLES)
    return "" if made_up else title


def _translated(exc: Exception) -> DocumentError:
    # pdfplumber wraps the error that tells; it is among the arguments.
    names = {type(error).__name__ for error in (exc, exc.__cause__, exc.__context__, *exc.args) if error is not None}
    if any("Password" in name or "Encryption" in name for name in names):
        return DocumentError("Das PDF ist mit einem Kennwort geschützt.", "Bitte ohne Kennwort speichern.")
    return DocumentError(f"Das PDF ist beschädigt ({type(exc).__name__}).", RESAVE)
