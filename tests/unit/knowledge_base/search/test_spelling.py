"""Slips lead to the documents' words; what is right, short, or unlike anything is left alone."""

import threading
import time
from collections.abc import Iterator

import pytest

from knowledge_base.search.spelling import Spelling

PATIENCE_SECONDS = 60
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


def test_new_words_are_learnt_while_the_earlier_ones_serve() -> None:
    texts, generation, may_read = ["Verpflichtungserklärung " * 2], [1], threading.Event()
    may_read.set()

    def read() -> Iterator[str]:
        may_read.wait(PATIENCE_SECONDS)
        yield from texts

    spelling = Spelling(read, lambda: generation[0])
    assert spelling.corrections("Verpflichtungserklrung") == ["Verpflichtungserklärung"]
    may_read.clear()
    texts.append("Niederlassungserlaubnis " * 2)
    generation[0] = 2

    meanwhile = spelling.corrections("Verpflichtungserklrung Niederlasungserlaubnis")
    may_read.set()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (later := spelling.corrections("Niederlasungserlaubnis")) and time.monotonic() < deadline:
        time.sleep(0.01)

    assert meanwhile == ["Verpflichtungserklärung"]
    assert later == ["Niederlassungserlaubnis"]
