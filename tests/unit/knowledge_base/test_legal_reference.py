"""Legal references in the spellings that people and statutes use."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.legal_reference import LegalReference, find_references, parse
from tests.support.growth import takes_too_long


def all_in(text: str) -> list[str]:
    return [str(found.reference) for found in find_references(text)]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("§ 25 Abs. 5 Satz 1 Nr. 2 Buchst. a AufenthG", "§ 25 Abs. 5 Satz 1 Nr. 2 Buchst. a AufenthG"),
        ("§ 44 Absatz 1 Satz 1 Nummer 1 Buchstabe a AufenthG", "§ 44 Abs. 1 Satz 1 Nr. 1 Buchst. a AufenthG"),
        ("§25(5)", "§ 25 Abs. 5"),
        ("§ 25 (5) S. 2", "§ 25 Abs. 5 Satz 2"),
        ("§\u202f25\u00a0Abs.\u00a05", "§ 25 Abs. 5"),
        ("25 V AufenthG", "§ 25 Abs. 5 AufenthG"),
        ("§ 25 V AufenthG", "§ 25 Abs. 5 AufenthG"),
        ("§ 9 II 1 Nr. 2 AufenthG", "§ 9 Abs. 2 Satz 1 Nr. 2 AufenthG"),
        ("Par. 81 IV", "§ 81 Abs. 4"),
        ("nach § 81 IV.", "§ 81 Abs. 4"),
        ("Paragraf 104c", "§ 104c"),
        ("Paragraph 104 c AufenthG", "§ 104c AufenthG"),
        ("§ 104C", "§ 104c"),
        ("16d aufenthg", "§ 16d AufenthG"),
        ("Art. 6 GG", "Art. 6 GG"),
        ("Artikel 8 Absatz 1 EMRK", "Art. 8 Abs. 1 EMRK"),
        ("§ 7 SGB 2", "§ 7 SGB II"),
        ("§ 23 SGB XII", "§ 23 SGB XII"),
        ("§ 2 FreizügG/EU", "§ 2 FreizügG/EU"),
        ("§ 18b Absatz 1 des Aufenthaltsgesetzes", "§ 18b Abs. 1 AufenthG"),
        ("AufenthG § 25 Aufenthalt aus humanitären Gründen", "§ 25 AufenthG"),
        ("§ 12 ThürVwVfG", "§ 12 ThürVwVfG"),
        ("§ 5 f. StAG", "§ 5 StAG"),
        ("§ 25Abs.5AufenthG", "§ 25 Abs. 5 AufenthG"),
        ("§ 28 Abs. 1 Satz 1 Nr. 3 Hs. 2 AufenthG", "§ 28 Abs. 1 Satz 1 Nr. 3 AufenthG"),
    ],
)
def test_each_spelling_gives_the_same(written: str, canonical: str) -> None:
    assert all_in(written) == [canonical]
    assert all_in(f"Geht das nach {written}") == [canonical]


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("§§ 3, 4 ff. VwVfG", ["§ 3 VwVfG", "§ 4 VwVfG"]),
        ("§§ 27 bis 36 AufenthG", ["§ 27 AufenthG", "§ 36 AufenthG"]),
        (
            "§ 5 Abs. 1 Nr. 1 und 2 AufenthG, § 32 BeschV",
            ["§ 5 Abs. 1 Nr. 1 AufenthG", "§ 5 Abs. 1 Nr. 2 AufenthG", "§ 32 BeschV"],
        ),
        ("§ 60a Abs. 4, 5 und 6 AufenthG", ["§ 60a Abs. 4 AufenthG", "§ 60a Abs. 5 AufenthG", "§ 60a Abs. 6 AufenthG"]),
        ("§§ 27 Abs. 1, 28 Abs. 1 S. 1 Nr. 3 AufenthG", ["§ 27 Abs. 1 AufenthG", "§ 28 Abs. 1 Satz 1 Nr. 3 AufenthG"]),
        (
            "Art. 6 Abs. 1 Satz 1 Buchst. c und e DSGVO",
            ["Art. 6 Abs. 1 Satz 1 Buchst. c DSGVO", "Art. 6 Abs. 1 Satz 1 Buchst. e DSGVO"],
        ),
        ("§ 25 IV und V AufenthG", ["§ 25 Abs. 4 AufenthG", "§ 25 Abs. 5 AufenthG"]),
        ("§ 60a Abs. 2 AufenthG i. V. m. § 32 Abs. 2 BeschV", ["§ 60a Abs. 2 AufenthG", "§ 32 Abs. 2 BeschV"]),
        ("§ 81 Abs. 4 und 3 Monate", ["§ 81 Abs. 4"]),
        ("§ 18 und 30 Tage", ["§ 18"]),
        ("§ 1 i. V. m. § 2", ["§ 1", "§ 2"]),
    ],
)
def test_enumerations_give_one_reference_each(written: str, canonical: list[str]) -> None:
    assert all_in(written) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Absatz 5",
        "25. März 2024",
        "93 Euro",
        "am 3.4.2025 AufenthG",
        "Der § fehlt.",
        "Nr. 2",
        "5 AG",
        "Abs. 5 Satz 1",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert all_in(text) == []


def test_spans_say_where_a_reference_stands() -> None:
    text = "Nach § 81 Abs. 4 AufenthG gilt der Titel fort, nach §§ 3, 4 VwVfG nicht."
    assert [text[found.start : found.end] for found in find_references(text)] == [
        "§ 81 Abs. 4 AufenthG",
        "§§ 3",
        "4 VwVfG",
    ]


def test_a_wide_reference_covers_a_narrow_one_but_not_the_other_way() -> None:
    wide, narrow = parse("§ 25 AufenthG"), parse("§ 25 Abs. 5 Satz 1 AufenthG")
    assert wide is not None
    assert narrow is not None
    assert wide.covers(narrow)
    assert not narrow.covers(wide)
    assert LegalReference(None, "25").covers(narrow)
    assert not LegalReference("StAG", "25").covers(narrow)
    assert not LegalReference(None, "25", article=True).covers(narrow)


references = st.builds(
    LegalReference,
    law=st.sampled_from([None, "AufenthG", "StAG", "SGB XII", "FreizügG/EU", "GG"]),
    section=st.from_regex(r"[1-9]\d{0,2}[a-h]?", fullmatch=True),
    absatz=st.none() | st.from_regex(r"[1-9]\d?[a-c]?", fullmatch=True),
    satz=st.none() | st.from_regex(r"[1-9]", fullmatch=True),
    nummer=st.none() | st.from_regex(r"[1-9]\d?[a-c]?", fullmatch=True),
    buchstabe=st.none() | st.from_regex(r"[a-e]{1,2}", fullmatch=True),
    article=st.booleans(),
)


@given(references)
def test_the_canonical_spelling_reads_back(reference: LegalReference) -> None:
    assert parse(str(reference)) == reference
    assert parse(f"Was gilt nach {reference}?") == reference


@given(st.text(alphabet="§ 0123456789abVIX.,()undAbsSatzNr\n/AufenthG", max_size=80))
def test_any_text_can_be_read_and_spans_are_in_order(text: str) -> None:
    found = find_references(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(before.start <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("piece", ["§ ", "§ 1, ", "1 ", "A", "§§ 1 Abs. 1 und 2, ", "(", "Aufenth", "1 Abs "])
def test_long_nonsense_takes_no_time(piece: str) -> None:
    assert not takes_too_long(find_references, piece * (40_000 // len(piece)), seconds=3)
