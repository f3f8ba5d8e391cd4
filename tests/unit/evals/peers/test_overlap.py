from datetime import date

from evals.case import Case, Gold
from evals.matching import Level
from evals.metrics.gains import Matches
from evals.peers.exported import Exported, write_out
from evals.peers.overlap import Rule
from evals.peers.peer import Text
from knowledge_base.document import Document, DocumentKind, Locator, Passage

HIT = Matches(frozenset({0}))
MISS = Matches()
FIRST = "(1) Das Aufenthaltsrecht wird durch Bescheinigung nachgewiesen, die von Amts wegen ausgestellt wird."
SECOND = "(2) Die Gebühr beträgt acht Euro."
OTHER = "(1) Wer einreist, braucht einen gültigen Pass oder einen anerkannten und gültigen Passersatz."


def document(source: str, *passages: tuple[str, str | None, str]) -> Exported:
    made = Document("d1", "r1", source, "Ein Gesetz", DocumentKind.STATUTE, "text/xml", date(2025, 4, 1))
    return write_out(
        made,
        [
            Passage(
                f"p{number}",
                "d1",
                number,
                DocumentKind.STATUTE,
                "",
                text,
                Locator(f"{section} G", law="AufenthG", section=section, absatz=absatz),
                (f"{section} Überschrift",),
            )
            for number, (section, absatz, text) in enumerate(passages)
        ],
    )


LAW = document("law.xml", ("§ 5", "1", FIRST), ("§ 5", "2", SECOND), ("§ 6", "1", OTHER))
CASE = Case("1", "?", True, gold=(Gold(law="AufenthG", section="§ 5", absatz="1"),))


def found(text: str, *, level: Level = Level.SECTION, source: str = "law.xml", case: Case = CASE) -> Matches:
    return Rule({"law.xml": LAW}, level).match(case, [Text(source, text)])[0]


def test_the_export_has_each_heading_once_and_knows_where_passages_stand() -> None:
    assert LAW.text == f"Ein Gesetz\n\n§ 5 Überschrift\n\n{FIRST}\n\n{SECOND}\n\n§ 6 Überschrift\n\n{OTHER}"
    places = [LAW.squeezed[span.start : span.end] for span in LAW.spans]
    assert places == ["".join(text.split()) for text in (FIRST, SECOND, OTHER)]


def test_a_small_piece_must_lie_mostly_inside() -> None:
    assert found(FIRST[:40]) == HIT
    assert found(SECOND[-8:] + "\n\n§ 6 Überschrift\n\n" + OTHER) == MISS


def test_a_large_piece_must_hold_most_of_the_section() -> None:
    assert found(LAW.text.replace("\n\n", "  ")) == HIT
    assert found(SECOND + "\n\n§ 6 Überschrift\n\n" + OTHER) == MISS


def test_at_the_level_of_the_absatz_a_neighbour_does_not_count() -> None:
    assert found(SECOND) == HIT
    assert found(SECOND, level=Level.ABSATZ) == MISS
    assert found(FIRST, level=Level.ABSATZ) == HIT


def test_another_document_or_words_that_stand_nowhere_do_not_count() -> None:
    assert found(FIRST, source="other.xml") == MISS
    assert found("Das steht dort nicht.") == MISS


def test_a_quotation_must_be_held_whole() -> None:
    quoted = Case("2", "?", True, gold=(Gold(document="law.xml", contains="beträgt acht Euro"),))
    assert found("Die Gebühr beträgt\nacht Euro.", case=quoted) == HIT
    assert found("Die Gebühr beträgt acht", case=quoted) == MISS
    assert found("beträgt acht Euro", case=quoted, source="other.xml") == MISS
