from ingest.chunking.prose import chunk_prose
from ingest.parsing.blocks import Heading, ListItem, Paragraph, Place, Table

TITLE = "Fiktionsbescheinigung ausstellen"


def test_context_is_the_title_and_the_headings_above() -> None:
    blocks = [
        Heading(TITLE),
        Heading("Gebühren", 2),
        Heading("Minderjährige", 3),
        Paragraph("Die Gebühr ist halb so hoch."),
    ]
    (chunk,) = chunk_prose(blocks, TITLE).chunks
    assert chunk.context == f"{TITLE} › Gebühren › Minderjährige"
    assert chunk.text == "Die Gebühr ist halb so hoch."
    assert chunk.locator.label == "Minderjährige"


def test_sections_do_not_run_into_each_other() -> None:
    blocks = [Heading("A", 2), Paragraph("Eins."), Heading("B", 2), Paragraph("Zwei.")]
    assert [(chunk.context, chunk.text) for chunk in chunk_prose(blocks, "T").chunks] == [
        ("T › A", "Eins."),
        ("T › B", "Zwei."),
    ]


def test_a_heading_without_text_is_no_passage_but_reported() -> None:
    result = chunk_prose([Heading("A", 2), Heading("B", 2), Paragraph("Zwei.")], "T")
    assert [chunk.text for chunk in result.chunks] == ["Zwei."]
    assert result.warnings == ["Überschrift ohne Text darunter: „A“"]


def test_a_document_of_nothing_but_headings_keeps_its_words() -> None:
    (chunk,) = chunk_prose([Heading("Montag geschlossen"), Heading("Dienstag offen")], "Öffnungszeiten").chunks
    assert chunk.text == "Montag geschlossen\nDienstag offen"


def test_glossary_entries_stand_alone() -> None:
    blocks = [ListItem("AE: Aufenthaltserlaubnis"), ListItem("NE: Niederlassungserlaubnis")]
    assert len(chunk_prose(blocks, "Glossar der Abkürzungen").chunks) == 2
    assert len(chunk_prose(blocks, "Titelarten").chunks) == 1


def test_a_small_table_stays_whole_with_its_lead_in() -> None:
    table = Table((("Erteilung", "100 Euro"), ("Verlängerung", "93 Euro")), ("Vorgang", "Gebühr"))
    chunks = chunk_prose([Paragraph("Text davor."), Paragraph("Es gelten diese Gebühren:"), table], "T").chunks
    assert [chunk.text for chunk in chunks] == [
        "Text davor.",
        "Es gelten diese Gebühren:\nVorgang: Erteilung; Gebühr: 100 Euro\nVorgang: Verlängerung; Gebühr: 93 Euro",
    ]


def test_the_label_names_page_slide_or_sheet() -> None:
    def label(place: Place) -> str:
        return chunk_prose([Heading("Ablauf", 2, place), Paragraph("Text.", place)], "T").chunks[0].locator.label

    assert label(Place(page=3)) == "S. 3, Ablauf"
    assert label(Place(slide=4)) == "Folie 4, Ablauf"
    assert label(Place(sheet="Gebühren")) == "Blatt Gebühren, Ablauf"


def test_the_same_blocks_always_give_the_same_chunks() -> None:
    blocks = [Heading("A", 2), Paragraph("Eins. " * 300), ListItem("Pass"), Heading("B"), Paragraph("Zwei.")]
    assert chunk_prose(blocks, "T").chunks == chunk_prose(blocks, "T").chunks
