import io

import pytest
from pptx import Presentation

from knowledge_base.article_sources.pptx_writer import write_pptx

SOURCE = """# Fachverfahren

Für neue Kolleginnen

## Antrag anlegen

1. Person suchen
2. Treffer prüfen
   - auch Schreibweisen

Notizen:
Zeigen Sie die Übungsakte.

Danach üben alle.

## Fristen

| Anlass | Frist |
| --- | --- |
| Anfrage | 2 Wochen |
"""


@pytest.fixture(scope="module")
def slides():
    return list(Presentation(io.BytesIO(write_pptx(SOURCE))).slides)


def test_makes_one_slide_for_the_title_and_each_section(slides):
    assert [slide.shapes.title.text for slide in slides] == ["Fachverfahren", "Antrag anlegen", "Fristen"]


def test_keeps_bullets_with_their_depth(slides):
    paragraphs = slides[1].placeholders[1].text_frame.paragraphs
    assert [(p.text, p.level) for p in paragraphs] == [
        ("Person suchen", 0),
        ("Treffer prüfen", 0),
        ("auch Schreibweisen", 1),
    ]


def test_puts_notes_beside_the_slide_and_not_on_it(slides):
    notes = slides[1].notes_slide.notes_text_frame.text
    assert notes == "Zeigen Sie die Übungsakte.\nDanach üben alle."
    assert not slides[2].has_notes_slide


def test_makes_a_real_table(slides):
    (table,) = [shape.table for shape in slides[2].shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Anlass", "Frist"], ["Anfrage", "2 Wochen"]]


def test_comes_out_the_same_every_time():
    assert write_pptx(SOURCE) == write_pptx(SOURCE)
