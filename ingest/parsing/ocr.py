"""Reads scanned pages with Tesseract (German and English; with German alone it takes "§" for "8")."""

import re
from dataclasses import replace
from typing import Any

from ingest.parsing.decode import tidy
from ingest.parsing.pdf_lines import Line
from knowledge_base.errors import DocumentError

LANGUAGES = "deu+eng"
RESOLUTION = 300
POINTS = 72.0
MAX_PAGES = 200
UNSURE = 40.0
"""Words that Tesseract is less sure of (0 to 100) are left out: specks and edges."""

HEADING_WORDS = 8
MISREAD_SECTION = re.compile(r"[$](?=\s?\d+[a-z]?\s+(?:Abs\.|Absatz|Satz|Nr\.|S\.|[A-ZÄÖÜ]\w*[GVO]\b))")

INSTALL = "Bitte Tesseract installieren (Debian: apt install tesseract-ocr tesseract-ocr-deu) und noch einmal einlesen."


def require_ocr() -> None:
    """Raise DocumentError when Tesseract or its German data are missing."""
    import pytesseract

    try:
        languages = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, OSError) as exc:
        raise DocumentError("Texterkennung fehlt: Das Dokument ist ein Scan ohne Text.", INSTALL) from exc
    missing = [name for name in LANGUAGES.split("+") if name not in languages]
    if missing:
        raise DocumentError(f"Texterkennung fehlt: keine Sprachdaten für {', '.join(missing)}.", INSTALL)


def recognise(image: Any, page: int) -> list[Line]:
    """Return the lines on a picture of a page at 300 dpi, measured in points."""
    import pytesseract

    # Tesseract sees grey only, and is handed the picture as a file: one that need not be packed and unpacked.
    grey = image.convert("L")
    grey.format = "PPM"
    try:
        data = pytesseract.image_to_data(
            grey, lang=LANGUAGES, output_type=pytesseract.Output.DICT, timeout=120, config="--psm 3"
        )
    except (pytesseract.TesseractError, RuntimeError) as exc:
        raise DocumentError(f"Die Texterkennung ist auf Seite {page} gescheitert.", "Bitte besser scannen.") from exc
    rows: dict[tuple[int, int, int], list[int]] = {}
    for position, text in enumerate(data["text"]):
        if text.strip() and float(data["conf"][position]) >= UNSURE:
            key = (data["block_num"][position], data["par_num"][position], data["line_num"][position])
            rows.setdefault(key, []).append(position)
    return _mark_headings([_line(data, positions, page) for positions in rows.values()])


def _mark_headings(lines: list[Line]) -> list[Line]:
    """Mark as bold what stands like a heading: a few words without a full stop, after a finished line and a gap.

    Letter heights tell too little in a scan: "Anlass" has neither the tallest nor the lowest letters.
    """
    width = max((line.right for line in lines), default=0.0)
    marked = []
    for before, line in zip([None, *lines], lines, strict=False):
        short = len(line.text.split()) <= HEADING_WORDS and line.right < width * 0.6
        begins = line.text[0].isupper() and line.text[-1] not in ".,;:!?"
        after = before is None or (
            before.text[-1] in ".!?:" and line.top - before.bottom > (before.bottom - before.top) * 0.6
        )
        marked.append(replace(line, is_bold=short and begins and after))
    return marked


def corrected(text: str) -> str:
    """Put right what Tesseract likes to misread: "$ 48 Abs. 1" and "3, Dokument" at the beginning of a line.

    >>> corrected("($ 48 Abs. 1 AufenthV)"), corrected("3, Dokument melden")
    ('(§ 48 Abs. 1 AufenthV)', '3. Dokument melden')
    """
    text = MISREAD_SECTION.sub("§", text)
    return re.sub(r"^(\d{1,2}),(?= [A-ZÄÖÜ])", r"\1.", text)


def _line(data: dict[str, list[Any]], positions: list[int], page: int) -> Line:
    scale = POINTS / RESOLUTION
    tops = [data["top"][position] for position in positions]
    bottoms = [data["top"][position] + data["height"][position] for position in positions]
    tall = sorted(data["height"][position] for position in positions)
    return Line(
        text=corrected(tidy(" ".join(data["text"][position].strip() for position in positions))),
        size=round(tall[len(tall) * 3 // 4] * scale * 2) / 2,
        is_bold=False,
        left=min(data["left"][position] for position in positions) * scale,
        right=max(data["left"][position] + data["width"][position] for position in positions) * scale,
        top=min(tops) * scale,
        bottom=max(bottoms) * scale,
        page=page,
    )
