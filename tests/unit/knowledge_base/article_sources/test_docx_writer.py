import io

import docx
import pytest

from knowledge_base.article_sources.docx_writer import write_docx

from .samples import GUIDE


@pytest.fixture(scope="module")
def document():
    return docx.Document(io.BytesIO(write_docx(GUIDE)))


def test_uses_the_heading_styles_of_word(document):
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "Gebühren für Ärztinnen"),
        ("Heading 2", "Schritte"),
        ("Heading 3", "Unterlagen"),
    ]


def test_keeps_bold_text(document):
    paragraph = next(p for p in document.paragraphs if "93 Euro" in p.text)
    assert [(run.text, bool(run.bold)) for run in paragraph.runs][1] == ("93 Euro", True)


def test_starts_each_numbered_list_at_one(document):
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert len(numbers) == 3
    assert numbers[0] == numbers[1] != numbers[2]


def test_marks_the_header_row_of_a_table(document):
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Anlass", "Gebühr"],
        ["Verlängerung", "93 Euro"],
    ]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


def test_comes_out_the_same_every_time():
    assert write_docx(GUIDE) == write_docx(GUIDE)
