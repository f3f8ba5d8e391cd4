"""Negation, duty, permission and limits are neither added, dropped nor exchanged, clause by clause."""

import pytest

from assistant.answering.checks.limits import same_limits
from assistant.answering.checks.modality import same_modality
from assistant.answering.checks.polarity import same_polarity


@pytest.mark.parametrize(
    ("statement", "source", "holds"),
    [
        ("Flüchtlinge sind befreit.", "Flüchtlinge sind von der Gebühr befreit.", True),
        ("Flüchtlinge müssen die Gebühr nicht zahlen.", "Flüchtlinge sind von der Gebühr befreit.", True),
        ("Flüchtlinge müssen die Gebühr zahlen.", "Flüchtlinge sind von der Gebühr befreit.", False),
        ("Flüchtlinge sind nicht von der Gebühr befreit.", "Flüchtlinge sind von der Gebühr befreit.", False),
        ("Der Termin wird angekündigt.", "Der Termin wird nicht angekündigt.", False),
        ("Dies gilt, wenn der Arbeitgeber wechselt.", "Dies gilt nicht, wenn der Arbeitgeber wechselt.", False),
        (
            "Wer nicht erscheint, dessen Antrag wird bearbeitet.",
            "Wer erscheint, dessen Antrag wird nicht bearbeitet.",
            False,
        ),
    ],
)
def test_polarity(statement: str, source: str, *, holds: bool) -> None:
    assert same_polarity(statement, source) is holds


@pytest.mark.parametrize(
    ("statement", "source", "holds"),
    [
        ("Der Titel muss erteilt werden.", "Der Titel kann erteilt werden.", False),
        ("Der Titel wird erteilt.", "Der Titel kann erteilt werden.", False),
        ("Der Titel kann erteilt werden.", "Der Titel soll erteilt werden.", False),
        ("Der Titel muss erteilt werden.", "Der Titel ist zu erteilen.", True),
        ("Die Behörde muss Auskunft geben.", "Die Behörde hat Auskunft zu geben.", True),
        ("Sie dürfen die Akte einsehen.", "Sie können die Akte einsehen.", True),
        ("Das Visum braucht eine Zustimmung.", "Das Visum bedarf der Zustimmung.", True),
    ],
)
def test_modality(statement: str, source: str, *, holds: bool) -> None:
    assert same_modality(statement, source) is holds


@pytest.mark.parametrize(
    ("statement", "source", "holds"),
    [
        ("Die Zustimmung gilt höchstens vier Jahre.", "Die Zustimmung gilt längstens vier Jahre.", True),
        ("Die Zustimmung gilt mindestens vier Jahre.", "Die Zustimmung gilt längstens vier Jahre.", False),
        ("Ein Abruf ist zulässig, wenn er nötig ist.", "Ein Abruf ist nur zulässig, wenn er nötig ist.", False),
        ("Der Antrag ist nach Ablauf zu stellen.", "Der Antrag ist vor Ablauf zu stellen.", False),
        ("Die Frist gilt drei Jahre.", "Die Frist gilt in der Regel drei Jahre.", False),
    ],
)
def test_limits(statement: str, source: str, *, holds: bool) -> None:
    assert same_limits(statement, source) is holds
