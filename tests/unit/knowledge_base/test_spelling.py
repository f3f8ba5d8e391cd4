"""Slips lead to the documents' words; what is right, short, or unlike anything is left alone."""

import pytest

from knowledge_base.spelling import Spelling

TEXTS = [
    "Die Aufenthaltsgestattung erlischt. Der Reisepass ist gültig. Die Niederlassungserlaubnis wird erteilt.",
    "Die Aufenthaltsgestattung gilt. Ein Reisepass; gültig ist die Niederlassungserlaubnis. Der Ausländer zieht um.",
    "Öffentliche Zustellung. Die öffentliche Zustellung bei unbekannter Adresse, unbekannter Ausländer.",
]


@pytest.fixture
def spelling() -> Spelling:
    return Spelling(lambda: TEXTS, lambda: 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Aufenhaltsgestatung wan erlischt", ["Aufenthaltsgestattung"]),
        ("Niederlasungserlaubniss", ["Niederlassungserlaubnis"]),
        ("Auslaender", ["Ausländer"]),
        ("öffendliche Zustelung", ["öffentliche", "Zustellung"]),
    ],
)
def test_slips_are_understood(spelling: Spelling, typed: str, meant: list[str]) -> None:
    assert spelling.corrections(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Aufenthaltsgestattung",
        "AufenthG § 25",
        "Hundesteuer",
        "Pass",
        "Reisepassgestattung",
        "",
        "Ausländern",
    ],
)
def test_what_is_right_short_or_unlike_anything_is_left_alone(spelling: Spelling, typed: str) -> None:
    assert spelling.corrections(typed) == []


def test_another_first_letter_makes_another_word(spelling: Spelling) -> None:
    assert spelling.corrections("unbekannter Inländer") == []


def test_it_follows_the_documents() -> None:
    texts: list[str] = []
    spelling = Spelling(lambda: texts, lambda: len(texts))
    assert spelling.corrections("Reisepaas") == []
    texts += ["Der Reisepass.", "Ein Reisepass."]
    assert spelling.corrections("Reisepaas") == ["Reisepass"]
