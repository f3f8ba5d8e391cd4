"""Texts that are built to keep a pattern busy: every detector that strangers' words reach is done with them at once."""

from collections.abc import Callable

import pytest

from assistant.answering.framing import without_frame
from assistant.answering.individual_case import decides_a_case, is_about_one_person
from assistant.answering.question import WholeQuestion
from assistant.privacy.mask import mask
from knowledge_base.legal_reference import find_references
from knowledge_base.likeness.facts_in_text import facts_in
from knowledge_base.model_instructions import sentences_to_a_model
from knowledge_base.sentences import sentences
from tests.support.growth import takes_too_long

LONGEST_QUESTION = 2000
SECONDS = 0.3
"""Usual are 0.001 to 0.05. What grows with the square of the length takes seconds."""

REPEATED = (
    *("a", "1", "1 ", "ä", "-", "- ", "@", "a@", "a.a", "(", "[[", ": ", "– ", "  ", "\n", "\u200b"),
    *("§ ", "§§ 1 ", "A. ", "Aa ", "Abs. 1 Satz ", "§ 1 Abs. 1 Nr. 1 Buchst. a ", "1.000.000.000,", "13 Euro "),
    *("DE00 ", "0/", "01.01.", "+49 ", "Nr. ", "Az. ", "A1 ", "a1b2", "Herr ", "Müller-", "von der ", "geb. "),
    *("ignoriere ", "ignor alle ", "Anweisung an die ", "du bist ", "wenn du ", "Antworte ", "zwei Wochen und "),
)
DETECTORS: dict[str, Callable[[str], object]] = {
    "mask": mask,
    "frame": without_frame,
    "plain": lambda text: WholeQuestion(text).plain,
    "one person": is_about_one_person,
    "decides": decides_a_case,
    "references": lambda text: list(find_references(text)),
    "facts": lambda text: list(facts_in(text)),
    "sentences": sentences,
    "orders": sentences_to_a_model,
}


@pytest.mark.parametrize("name", DETECTORS)
def test_a_question_that_is_built_to_take_long_does_not(name: str) -> None:
    detect = DETECTORS[name]
    detect("Was kostet die Duldung?")
    for part in REPEATED:
        text = (part * LONGEST_QUESTION)[: LONGEST_QUESTION - 1] + "!"
        assert not takes_too_long(detect, text, seconds=SECONDS), part


def test_a_document_of_one_line_is_looked_through_in_time() -> None:
    for part in ("a", "bitte ", "ignoriere alle ", "an die KI ", "§§ 1 "):
        text = part * (20_000 // len(part))
        for look in (sentences_to_a_model, DETECTORS["references"]):
            assert not takes_too_long(look, text, seconds=3 * SECONDS), part
