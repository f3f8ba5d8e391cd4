"""Personal data is noticed by what it is, and nothing that every question of the office holds."""

import pytest

from assistant.privacy.mask import find_personal_data, mask, masked_kinds, without_placeholders
from assistant.privacy.personal_data import Kind
from evals.attacks.privacy import CASES, figures, look, read_texts
from tests.support.growth import takes_too_long
from tests.support.shared_data import shared_data


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("azr nr 204 118 330 927 umziehen?", "azr nr [AZR-Nummer] umziehen?"),
        ("Paß Nr\u00a0C5YM3TPVZ8 abgelaufen", "Paß Nr\u00a0[Passnummer] abgelaufen"),
        ("IBAN DE89 3704 0044 0532 0130 00.", "IBAN [IBAN]."),
        ("Az. 33.3\u20118155/23 verfristet?", "Az. [Aktenzeichen] verfristet?"),
        ("Frau Öztürk-Demir, geb. 8. 11. 1999, fragt", "Frau [Name], geb. [Geburtsdatum], fragt"),
        ("Mail an m.al-hassan@example.org?", "Mail an [E-Mail-Adresse]?"),
    ],
)
def test_a_placeholder_takes_the_place_of_the_value(typed: str, masked: str) -> None:
    assert mask(typed).text == masked


def test_masking_twice_changes_nothing_more() -> None:
    for case in read_texts(CASES):
        once = mask(case["text"]).text
        assert mask(once).text == once


def test_spans_are_those_of_the_text() -> None:
    text = "Herr Ali Yılmaz, geb. 8.11.1999"
    assert [(found.kind, text[found.start : found.end]) for found in find_personal_data(text)] == [
        (Kind.NAME, "Ali Yılmaz"),
        (Kind.BIRTH_DATE, "8.11.1999"),
    ]


def test_only_what_is_certain_is_masked_against_the_asker() -> None:
    text = "Frau Groß, AZR-Nummer 165435758513"
    assert mask(text, certain_only=True).text == "Frau Groß, AZR-Nummer [AZR-Nummer]"


def test_a_colleague_acts_in_public() -> None:
    assert find_personal_data("Frau Groß aus Team 2 sagt, § 25 Abs. 5 AufenthG passt hier.") == ()


def test_a_masked_text_tells_what_was_in_it_and_is_searched_without() -> None:
    text = mask("Darf Herr Ali Yılmaz mit Pass C5YM3TPVZ8 arbeiten?").text
    assert masked_kinds(text) == (Kind.NAME, Kind.PASSPORT)
    assert without_placeholders(text) == "Darf mit Pass arbeiten?"
    assert without_placeholders("Wo steht die [Anlage]?") == "Wo steht die [Anlage]?"


def test_our_own_cases() -> None:
    measured = figures([look(case) for case in read_texts(CASES)])
    assert measured["recall numbered identifiers"]["value"] >= 0.98
    assert measured["recall NAME"]["value"] >= 0.9
    assert measured["false alarms on hard negatives"]["value"] <= 0.02


def test_the_shared_cases() -> None:
    texts = read_texts(shared_data("security", "pii_de_synthetic.jsonl"))
    measured = figures([look(case) for case in texts])
    assert measured["recall numbered identifiers"]["value"] >= 0.95
    assert measured["false alarms on hard negatives"]["value"] <= 0.03


@pytest.mark.parametrize(
    "piece", ["Al-", "1", "1.", "A1", "Herr ", "A ", "Az ", "geb ", "<", "van der ", "a.", "Straße "]
)
def test_no_text_takes_long(piece: str) -> None:
    assert not takes_too_long(find_personal_data, (piece * 2000)[:2000], seconds=1)
