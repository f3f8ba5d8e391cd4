from pathlib import Path

import pytest

from evals.metrics.cut_sentences import cut_sentences
from evals.metrics.document_lines import LineKind, document_lines
from evals.metrics.missing_lead_ins import missing_lead_ins
from evals.metrics.orphan_headings import orphan_heading
from evals.metrics.passage_lines import FoundLine, LineFinder
from evals.metrics.repeated_passages import empty_passages, repeated_passages
from evals.passage_quality import GOAL_ZERO, PassageQuality, measure_file
from ingest.parsing.blocks import Block, Heading, ListItem, Paragraph, Table
from knowledge_base.document import DocumentKind, Locator, Passage

LONG = " ".join(f"Satz {number} nennt die Frist." for number in range(200))
DOCUMENT: list[Block] = [
    Heading("Unterlagen"),
    Paragraph("Die Prüfung ist kurz. Danach folgt der Bescheid."),
    Paragraph("Nötig sind:"),
    ListItem("Pass"),
    ListItem("Foto"),
    Heading("Gebühren"),
    Table((("Karte", "93 Euro"),), ("Titel", "Gebühr"), "Übersicht"),
]


def passage(text: str, context: str = "T") -> Passage:
    return Passage("p", "d", 0, DocumentKind.TEXT, context, text, Locator("T"))


def found(text: str) -> list[FoundLine]:
    return LineFinder(document_lines(DOCUMENT)).lines_of(passage(text))


@pytest.mark.parametrize(
    ("text", "heading"),
    [("Unterlagen", "Unterlagen"), ("- Foto\nGebühren", "Gebühren"), ("Unterlagen\nNötig sind:", "")],
)
def test_a_heading_is_an_orphan_at_the_end_of_a_passage(text: str, heading: str) -> None:
    assert orphan_heading(found(text)) == heading


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Die Prüfung ist kurz.", []),
        ("Danach folgt der Bescheid.", []),
        ("Die Prüfung ist", ["Die Prüfung ist"]),
        ("ist kurz. Danach folgt der Bescheid.", ["ist kurz. Danach folgt der Bescheid."]),
    ],
)
def test_a_piece_begins_and_ends_with_a_sentence(text: str, cut: list[str]) -> None:
    assert list(cut_sentences(found(text))) == cut


def test_an_item_needs_its_lead_in_and_a_row_its_caption() -> None:
    assert list(missing_lead_ins(found("- Pass\n- Foto"), LineKind.ITEM)) == ["- Pass", "- Foto"]
    assert not list(missing_lead_ins(found("Nötig sind:\n- Foto"), LineKind.ITEM))
    assert list(missing_lead_ins(found("Titel: Karte; Gebühr: 93 Euro"), LineKind.ROW))
    assert not list(missing_lead_ins(found("Übersicht\nTitel: Karte; Gebühr: 93 Euro"), LineKind.ROW))


def test_a_row_needs_the_name_of_its_column() -> None:
    lines = LineFinder(document_lines([Table(((LONG, "x"),), ("Hinweis", "Art"))])).lines_of
    assert list(missing_lead_ins(lines(passage("Satz 7 nennt die Frist.")), LineKind.ROW))
    assert not list(missing_lead_ins(lines(passage("Hinweis:\nSatz 7 nennt die Frist.")), LineKind.ROW))


def test_empty_and_repeated_passages_are_named() -> None:
    some = [passage("Eins."), passage("–"), passage("Eins.", "U"), passage("Eins.")]
    assert [one.text for one in empty_passages(some)] == ["–"]
    assert list(repeated_passages(some)) == [some[3]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("satz.md", "# Frist\n\n" + LONG),
        ("geteilt.md", "# Frist\n\n" + LONG[:-1] + ",\n\nund zwar immer. " + LONG),
        ("tabelle.md", f"# Gebühren\n\nEs gilt:\n\n| Titel | Hinweis |\n|---|---|\n| Karte | {LONG} |\n"),
        (
            "liste.md",
            "# Unterlagen\n\nBitte legen Sie vor:\n\n" + "".join(f"- Nachweis {n}: {LONG[:270]}\n" for n in range(20)),
        ),
        ("kennungen.csv", "Wert\n" + " ".join(f"CD4TmemCD{n}Ki67PLCg2IFNIL" for n in range(200))),
    ],
)
def test_no_document_gives_passages_with_faults(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    quality = PassageQuality()
    measure_file(tmp_path / name, quality, lambda text: len(text.split()))
    assert quality.documents == 1
    assert quality.passages > 1
    assert not {fault: count for fault, count in quality.faults.items() if count and fault != "endless_sentences"}
    assert set(GOAL_ZERO) <= set(quality.as_dict())
