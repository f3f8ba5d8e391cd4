import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunking.limits import MAX_TOKENS, estimate_tokens
from ingest.chunking.pack import Budget, Packer
from ingest.chunking.split_unit import split_unit
from ingest.chunking.units import build_units
from ingest.parsing.blocks import Heading, ListItem, Paragraph, Table

SENTENCE = "Die Ausländerbehörde prüft den Antrag und fordert fehlende Unterlagen nach. "


def pack(
    *blocks: Heading | Paragraph | ListItem | Table, tokens: int = MAX_TOKENS, words: int | None = None
) -> list[str]:
    return [part.text for part in Packer(build_units(blocks), Budget(tokens, words)).parts()]


def test_what_fits_stays_together() -> None:
    assert pack(Paragraph("Eins."), Paragraph("Zwei.")) == ["Eins.\nZwei."]


def test_each_part_of_a_long_list_begins_with_the_lead_in() -> None:
    items = [ListItem(f"Unterlage Nummer {number}, im Original und in Kopie") for number in range(30)]
    parts = pack(Paragraph("Bitte legen Sie vor:"), *items, tokens=120)
    assert len(parts) > 1
    assert all(part.startswith("Bitte legen Sie vor:\n- Unterlage") for part in parts)
    assert [line[2:] for part in parts for line in part.split("\n")[1:]] == [item.text for item in items]


def test_a_nested_item_brings_its_outer_item() -> None:
    inner = [ListItem(f"der Nachweis {number} vollständig vorliegt,", f"{chr(97 + number)})", 1) for number in range(8)]
    parts = pack(Paragraph("Erteilt wird, wenn"), ListItem("bei Fachkräften", "1.", 0), *inner, tokens=70)
    assert len(parts) > 1
    assert all(part.split("\n")[:2] == ["Erteilt wird, wenn", "1. bei Fachkräften"] for part in parts)


def test_a_lead_in_never_ends_a_part() -> None:
    filler = Paragraph(SENTENCE * 4)
    parts = pack(
        filler,
        Paragraph("Bitte legen Sie vor:"),
        ListItem("Pass"),
        ListItem("Foto"),
        tokens=estimate_tokens(filler.text) + 8,
    )
    assert parts == [filler.text, "Bitte legen Sie vor:\n- Pass\n- Foto"]


def test_words_after_a_list_that_end_its_sentence_keep_its_beginning() -> None:
    items = [ListItem("die Voraussetzung Nummer so und so erfüllt ist,", f"{number}.") for number in range(1, 9)]
    parts = pack(Paragraph("Der Titel wird, wenn"), *items, Paragraph("für ein Jahr erteilt."), tokens=60)
    assert parts[-1].split("\n")[0] == "Der Titel wird, wenn"
    assert parts[-1].endswith("für ein Jahr erteilt.")


def test_a_row_never_stands_without_its_header() -> None:
    rows = tuple((f"Leistung {number}", f"{number},00 Euro") for number in range(40))
    parts = pack(Table(rows, ("Leistung", "Gebühr"), "Gebühren"), tokens=100)
    lines = [line for part in parts for line in part.split("\n")]
    assert all(part.startswith("Gebühren\n") for part in parts)
    assert [line for line in lines if line != "Gebühren"] == [f"Leistung: {name}; Gebühr: {fee}" for name, fee in rows]


def test_a_long_paragraph_is_divided_between_sentences() -> None:
    parts = pack(Paragraph((SENTENCE * 40).strip()), tokens=100)
    assert len(parts) > 5
    assert all(part.endswith("nach.") and part.startswith("Die") for part in parts)


def test_a_sentence_that_is_too_long_is_cut_and_reported() -> None:
    packer = Packer(build_units([Paragraph("sehr lang, " * 200)]), Budget(100))
    assert len(list(packer.parts())) > 1
    assert packer.cut


@pytest.mark.parametrize("text", ["a" * 5000, "字" * 3000, "wort " * 2000])
def test_pieces_fit_and_lose_nothing(text: str) -> None:
    pieces = [piece for piece, _ in split_unit(text, 100)]
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
    assert all(estimate_tokens(piece) <= 100 for piece in pieces)


blocks = st.one_of(
    st.builds(
        Paragraph,
        st.sampled_from(["Eins.", "Es gilt:", "und so weiter.", SENTENCE * 3, "Wenn " + "lang " * 90 + "ist."]),
    ),
    st.builds(
        ListItem,
        st.sampled_from(["Pass,", "Foto.", SENTENCE.strip()]),
        st.sampled_from(["-", "1.", ""]),
        st.integers(0, 3),
    ),
    st.builds(Heading, st.sampled_from(["Zweck", "Ablauf"]), st.integers(1, 3)),
    st.builds(Table, st.just((("a", "b"), ("c", "d"))), st.sampled_from([(), ("X", "Y")])),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(blocks, max_size=25), st.integers(60, 450))
def test_every_line_is_kept_and_no_part_is_too_large(given_blocks: list[Paragraph], tokens: int) -> None:
    units = build_units(given_blocks)
    parts = [part.text for part in Packer(units, Budget(tokens)).parts()]
    assert all(sum(map(estimate_tokens, part.split("\n"))) <= tokens for part in parts)
    together = "\n".join(parts)
    assert all(unit.text in together for unit in units if estimate_tokens(unit.text) <= tokens // 2)


def test_headings_go_with_the_text_below_them() -> None:
    filler = Paragraph(SENTENCE * 4)
    blocks = [filler, Heading("Teil II"), Heading("Fragen"), Paragraph(SENTENCE * 2), ListItem("Pass")]
    for tokens in range(estimate_tokens(filler.text), 200):
        parts = pack(*blocks, tokens=tokens)
        assert not any(part.split("\n")[-1] in {"Teil II", "Fragen"} for part in parts)
        assert parts[-1].startswith("Teil II\nFragen\n") or len(parts) == 1


def test_a_sentence_that_two_paragraphs_share_stays_whole() -> None:
    parts = pack(Paragraph(SENTENCE * 3 + "Die Frist"), Paragraph("beträgt einen Monat. " + SENTENCE * 3), tokens=60)
    assert any("Die Frist beträgt einen Monat." in part for part in parts)


def test_each_piece_of_a_long_cell_names_its_column() -> None:
    parts = pack(Table((("Karte", (SENTENCE * 20).strip()),), ("Titel", "Hinweis")), tokens=120)
    assert len(parts) > 3
    assert all("Hinweis:" in part for part in parts)
