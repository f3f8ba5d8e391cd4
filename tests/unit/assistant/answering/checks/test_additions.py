"""Words without support are named; inflected, derived, joined, parted words and office synonyms have support."""

import pytest

from assistant.answering.checks.additions import added_words


@pytest.mark.parametrize(
    ("statement", "source", "added"),
    [
        ("Der Antrag ist persönlich zu stellen.", "Der Antrag ist zu stellen.", ["persönlich"]),
        ("Die Gebühr kostet 93 Euro.", "Die Gebühr beträgt 93 Euro.", []),
        ("Die Behörde verlängert den Titel.", "Die Verlängerung des Titels obliegt der Ausländerbehörde.", []),
        ("Die Ausreisefrist endet.", "Die Frist zur Ausreise endet.", []),
        ("Die Wirkung wird ausgelöst.", "Der Antrag löst die Wirkung aus.", []),
        ("Die Mitwirkung ist nachzuholen.", "Die Mitwirkung wird nachgeholt.", []),
        ("Der Antrag ist zulässig.", "Der Antrag ist zu stellen.", []),
        ("Der Antrag ist unbegründet.", "Der Antrag ist begründet.", ["unbegründet"]),
    ],
)
def test_additions(statement: str, source: str, added: list[str]) -> None:
    assert added_words(statement, source) == added
