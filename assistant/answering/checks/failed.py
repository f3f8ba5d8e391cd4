"""All checks of a statement against one cited sentence, by name."""

from collections.abc import Callable, Sequence

from assistant.answering.checks.additions import added_words
from assistant.answering.checks.canonical import canonical
from assistant.answering.checks.cited import Cited
from assistant.answering.checks.conditions import conditions_are_kept, conditions_are_not_turned
from assistant.answering.checks.figures import deadlines_are_kept, figures_stand_there
from assistant.answering.checks.form import is_whole
from assistant.answering.checks.joining import joined_alike
from assistant.answering.checks.limits import same_limits
from assistant.answering.checks.mixing import comes_from_one_part
from assistant.answering.checks.modality import same_modality
from assistant.answering.checks.names import strange_names
from assistant.answering.checks.polarity import same_polarity
from assistant.answering.checks.roles import roles_are_kept
from assistant.answering.checks.support import by_likeness, is_similar, pieces

_CHECKS: dict[str, Callable[[str, Cited], bool]] = {
    "figure": lambda statement, cited: figures_stand_there(statement, cited.text, cited.context),
    "deadline": lambda statement, cited: deadlines_are_kept(statement, cited.text),
    "name": lambda statement, cited: not strange_names(statement, cited.text, cited.context),
    "polarity": lambda statement, cited: same_polarity(statement, cited.text),
    "modality": lambda statement, cited: same_modality(statement, cited.text),
    "limit": lambda statement, cited: same_limits(statement, cited.text),
    "condition": lambda statement, cited: (
        conditions_are_kept(statement, cited.text) and conditions_are_not_turned(statement, cited.text)
    ),
    "joining": lambda statement, cited: joined_alike(statement, cited.text),
    "mixing": lambda statement, cited: comes_from_one_part(statement, cited.text, cited.context),
    "role": lambda statement, cited: roles_are_kept(statement, cited.text),
    "addition": lambda statement, cited: not added_words(statement, cited.text, cited.context),
}
NEAREST = 3
"""Sentences, most alike first, against which a statement is checked."""


def failed(statement: str, cited: Cited) -> tuple[str, ...]:
    """Return the names of the checks that a statement fails against one sentence; empty when it holds."""
    if not is_whole(statement, cited.text):
        return ("form",)
    told = canonical(statement)
    there = Cited(cited.number, canonical(cited.text), canonical(cited.context))
    return tuple(name for name, passes in _CHECKS.items() if not passes(told, there))


def carrying(statement: str, candidates: Sequence[Cited], numbers: Sequence[int] = ()) -> Cited | None:
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
    for piece in by_likeness(statement, [piece for piece, _ in cut])[:NEAREST]:
        if not failed(statement, piece):
            return unit_of[id(piece)]
    return None


def reasons(statement: str, candidates: Sequence[Cited]) -> tuple[str, ...]:
    """Return the checks that a statement fails against the sentence most like it; "nothing similar" without any."""
    nearest = by_likeness(statement, [piece for unit in candidates for piece in pieces(unit)])[:1]
    if not nearest or not is_similar(statement, nearest[0]):
        return ("nothing similar",)
    return failed(statement, nearest[0])
