"""Statements and sources are compared in one spelling; "and" and "or" do not change places."""

import pytest

from assistant.answering.checks.canonical import canonical
from assistant.answering.checks.joining import joined_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("binnen zwei Wochen", "binnen 14 Tagen"),
        ("ein halbes Jahr", "6 Monaten"),
        ("das achtzehnte Lebensjahr", "das 18. Lebensjahr"),
        ("nicht länger als drei Tage", "höchstens 3 Tage"),
        ("Sie legt die Dauer fest und bestellt die Karte.", "Sie festlegt die Dauer und bestellt die Karte."),
    ],
)
def test_two_ways_to_say_it_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_a_preposition_inside_a_sentence_stays_where_it_is() -> None:
    assert canonical("Der Antrag ist vor Ablauf zu stellen.") == "Der Antrag ist vor Ablauf zu stellen."


@pytest.mark.parametrize(("joining", "holds"), [("und", True), ("oder", False)])
def test_what_is_needed_together_is_no_alternative(joining: str, *, holds: bool) -> None:
    source = "Vorzulegen sind der Pass, ein Lichtbild und der Mietvertrag."
    assert joined_alike(f"Vorzulegen sind der Pass, ein Lichtbild {joining} der Mietvertrag.", source) is holds
