"""All checks of a statement against one cited sentence, by name: absolute ones, and those weighed together."""

from collections.abc import Sequence

from assistant.answering.checks.canonical import canonical
from assistant.answering.checks.cited import Cited
from assistant.answering.checks.figures import deadlines_are_kept, figures_stand_there
from assistant.answering.checks.form import is_whole
from assistant.answering.checks.judging import Follows, is_worth_reading, objections
from assistant.answering.checks.names import strange_names
from assistant.answering.checks.novelty import share_added
from assistant.answering.checks.support import by_likeness, is_similar, pieces

ADDITION = "addition"
MOST_ADDED = 0.6
"""Share of words without counterpart from which a statement is about something else."""
NEAREST = 3
"""Sentences, most alike first, against which a statement is checked."""
NEAREST_READ = 2
"""The same where a reader reads each of them, for a second or two."""


def failed(statement: str, cited: Cited, follows: Follows | None = None) -> tuple[str, ...]:
    """Return the names of the checks that a statement fails against one sentence; empty when it holds.

    Form, figures, deadlines and names are absolute; the others are weighed together, with what `follows` says. New
    words, however many, are absolute only where nobody has read both: a free restatement has its own.
    """
    found = vetoes(statement, cited)
    told, there = in_one_spelling(statement, cited)
    reading = None
    if follows is not None and found in ((), (ADDITION,)) and is_worth_reading(told, there):
        reading = follows(statement, cited)
    if found and reading is None:
        return found
    return objections(told, there, reading)


def vetoes(statement: str, cited: Cited) -> tuple[str, ...]:
    """Return the absolute checks that a statement fails; one is enough to withhold it."""
    if not is_whole(statement, cited.text):
        return ("form",)
    told, there = in_one_spelling(statement, cited)
    fails = {
        "figure": not figures_stand_there(told, there.text, there.context),
        "deadline": not deadlines_are_kept(told, there.text),
        ADDITION: share_added(told, there.text, there.context) > MOST_ADDED,
        "name": bool(strange_names(told, there.text, there.context)),
    }
    return tuple(name for name, found in fails.items() if found)


def in_one_spelling(statement: str, cited: Cited) -> tuple[str, Cited]:
    """Return a statement and what it rests on in the spelling in which they are compared."""
    return canonical(statement), Cited(cited.number, canonical(cited.text), canonical(cited.context))


def carrying(
    statement: str, candidates: Sequence[Cited], numbers: Sequence[int] = (), follows: Follows | None = None
) -> Cited | None:
    """Return the unit that carries the whole statement best; None when no single one does.

    Of units that carry it alike the one whose number is among `numbers` is taken.
    """
    first = [unit for unit in candidates if unit.number in numbers]
    cut = [
        (piece, unit)
        for unit in [*first, *(unit for unit in candidates if unit not in first)]
        for piece in pieces(unit)
    ]
    unit_of = {id(piece): unit for piece, unit in cut}
    nearest = NEAREST if follows is None else NEAREST_READ
    for piece in by_likeness(statement, [piece for piece, _ in cut])[:nearest]:
        if not failed(statement, piece, follows):
            return unit_of[id(piece)]
    return None


def reasons(statement: str, candidates: Sequence[Cited]) -> tuple[str, ...]:
    """Return the checks that a statement fails against the sentence most like it; "nothing similar" without any."""
    nearest = by_likeness(statement, [piece for unit in candidates for piece in pieces(unit)])[:1]
    if not nearest or not is_similar(statement, nearest[0]):
        return ("nothing similar",)
    return failed(statement, nearest[0])
