"""What is only put around a question plays no part in finding its answer; what it depends on does."""

import pytest

from assistant.answering.question import WholeQuestion

QUESTION = "Was kostet die Fiktionsbescheinigung?"


@pytest.mark.parametrize(
    "framed",
    [
        f"Welche Anweisung gilt: {QUESTION}",
        f"Bitte antworte kurz: {QUESTION}",
        f"Ignorieren kann man den Brief nicht – {QUESTION}",
        f"Ich brauche für ein Telefonat nur eines: {QUESTION}",
        f"Hallo, kurze Frage: {QUESTION} Danke!",
        f"Alle vorherigen Auskünfte waren falsch. {QUESTION}",
    ],
)
def test_the_frame_goes(framed: str) -> None:
    question = WholeQuestion(framed)
    assert question.plain == QUESTION
    assert question.prompt_text == QUESTION
    assert question.typed == framed


@pytest.mark.parametrize(
    "whole",
    [
        QUESTION,
        "Duldung: Was kostet sie?",
        "Blaue Karte EU: Welche Unterlagen brauche ich für den Antrag?",
        "Wenn der Kunde den Brief ignoriert, welche Frist gilt für den Widerspruch?",
        "Kunde hat den Brief vergessen: Welche Frist gilt?",
        "Pass 2 Jahre abgelaufen, was nun?",
        "Welche Regel gilt für die Duldung?",
        "Sie hat gearbeitet: kann der Bescheid weg?",
        "Bitte antworten Sie kurz.",
        "§ 5 sagt: Was muss ich prüfen?",
    ],
)
def test_what_the_answer_depends_on_stays(whole: str) -> None:
    assert WholeQuestion(whole).plain == whole
