import contextlib

import pytest

from ingest.parsing.blocks import Heading, ListItem, Paragraph, Table
from ingest.parsing.parse import parse
from knowledge_base.errors import DocumentError

WORD = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Arial Cyr;}}
{\stylesheet{\s1 heading 1;}}{\info{\title Geheim}}{\*\generator Word;}
{\header Kopfzeile\par}
{\pard\s1\outlinelevel0 Geb\'fchren\par}
\pard Die Ausl\u228?nderbeh\u246\'f6rde \b pr\'fcft\b0  den Antrag{\v versteckt} nach \'a7\~44\par
{\pntext\f0 1.\tab}1.\tab Pass\par
\pard\plain\f1 \'cf\'e0\'f1\'ef\'ee\'f0\'f2\par
\pard\plain {\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt Zum Portal}}\par
\trowd\pard\intbl Vorgang\cell Geb\'fchr\cell\row
\trowd\pard\intbl Verl\'e4ngerung\cell 93 Euro\par bar\cell\row
\pard Ende \{so\}.\par}"""


def test_headings_umlauts_lists_and_tables() -> None:
    parsed = parse("a.rtf", WORD)
    assert parsed.title == "Gebühren"
    assert parsed.how == "RTF-Text"
    assert parsed.blocks == (
        Heading("Gebühren", 1),
        Paragraph("Die Ausländerbehörde prüft den Antrag nach § 44"),
        ListItem("Pass", "1."),
        Paragraph("Паспорт"),
        Paragraph("Zum Portal"),
        Table((("Verlängerung", "93 Euro bar"),), ("Vorgang", "Gebühr")),
        Paragraph("Ende {so}."),
    )


def test_content_decides_not_the_ending() -> None:
    parsed = parse("brief.docx", rb"{\rtf1 Guten Tag.\par}")
    assert parsed.blocks == (Paragraph("Guten Tag."),)
    assert "passt nicht zum Inhalt" in parsed.warnings[0]


@pytest.mark.parametrize(
    "content",
    [
        rb"{\rtf1" + b"{" * 100_000,
        rb"{\rtf1 " + rb"\bin999999999999 x",
        rb"{\rtf1 {\pict 00ff}}",
        rb"{\rtf1\ansicpg99999\u99999999999 \'zz \uc-5",
        rb"{\rtf1 }}}}\\",
    ],
)
def test_broken_files_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(DocumentError):
        assert parse("a.rtf", content).how == "RTF-Text"
