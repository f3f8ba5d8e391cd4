"""Figures keep their frame, denials their noun, "and" its sides; opposites and denials undo each other."""

import pytest

from assistant.answering.checks.frames import denials_moved, figures_reframed, figures_reordered, joinings_changed
from assistant.answering.checks.novelty import Added, added, concedes_anew, heads_lost, new_universals
from assistant.answering.checks.order import subjects_exchanged
from assistant.answering.checks.parity import opposites, same_parity
from assistant.answering.checks.slots import in_one_spelling


@pytest.mark.parametrize(
    ("statement", "source", "same"),
    [
        ("Die Person verliert ihr Recht nicht.", "Die Person behält ihr Recht.", True),
        ("Die Person verliert ihr Recht.", "Die Person behält ihr Recht.", False),
        ("Die Abholung ist nicht zumutbar.", "Die Abholung ist unzumutbar.", True),
        ("Mit der Ausreise erlischt die Pflicht.", "Mit der Ausreise entsteht die Pflicht.", False),
    ],
)
def test_opposites_count_as_denials(statement: str, source: str, *, same: bool) -> None:
    assert same_parity(statement, source) is same


def test_a_word_that_the_source_holds_is_no_opposite() -> None:
    assert opposites("Der Beginn gilt.", "Beginn und Ende gelten.") == []


def test_figures_keep_their_frame_and_their_order() -> None:
    source = "Bis zum 24. Lebensjahr kostet er 38 Euro, nach 2 Jahren 70 Euro."
    assert figures_reframed("Ab dem 24. Lebensjahr kostet er 38 Euro.", source) == 1
    assert figures_reframed("Bis 24 kostet er 38 Euro.", source) == 0
    assert figures_reordered("Er kostet 70 und dann 38 Euro.", source)


def test_what_is_denied_and_what_is_joined_stays_so() -> None:
    source = "Nötig ist die Schriftform, aber keine Begründung."
    assert denials_moved("Nötig ist die Begründung, aber keine Schriftform.", source) == 1
    assert joinings_changed("Pass oder Lichtbild sind vorzulegen.", "Pass und Lichtbild sind vorzulegen.") == 1


def test_the_subject_stays_the_subject() -> None:
    assert subjects_exchanged("Die Pflicht hemmt die Duldung.", "Die Duldung hemmt die Pflicht.") == 1
    assert subjects_exchanged("Die Duldung hemmt die Pflicht.", "Die Duldung hemmt die Pflicht.") == 0


def test_what_is_new_is_told_by_its_kind() -> None:
    found = added("Der strenge Beamte antwortet nur online im Ernstfall.", "Der Beamte entscheidet.")
    assert found == Added(nouns=1, modifiers=1, adverbs=1, verbs=1)
    assert new_universals("Jede Person zahlt immer.", "Die Person zahlt.") == 2
    assert concedes_anew("Er zahlt, auch wenn er ausreist.", "Er zahlt, wenn er einreist.")
    assert heads_lost("Das trägt der Ausländer.", "Das trägt die Ausländerbehörde.") == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nach dem Asylgesetz", "nach dem AsylG"),
        ("dreitausend Euro", "3000 Euro"),
        ("60 vom Hundert", "60 %"),
        ("die Absätze 1 und 3", "die Absatz 1 und Absatz 3"),
        ("im Fünfjahreszeitraum", "im Zeitraum von Fünf Jahren"),
    ],
)
def test_exact_slots_have_one_spelling(one: str, other: str) -> None:
    assert in_one_spelling(one) == in_one_spelling(other)
