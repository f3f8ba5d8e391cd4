"""Who does what to whom is the same in active and passive voice, and noticed when it is swapped."""

import pytest

from assistant.answering.checks.roles import roles_are_kept

SOURCE = "Die Ausländerbehörde unterrichtet den Arbeitgeber."


@pytest.mark.parametrize(
    ("statement", "source", "holds"),
    [
        ("Der Arbeitgeber wird von der Ausländerbehörde unterrichtet.", SOURCE, True),
        ("Den Arbeitgeber unterrichtet die Ausländerbehörde.", SOURCE, True),
        ("Der Arbeitgeber unterrichtet die Ausländerbehörde.", SOURCE, False),
        ("Die Ausländerbehörde wird vom Arbeitgeber unterrichtet.", SOURCE, False),
        ("Das Bundesamt stimmt zu.", "Die Zustimmung des Bundesamts ist nötig.", True),
        ("Der Ausländer erhält den Bescheid.", "Dem Ausländer wird der Bescheid erteilt.", True),
        ("Der Ausländer erteilt den Bescheid.", "Dem Ausländer erteilt die Behörde den Bescheid.", False),
    ],
)
def test_roles(statement: str, source: str, *, holds: bool) -> None:
    assert roles_are_kept(statement, source) is holds
