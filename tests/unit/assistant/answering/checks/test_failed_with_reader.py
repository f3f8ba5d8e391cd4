import pytest

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.failed import ADDITION, NEAREST_READ, carrying, failed, vetoes
from assistant.answering.checks.judging import READING

SOURCE = Cited(1, "Der Ausländer muss die Karte innerhalb von 14 Tagen selbst abholen.", "eAT")
COPY = "Der Ausländer muss die Karte innerhalb von 14 Tagen abholen."
NEAR = "Innerhalb von 14 Tagen muss der Ausländer die Karte abholen."
FREE = "Niemand sonst darf hingehen und das Plastikkärtchen mitnehmen, jeder kommt persönlich vorbei."
HOWS = [(1, "selbst"), (2, "dort"), (3, "persönlich"), (4, "am Schalter")]


class Reading:
    """Says the same of every statement, and notes of which."""

    def __init__(self, log_odds: float | None) -> None:
        self._log_odds = log_odds
        self.read: list[str] = []

    def __call__(self, statement: str, cited: Cited) -> float | None:
        self.read.append(cited.text)
        return self._log_odds


def test_a_reader_can_withhold_what_the_checks_let_through() -> None:
    assert failed(NEAR, SOURCE) == ()
    assert failed(NEAR, SOURCE, Reading(9.0)) == ()
    assert failed(NEAR, SOURCE, Reading(-9.0)) == (READING,)


def test_a_reader_can_carry_what_the_checks_alone_withhold() -> None:
    assert vetoes(FREE, SOURCE) == (ADDITION,)
    assert failed(FREE, SOURCE) == (ADDITION,)
    assert failed(FREE, SOURCE, Reading(None)) == (ADDITION,)
    assert failed(FREE, SOURCE, Reading(9.0)) == ()
    assert failed(FREE, SOURCE, Reading(-9.0))


@pytest.mark.parametrize(
    "statement",
    ["Der Ausländer muss die Karte innerhalb von drei Wochen selbst abholen.", "Nach § 78 AufenthG holt er sie ab."],
)
def test_no_reader_outweighs_a_wrong_figure(statement: str) -> None:
    reader = Reading(99.0)
    assert "figure" in failed(statement, SOURCE, reader)
    assert reader.read == []


def test_near_copies_are_left_to_the_checks() -> None:
    reader = Reading(-99.0)
    assert failed(COPY, SOURCE, reader) == ()
    assert failed("Der Ausländer muss die Karte innerhalb von 14 Tagen nicht selbst abholen.", SOURCE, reader)
    assert reader.read == []


def test_only_the_nearest_are_read() -> None:
    alike = [
        Cited(number, f"Der Ausländer muss die Karte innerhalb von 14 Tagen {how} abholen.") for number, how in HOWS
    ]
    reader = Reading(-9.0)
    assert carrying(NEAR, alike, follows=reader) is None
    assert len(reader.read) == NEAREST_READ
