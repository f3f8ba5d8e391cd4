"""German text as search terms."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge_base.document import Locator
from knowledge_base.german_text import GermanText, german_text, passage_terms
from tests.support.knowledge import make_document, make_passages

VARIED = ("auflage", "bescheide", "fristen", "stellen", "anträge", "nachweisen", "ämter", "pflichten", "listen")


def terms(text: str) -> list[str]:
    return german_text().terms(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ausländerbehörde", "Auslaenderbehoerde"),
        ("Gebühr", "gebühren"),
        ("Straße", "STRASSE"),
        ("Aufenthaltstitel", "aufenthalts\u00adtitel"),
        ("Gebühr", unicodedata.normalize("NFD", "Gebühr")),
        ("§ 25 Abs. 5 AufenthG", "25 V AufenthG"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert set(terms(one)) & set(terms(other))


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("Aufenthaltserlaubnis", "Erlaubnis"),
        ("wohnsitzauflagen", "Auflage"),
        ("Verpflichtungserklärung", "Erklärung"),
        ("Fiktionsbescheinigung", "Fiktion"),
    ],
)
def test_parts_stand_beside_the_whole_word(compound: str, part: str) -> None:
    found = terms(compound)
    assert terms(part)[0] in found[1:]
    assert len(found[0]) >= len(found[1])


def test_threads_do_not_mix_up_their_words() -> None:
    words = [f"{first}{second}" for first in ("wohnsitz", "gebühren", "verlängerungs") for second in VARIED]
    alone, shared = [german_text().terms(word) for word in words], GermanText()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(shared.terms, words, chunksize=1)) == alone


def test_words_that_say_nothing_are_left_out() -> None:
    assert terms("Wer hat das und warum nicht, nach Absatz?") == []


def test_references_become_terms_from_wide_to_narrow() -> None:
    assert [term for term in terms("§ 25 Abs. 5 AufenthG") if "§" in term] == [
        "§25",
        "§25@aufenthg",
        "§25.5",
        "§25.5@aufenthg",
    ]
    assert "§4@staG".lower() in german_text().terms("nach § 4", law="StAG")
    assert "art6@gg" in terms("Art. 6 GG")


def test_a_passage_has_its_place_among_its_terms() -> None:
    place = Locator("§ 48 Abs. 1 AufenthG", law="AufenthG", section="§ 48", absatz="1")
    (passage,) = make_passages(make_document(), "Text nach Absatz 2.", context="AufenthG § 48 Pflichten", locator=place)
    title, body = passage_terms(german_text(), passage)
    assert "§48.1@aufenthg" in title
    assert body[: len(title)] == title
    assert body[len(title)] == "text"
