import re
from functools import cache

import pytest
from lxml import etree

from evals.metrics.letter_coverage import letter_coverage
from ingest.chunking.statute import chunk_provisions
from ingest.parsing.blocks import Provision
from ingest.parsing.statute import read_statute
from ingest.parsing.statute_names import section_name
from knowledge_base.errors import DocumentError
from tests.support.shared_data import shared_data

LAWS = ["AufenthG", "AufenthV", "AsylG", "StAG", "FreizuegG-EU", "SGB_X", "GG", "AZRG-DV", "EinbTestV"]
ODD = [
    "schsv_1998",
    "medinfofangausbv",
    "zuv_2020",
    "altgzustano",
    "lwlogausbv",
    "zahnfinanpg",
    "schwbwo",
    "wzg_4wgsbek",
]
INLINE = {"B", "I", "U", "F", "SP", "SUB", "SUP", "small", "NB", "FnR", "noindex"}
"""Elements inside a word; between all others there is a gap."""


@cache
def statute(name: str, folder: str = "gii_xml_2025-04") -> tuple[bytes, tuple[Provision, ...]]:
    content = shared_data("recht", folder, f"{name}.xml").read_bytes()
    return content, tuple(block for block in read_statute(content).blocks if isinstance(block, Provision))


def source_text(content: bytes) -> str:
    """All text below the norms' text and title, spelled independently of the parser."""
    root = etree.fromstring(content, etree.XMLParser(load_dtd=False, no_network=True, remove_comments=True))
    pieces = []
    for holder in root.iterfind("norm/textdaten"):
        for element in holder.iter():
            gap = "" if element.tag in INLINE else "\n" if element.tag == "BR" else " "
            pieces.append(gap + (element.text or ""))
            pieces.append(gap + (element.tail or ""))
        pieces.append(" ")
    return "".join(pieces)


@pytest.mark.parametrize(
    ("name", "folder"),
    [(name, "gii_xml_2025-04") for name in LAWS] + [(name, "gii_xml_vielfalt") for name in ODD],
)
def test_almost_every_letter_of_a_law_is_in_its_passages(name: str, folder: str) -> None:
    content, provisions = statute(name, folder)
    passages = chunk_provisions(provisions).chunks
    coverage = letter_coverage(source_text(content), [f"{passage.context} {passage.text}" for passage in passages])
    assert coverage is not None
    assert coverage >= 0.995


@pytest.mark.parametrize("name", LAWS)
def test_every_section_and_absatz_is_found_once(name: str) -> None:
    content, provisions = statute(name)
    root = etree.fromstring(content, etree.XMLParser(load_dtd=False, no_network=True))
    wanted = []
    for norm in root.iterfind("norm"):
        section = section_name(norm.findtext("metadaten/enbez") or "")
        if not section.startswith(("§", "Art")):
            continue
        starts = ["".join(part.itertext()).strip() for part in norm.iterfind("textdaten/text/Content/P")]
        numbers = [match.group(1) for start in starts if (match := re.match(r"\((\d+[a-z]*)\)", start))]
        wanted += [(section, number) for number in numbers] or [(section, "")]
    found = [(p.section, p.absatz) for p in provisions if p.section.startswith(("§", "Art")) and p.remark != "Fußnote"]
    assert [place for place in found if place in set(wanted)] == wanted


def test_an_absatz_is_one_passage_with_its_list_and_the_words_after_it() -> None:
    _, provisions = statute("AufenthG")
    (passage,) = [
        chunk for chunk in chunk_provisions(provisions).chunks if chunk.locator.label == "§ 104c Abs. 1 AufenthG"
    ]
    assert passage.context == "AufenthG § 104c Chancen-Aufenthaltsrecht"
    lines = passage.text.split("\n")
    assert lines[0].startswith("(1) Einem geduldeten Ausländer")
    assert lines[1].startswith("1. sich zur freiheitlichen")
    assert lines[3].startswith("Die Aufenthaltserlaubnis nach Satz 1 soll versagt werden")
    assert (passage.locator.law, passage.locator.section, passage.locator.absatz) == ("AufenthG", "§ 104c", "1")


def test_a_table_of_fees_reads_as_a_list() -> None:
    _, provisions = statute("AufenthV")
    (passage,) = [chunk for chunk in chunk_provisions(provisions).chunks if chunk.locator.label == "§ 45 AufenthV"]
    assert "2. für die Verlängerung einer Aufenthaltserlaubnis" in passage.text
    assert "  b) für einen weiteren Aufenthalt von mehr als drei Monaten – 93 Euro," in passage.text


@pytest.mark.parametrize(
    ("name", "law", "title"),
    [
        ("AufenthG", "AufenthG", "Aufenthaltsgesetz (AufenthG)"),
        ("FreizuegG-EU", "FreizügG/EU", "Freizügigkeitsgesetz/EU (FreizügG/EU)"),
        ("PassG", "PassG", "Passgesetz (PassG)"),
        (
            "SGB_II",
            "SGB II",
            "Sozialgesetzbuch (SGB) Zweites Buch (II) - Bürgergeld, Grundsicherung für Arbeitsuchende - (SGB II)",
        ),
    ],
)
def test_a_law_is_called_as_it_is_cited(name: str, law: str, title: str) -> None:
    parsed = read_statute(shared_data("recht", "gii_xml_2025-04", f"{name}.xml").read_bytes())
    assert parsed.version_of == f"law:{law}"
    assert parsed.title == title


def test_the_stand_is_the_build_date() -> None:
    parsed = read_statute(shared_data("recht", "gii_xml_2025-04", "AufenthG.xml").read_bytes())
    assert parsed.stand is not None
    assert parsed.stand.isoformat() == "2025-03-01"


def test_what_was_repealed_is_known_as_such() -> None:
    _, provisions = statute("BGB")
    (gone,) = [provision for provision in provisions if provision.section == "§§ 3 bis 6"]
    assert gone.remark == "(weggefallen)"


def test_an_official_footnote_stands_with_the_words_it_belongs_to() -> None:
    _, provisions = statute("AZRG-DV")
    annex = next(provision for provision in provisions if provision.section == "Anlage")
    assert any(getattr(unit, "text", "") == "*) Bei Antrag auf Erteilung eines Visums." for unit in annex.units)


def test_laws_of_every_shape_have_passages() -> None:
    files = [path for path in shared_data("recht", "gii_xml_vielfalt").glob("*.xml") if path.stat().st_size < 100_000]
    assert len(files) >= 20
    for path in files:
        parsed = read_statute(path.read_bytes())
        assert chunk_provisions(block for block in parsed.blocks if isinstance(block, Provision)).chunks, path.name


@pytest.mark.parametrize("content", [b"<dokumente/>", b"<dokumente><norm>", b"<html/>"])
def test_what_is_no_law_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentError):
        read_statute(content)


def test_entities_are_not_expanded() -> None:
    text = "<metadaten><jurabk>X</jurabk></metadaten><textdaten><text><Content><P>&b;</P></Content></text></textdaten>"
    entities = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    bomb = f"<?xml version='1.0'?>{entities}<dokumente><norm>{text}</norm></dokumente>".encode()
    texts = [unit.text for block in read_statute(bomb).blocks if isinstance(block, Provision) for unit in block.units]  # type: ignore[union-attr]
    assert not any("aaaa" in text for text in texts)
