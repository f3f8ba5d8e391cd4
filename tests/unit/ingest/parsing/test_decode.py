import unicodedata

import pytest

from ingest.parsing.blocks import ListItem, Paragraph
from ingest.parsing.decode import decode
from ingest.parsing.parse import parse

TEXT = "Die Gebühr für die Verlängerung beträgt 93 €."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_usual_encoding_is_told_by_the_bytes(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, False)


def test_a_declared_encoding_counts_and_a_wrongly_declared_one_does_not() -> None:
    page = '<html><head><meta charset="{}"></head><body><p>Пример</p></body></html>'
    assert parse("a.html", page.format("koi8-r").encode("koi8-r")).blocks == (Paragraph("Пример"),)
    assert parse("a.html", page.format("quatsch-8").encode()).blocks == (Paragraph("Пример"),)


def test_what_cannot_be_read_is_replaced_and_said() -> None:
    parsed = parse("a.txt", b"Geb\xfchr \x81\x8d betr\xe4gt 93 Euro")
    assert parsed.warnings == ("Einige Zeichen waren nicht lesbar und wurden ersetzt.",)
    assert parsed.blocks[0].text.startswith("Gebühr")  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_decomposed_letters_are_composed_in_every_text_format(name: str) -> None:
    (block,) = parse(name, unicodedata.normalize("NFD", f"<p>{TEXT}</p>" if "html" in name else TEXT).encode()).blocks
    assert block == Paragraph(TEXT)


@pytest.mark.parametrize("text", ["تبلغ رسوم التمديد 93 يورو.", "دفترچه راهنما برای تمدید اقامت", "האגרה היא 93 אירו."])
def test_text_that_runs_from_right_to_left_keeps_its_order(text: str) -> None:
    assert parse("a.txt", text.encode()).blocks == (Paragraph(text),)
    assert parse("a.md", f"- {text}\n".encode()).blocks == (ListItem(text),)
    assert parse("a.html", f'<p dir="rtl">{text}</p>'.encode()).blocks == (Paragraph(text),)


def test_marks_of_direction_do_not_hide_words() -> None:
    """Such marks can make a text read otherwise on the screen than it is searched: "Gebühr" must be found."""
    (block,) = parse("a.txt", "Ge\u202ebü\u200bhr\u2066 93\u2069 Euro".encode()).blocks
    assert block == Paragraph("Gebühr 93 Euro")
