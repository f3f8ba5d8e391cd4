"""PDFs of several pages, made with reportlab: heads and feet, tables over the page, letters set in pieces."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib import colors
from reportlab.pdfgen import canvas
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from ingest.chunking.passages import passages_of
from ingest.parsing.blocks import Table as TableBlock
from ingest.parsing.decode import tidy
from ingest.parsing.pdf import read_pdf

Draw = Callable[[canvas.Canvas, int], None]
WORDS = "Pass Foto Antrag Bescheid Gebühr Frist Nachweis Vertrag Wohnung Einkommen".split()


def pages(count: int, draw: Draw) -> bytes:
    made = io.BytesIO()
    sheet = canvas.Canvas(made)
    for number in range(count):
        for line in range(6):
            words = WORDS[(number + line) % 10 :] + WORDS[: (number + line) % 10]
            sheet.drawString(60, 700 - line * 30, f"{' '.join(words[:6])} liegt vor.")
        draw(sheet, number)
        sheet.showPage()
    sheet.save()
    return made.getvalue()


def text_of(content: bytes) -> str:
    parsed = read_pdf(content, "x")
    return "\n".join(passage.text for passage in passages_of(parsed, "d", "T")[0])


def with_head_and_foot(sheet: canvas.Canvas, number: int) -> None:
    sheet.drawString(60, 800, "Stadt Musterstadt")
    sheet.drawString(300, 30, f"Seite {number + 1} von 4")


def with_alternating_heads(sheet: canvas.Canvas, number: int) -> None:
    sheet.drawString(60, 800, "Stadt Musterstadt" if number % 2 else "Dienstanweisung 12")


@pytest.mark.parametrize(("draw", "count", "most"), [(with_head_and_foot, 4, 0), (with_alternating_heads, 6, 1)])
def test_heads_and_feet_are_no_text(draw: Draw, count: int, most: int) -> None:
    text = text_of(pages(count, draw))
    assert text.count("Stadt Musterstadt") <= most
    assert text.count("Seite ") == 0
    assert text.count("liegt vor.") == count * 6


def test_a_head_of_two_pages_stays_once() -> None:
    assert text_of(pages(2, with_head_and_foot)).count("Stadt Musterstadt") <= 1


def sheets(*texts: list[str]) -> bytes:
    made = io.BytesIO()
    sheet = canvas.Canvas(made)
    for lines in texts:
        for number, line in enumerate(lines):
            sheet.drawString(60, 700 - number * 30, line)
        sheet.showPage()
    sheet.save()
    return made.getvalue()


def test_text_that_all_pages_have_is_read_once_when_there_is_no_other() -> None:
    same = ["Die Verlängerung kostet 93 Euro.", "Bitte Pass und Foto mitbringen."]
    text = text_of(sheets(*([*same, f"Seite {page + 1}"] for page in range(5))))
    assert text.splitlines() == same


def test_lines_that_differ_in_their_numbers_alone_are_all_read_when_there_are_no_others() -> None:
    text = text_of(sheets(*([f"Auslage {page} ist frei.", f"{page}"] for page in range(1, 6))))
    assert text.splitlines() == [f"Auslage {page} ist frei." for page in range(1, 6)]


def test_a_head_stays_out_where_there_is_a_text() -> None:
    text = text_of(sheets(*(["Stadt Musterstadt"] for _ in range(5)), ["Stadt Musterstadt", "Pass und Foto."]))
    assert text == "Pass und Foto."


def test_a_table_over_pages_keeps_its_header() -> None:
    rows = [["Titel", "Unterlage", "Gebühr"], *([f"Titel {n}", "Pass und Foto", f"{n},00 Euro"] for n in range(90))]
    made = io.BytesIO()
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    SimpleDocTemplate(made).build([Table(rows, style=grid)])
    parsed = read_pdf(made.getvalue(), "x")
    tables = [block for block in parsed.blocks if isinstance(block, TableBlock)]
    assert len(tables) > 1
    assert {table.header for table in tables} == {("Titel", "Unterlage", "Gebühr")}
    assert sum(len(table.rows) for table in tables) == 90
    assert [table.place.page for table in tables] == list(range(1, len(tables) + 1))
    for passage in passages_of(parsed, "d", "T")[0]:
        assert all(line.startswith("Titel: ") and "Gebühr: " in line for line in passage.text.split("\n"))


@pytest.mark.parametrize(
    ("set_", "read"),
    [
        ("P\ufb02icht und \ufb01nanziell", "Pflicht und finanziell"),
        ("zuru\u00a8ck", "zurück"),
        ("f\u00a8ur die \u00a8Ubung", "für die Übung"),
        ("Gebu\u0308hr", "Gebühr"),
        ("links\u200e\u200bRecht", "linksRecht"),
    ],
)
def test_letters_set_in_pieces_become_whole(set_: str, read: str) -> None:
    assert tidy(set_) == read
