"""Authorities, titles, abbreviations and quoted names are those of the source."""

import pytest

from assistant.answering.checks.names import strange_names

SOURCE = (
    "Die Ausländerbehörde erteilt die Duldung mit dem Zusatz „Person mit ungeklärter Identität“ und bestellt den eAT."
)


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("Die Behörde bestellt den eAT.", []),
        ("Die Ausländerbehörden erteilen Duldungen.", []),
        ("Die Meldebehörde bestellt den eAT.", ["Meldebehörde"]),
        ("Die Ausländerbehörde erteilt die Aufenthaltsgestattung.", ["Aufenthaltsgestattung"]),
        ("Die Ausländerbehörde fragt das AZR ab.", ["AZR"]),
        ("Die Duldung trägt den Zusatz „Identität geklärt“.", ["Identität geklärt"]),
    ],
)
def test_strange_names_are_found(statement: str, names: list[str]) -> None:
    assert strange_names(statement, SOURCE) == names
