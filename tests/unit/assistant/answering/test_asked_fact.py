"""What exact fact is asked for, and whether a text holds it."""

import pytest

from assistant.answering.asked_fact import asked_fact, today_missing


@pytest.mark.parametrize(
    ("question", "without", "holding"),
    [
        ("Welche Telefonnummer hat die Kasse?", "Die Kasse ist im Erdgeschoss.", "Kasse: Tel. 0123 45678"),
        ("Wie lautet die E-Mail der Leitstelle?", "Die Leitstelle öffnet um 8 Uhr.", "leitstelle@stadt.example"),
        ("In welchem Zimmer sitzt sie? Welches Zimmer?", "Sie arbeitet dort.", "Sie sitzt in Zimmer 12."),
        ("Wann hat das Amt geöffnet?", "Das Amt hilft gern.", "Montag bis Freitag ab 8 Uhr"),
        ("Wie viele Quadratmeter braucht man?", "Die Wohnung muss reichen.", "Nötig sind 12 Quadratmeter je Person."),
        ("Wie viel Euro muss man verdienen?", "Nötig sind 50 Prozent.", "Nötig sind 1.200 Euro."),
        ("Wie hoch ist der Höchstsatz?", "Es gibt einen Satz.", "Er liegt bei 900 Euro."),
        ("Wie viele Seiten hat der Pass?", "Der Pass gilt 10 Jahre.", "Der Pass hat 32 Seiten."),
        ("Wie viele Zeugen braucht es?", "Zwei Wochen später kommen die Zeugen.", "Es braucht zwei Zeugen."),
    ],
)
def test_an_exact_fact_is_held_or_not(question: str, without: str, holding: str) -> None:
    asked = asked_fact(question)
    assert asked is not None
    assert asked.exact
    assert (asked.holds(without), asked.holds(holding)) == (False, True)


@pytest.mark.parametrize(
    ("question", "without", "holding"),
    [
        ("Wie lange gilt der Ausweis?", "Der Ausweis gilt.", "Der Ausweis gilt sechs Jahre."),
        ("Wann erlischt der Titel?", "Der Titel ist ein Klebeetikett.", "Er erlischt, sobald man ausreist."),
        ("Wo meldet man sich an?", "Man meldet sich an.", "Man meldet sich beim Bürgeramt an."),
        ("Wer unterschreibt?", "Es wird unterschrieben.", "Die Teamleitung unterschreibt."),
    ],
)
def test_a_circumstance_may_be_told_in_many_ways(question: str, without: str, holding: str) -> None:
    asked = asked_fact(question)
    assert asked is not None
    assert not asked.exact
    assert (asked.holds(without), asked.holds(holding)) == (False, True)


def test_most_questions_ask_for_no_fact_of_a_kind() -> None:
    assert asked_fact("Darf er mit einer Duldung arbeiten?") is None


def test_how_things_are_now_must_be_said() -> None:
    question = "Wie lange dauert ein Antrag derzeit?"
    assert today_missing(question, "Ein Antrag dauert vier Wochen.")
    assert not today_missing(question, "Ein Antrag dauert derzeit vier Wochen.")
    assert not today_missing("Wie lange dauert ein Antrag?", "Ein Antrag dauert vier Wochen.")
