import io
import shutil
import time
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.parsing.blocks import Heading, ListItem, Paragraph, Table
from ingest.parsing.ocr import corrected
from ingest.parsing.parse import parse
from ingest.parsing.pdf_blocks import join_lines
from knowledge_base.errors import DocumentError
from tests.support.shared_data import shared_data


def pdf(draw: Callable[[Canvas], None]) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def lines(canvas: Canvas, texts: list[str], *, left: float = 70, top: float = 740, size: float = 10) -> None:
    canvas.setFont("Helvetica", size)
    for number, text in enumerate(texts):
        canvas.drawString(left, top - number * size * 1.25, text)


def test_headings_by_letter_size_paragraphs_and_divided_words() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Umverteilung"], size=18, top=780)
        lines(canvas, ["Ablauf"], size=14, top=750)
        lines(canvas, ["Die Aufenthalts-", "erlaubnis wird geprüft,", "wenn der Antrag vorliegt."], top=720)
        lines(canvas, ["- Pass", "- Foto"], top=660)
        canvas.showPage()
        lines(canvas, ["Auf Seite zwei geht es weiter."])

    parsed = parse("a.pdf", pdf(draw))
    assert [(type(block), getattr(block, "text", "")) for block in parsed.blocks] == [
        (Heading, "Umverteilung"),
        (Heading, "Ablauf"),
        (Paragraph, "Die Aufenthaltserlaubnis wird geprüft, wenn der Antrag vorliegt."),
        (ListItem, "Pass"),
        (ListItem, "Foto"),
        (Paragraph, "Auf Seite zwei geht es weiter."),
    ]
    assert [block.level for block in parsed.blocks if isinstance(block, Heading)] == [1, 2]
    last = parsed.blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.place.page == 2


def test_a_ruled_table_is_a_table_in_its_place() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, ["Davor steht ein Satz."], top=780)
        for row, cells in enumerate((("Vorgang", "Betrag"), ("Erteilung", "100 Euro"), ("Verlängerung", "93 Euro"))):
            for column, text in enumerate(cells):
                canvas.rect(70 + column * 150, 700 - row * 20, 150, 20)
                canvas.drawString(75 + column * 150, 706 - row * 20, text)
        lines(canvas, ["Danach steht noch ein Satz."], top=600)

    before, table, after = parse("a.pdf", pdf(draw)).blocks
    assert isinstance(table, Table)
    assert table.header == ("Vorgang", "Betrag")
    assert table.rows == (("Erteilung", "100 Euro"), ("Verlängerung", "93 Euro"))
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"Links steht hier die Zeile mit der Nummer {number}" for number in range(12)]
    right = [f"Rechts steht dort die Zeile mit der Zahl {number}" for number in range(12)]

    def draw(canvas: Canvas) -> None:
        lines(canvas, left, left=60)
        lines(canvas, right, left=320)

    text = " ".join(getattr(block, "text", "") for block in parse("a.pdf", pdf(draw)).blocks)
    assert text.index("Nummer 11") < text.index("Zahl 0")


def test_running_heads_and_page_numbers_are_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(4):
            lines(canvas, ["Amt für Migration"], top=820, size=8)
            lines(canvas, [f"Seite {page + 1}"], top=30, size=8)
            lines(canvas, [f"Das ist der Inhalt von Blatt {'ABCD'[page]}, er ist lang genug."])
            canvas.showPage()

    texts = [getattr(block, "text", "") for block in parse("a.pdf", pdf(draw)).blocks]
    assert not any("Amt für Migration" in text or text.startswith("Seite") for text in texts)
    assert sum("Inhalt von Blatt" in text for text in texts) == 4


def test_a_scan_is_read_or_refused_with_the_way_to_read_it() -> None:
    path = shared_data("docs", "unstructured", "pdf", "single_table.pdf")
    if shutil.which("tesseract"):
        assert "Texterkennung" in parse(path.name, path.read_bytes()).how
    else:
        with pytest.raises(DocumentError, match="Texterkennung fehlt") as refused:
            parse(path.name, path.read_bytes())
        assert "tesseract-ocr-deu" in refused.value.remedy


def test_without_tesseract_a_scan_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    import pytesseract

    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "/nonexistent/tesseract")
    path = shared_data("docs", "unstructured", "pdf", "single_table.pdf")
    with pytest.raises(DocumentError, match="Texterkennung fehlt") as refused:
        parse(path.name, path.read_bytes())
    assert "tesseract-ocr-deu" in refused.value.remedy


def test_divided_words_and_misread_signs() -> None:
    assert (
        join_lines(["Ein-", "und Ausreise, Aufent-", "halt, EU-", "Karte"]) == "Ein- und Ausreise, Aufenthalt, EU-Karte"
    )
    assert corrected("($ 48 Abs. 1 AufenthV) kostet 5 $") == "(§ 48 Abs. 1 AufenthV) kostet 5 $"


def test_five_hundred_pages_that_are_alike_are_all_read_and_within_bounds() -> None:
    """The time for a page must not grow with the square of its letters; the reading process stops at 300 s."""

    def draw(canvas: Canvas) -> None:
        for page in range(500):
            lines(canvas, [f"Blatt {page}", *(f"Zeile {number}: Der Antrag ist vollständig." for number in range(20))])
            canvas.showPage()

    began = time.process_time()
    parsed = parse("a.pdf", pdf(draw))
    assert parsed.how == "PDF, 500 S."
    assert len(parsed.blocks) >= 500
    assert time.process_time() - began < 100


def test_a_letter_printed_twice_to_look_bold_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            lines(canvas, ["Ausstellung eines Passes"], left=70 + shift)

    (block,) = parse("a.pdf", pdf(draw)).blocks
    assert getattr(block, "text", "") == "Ausstellung eines Passes"
