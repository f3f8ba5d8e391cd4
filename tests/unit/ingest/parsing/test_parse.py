import io
import zipfile
from pathlib import Path

import pytest

from ingest.parsing.blocks import Heading, ListItem, Paragraph, Table
from ingest.parsing.parse import parse
from knowledge_base.errors import DocumentError
from tests.support.shared_data import shared_data

READABLE = {
    "fake.docx": "Lorem ipsum",
    "fake-power-point.pptx": "Adding a Bullet Slide",
    "fake.odt": "Lorem ipsum",
    "fake-html-cp1252.html": "My First Heading",
    "umlauts-non-utf8.md": "können",
    "fake-email-attachment.msg": "Hello!",
    "eml/fake-email.eml": "This is a test email",
    "eml/fake-email-utf-16.eml": "This is a test email",
    "stanley-cups-utf-16.csv": "Maple Leafs",
    "semicolon-delimited.csv": "Lorem, ipsum",
    "pdf/embedded-link.pdf": "",
}
REFUSED = {
    "password_protected.xlsx": "Kennwort",
    "pdf/password.pdf": "Kennwort",
    "fake.doc": "altes Office-Format",
    "empty.txt": "leer",
    "empty.xlsx": "keinen Text",
    "fake-encrypted.msg": "verschlüsselt",
    "factbook.xml": "weder ein Gesetz",
    "simple.zip": "kein bekanntes Dokumentformat",
}


def all_text(path: Path) -> str:
    return "\n".join(str(block) for block in parse(path.name, path.read_bytes()).blocks)


@pytest.mark.parametrize("name", READABLE)
def test_real_files_are_read(name: str) -> None:
    assert READABLE[name] in all_text(shared_data("docs", "unstructured", name))


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_reason_and_remedy(name: str) -> None:
    path = shared_data("docs", "unstructured", name)
    with pytest.raises(DocumentError, match=REFUSED[name]) as refused:
        parse(path.name, path.read_bytes())
    assert refused.value.remedy


def test_broken_pdf_files_are_read_or_refused_and_never_crash() -> None:
    read = refused = 0
    for path in sorted(shared_data("docs", "pdfjs").glob("*.pdf"))[:20]:
        try:
            parse(path.name, path.read_bytes())
            read += 1
        except DocumentError:
            refused += 1
    assert read > 5
    assert refused > 2


def test_content_decides_and_a_wrong_ending_is_noted() -> None:
    parsed = parse("seite.md", b"<?xml version='1.0'?><html><body><h1>A</h1><p>Text.</p></body></html>")
    assert parsed.how == "HTML-Seite"
    assert "passt nicht zum Inhalt" in parsed.warnings[0]


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"word/{number}", b"\0" * 100_000_000)
    with pytest.raises(DocumentError, match="unzulässige Größe"):
        parse("bombe.docx", packed.getvalue())


def test_word_headings_lists_and_tables(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Titel", 1)
    document.add_heading("Ablauf", 2)
    document.add_paragraph("Zuständig ist das Team")
    document.add_paragraph("Pass prüfen", style="List Number")
    document.add_paragraph("Foto", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Vorgang", "Gebühr", "Verlängerung", "93 Euro"), strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    blocks = parse("a.docx", (tmp_path / "a.docx").read_bytes()).blocks
    assert blocks == (
        Heading("Titel", 1),
        Heading("Ablauf", 2),
        Paragraph("Zuständig ist das Team"),
        ListItem("Pass prüfen", "1."),
        ListItem("Foto", "-"),
        Table((("Verlängerung", "93 Euro"),), ("Vorgang", "Gebühr")),
    )


def test_slides_with_their_notes(tmp_path: Path) -> None:
    import pptx

    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Mehrstaatigkeit"
    slide.placeholders[1].text = "Die Aufgabe entfällt\nauch bei Kindern"
    slide.notes_slide.notes_text_frame.text = "Keine Aussage zum Herkunftsstaat treffen."
    presentation.save(str(tmp_path / "a.pptx"))
    blocks = parse("a.pptx", (tmp_path / "a.pptx").read_bytes()).blocks
    assert [(type(block).__name__, getattr(block, "text", "")) for block in blocks] == [
        ("Heading", "Mehrstaatigkeit"),
        ("ListItem", "Die Aufgabe entfällt"),
        ("ListItem", "auch bei Kindern"),
        ("Heading", "Notizen"),
        ("Paragraph", "Keine Aussage zum Herkunftsstaat treffen."),
    ]
    assert {block.place.slide for block in blocks if not isinstance(block, Table) and hasattr(block, "place")} == {1}


def test_a_sheet_with_title_header_amounts_and_dates(tmp_path: Path) -> None:
    from datetime import date

    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Gebühren"
    for row in (["Stand April 2025"], ["Vorgang", "Gebühr", "Ab"], ["Verlängerung", 93, date(2025, 3, 1)]):
        sheet.append(row)
    sheet["B3"].number_format = '#,##0.00 "€"'
    workbook.create_sheet("Geheim").sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    parsed = parse("a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    (heading, table) = parsed.blocks
    assert isinstance(heading, Heading)
    assert isinstance(table, Table)
    assert (table.caption, table.header) == ("Stand April 2025", ("Vorgang", "Gebühr", "Ab"))
    assert table.rows == (("Verlängerung", "93,00 €", "01.03.2025"),)
    assert "Geheim" in parsed.warnings[0]


def test_markdown_and_html_keep_numbers_definitions_and_nesting() -> None:
    page = b"# T\n\nNoetig sind:\n- Pass\n- Foto\n    - biometrisch\n\n1. eins\n2. zwei\n"
    assert parse("a.md", page).blocks == (
        Heading("T", 1),
        Paragraph("Noetig sind:"),
        ListItem("Pass"),
        ListItem("Foto"),
        ListItem("biometrisch", "-", 1),
        ListItem("eins", "1."),
        ListItem("zwei", "2."),
    )
    folded = "<details><summary>Mehr</summary><p>Innen.</p></details>"
    page = f"<h1>T</h1><nav>Menü</nav><dl><dt>AE</dt><dd>Aufenthaltserlaubnis</dd></dl>{folded}".encode()
    assert parse("a.html", page).blocks == (
        Heading("T", 1),
        ListItem("AE: Aufenthaltserlaubnis"),
        Paragraph("Mehr"),
        Paragraph("Innen."),
    )


def test_decomposed_umlauts_are_composed() -> None:
    (block,) = parse("a.txt", "Ausla\u0308nderbeho\u0308rde".encode()).blocks
    assert block == Paragraph("Ausländerbehörde")
