"""Conditions and exceptions are kept and not turned round; one of alternatives may be left out."""

import pytest

from assistant.answering.checks.conditions import conditions_are_kept, conditions_are_not_turned

SOURCE = "Der Titel wird verlängert, wenn der Lebensunterhalt gesichert ist."
EXCEPTION = "Die Aufenthaltserlaubnis erlischt, es sei denn, der Ausländer hat eine längere Frist beantragt."


@pytest.mark.parametrize(
    ("statement", "source", "holds"),
    [
        ("Ist der Lebensunterhalt gesichert, wird der Titel verlängert.", SOURCE, True),
        ("Der Titel wird verlängert.", SOURCE, False),
        ("Die Aufenthaltserlaubnis erlischt.", EXCEPTION, False),
        (
            "Der Antrag ruht, wenn der Pass fehlt.",
            "Der Antrag ruht, wenn der Pass fehlt oder die Gebühr offen ist.",
            True,
        ),
        ("Schulen geben Auskunft.", "Schulen geben auf Antrag Auskunft.", False),
        ("60 Monate werden verlangt.", "Für Fachkräfte werden 60 Monate verlangt.", False),
    ],
)
def test_conditions_are_kept(statement: str, source: str, *, holds: bool) -> None:
    assert conditions_are_kept(statement, source) is holds


@pytest.mark.parametrize(
    ("statement", "source", "holds"),
    [
        ("Wenn der Lebensunterhalt gesichert ist, wird der Titel verlängert.", SOURCE, True),
        ("Der Titel wird verlängert, auch wenn der Lebensunterhalt gesichert ist.", SOURCE, False),
        ("Der Lebensunterhalt ist gesichert, wenn der Titel verlängert wird.", SOURCE, False),
        ("Die Aufenthaltserlaubnis erlischt, wenn der Ausländer eine längere Frist beantragt hat.", EXCEPTION, False),
        (
            "Nachdem der Titel abläuft, ist der Antrag zu stellen.",
            "Bevor der Titel abläuft, ist der Antrag zu stellen.",
            False,
        ),
    ],
)
def test_conditions_are_not_turned(statement: str, source: str, *, holds: bool) -> None:
    assert conditions_are_not_turned(statement, source) is holds
