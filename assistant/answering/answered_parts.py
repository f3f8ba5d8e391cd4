"""Which parts of a question are answered: each is judged by the rule for whole questions, by its own evidence.

Measured on evals/cases/two_parts.jsonl, where every part has an answer, and half_answered.jsonl, where one has none:
see docs/decisions/0017-parts-without-an-answer.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.answerability import Signals, is_answerable, probability_answerable
from assistant.answering.evidence import Selection
from knowledge_base.index import Hit

CLEARLY_MISSING = 0.2
"""Below this probability a part is said to have no answer though the question as a whole has one.

Of the questions on which the rule was fitted, 2 to 4 % of the answerable ones lie below, and 37 to 60 % of the
unanswerable (on municipal pages, all at once: 1 and 15 %).
"""
MISSING_ALIKE = 0.3
"""The same where the question as a whole has no answer either; a little below the limit of the rule, where a part that
has an answer was seen."""


@dataclass(frozen=True, slots=True)
class PartEvidence:
    """A part as typed, the passages found for it, what was chosen of them, and its own signals."""

    asked: str
    hits: Sequence[Hit]
    selection: Selection
    signals: Signals


@dataclass(frozen=True, slots=True)
class JudgedParts:
    """The parts that are to be quoted, and those of which it is said that nothing is found."""

    answered: tuple[PartEvidence, ...] = ()
    missing: tuple[PartEvidence, ...] = ()


def judge_parts(whole: Signals, parts: Sequence[PartEvidence]) -> JudgedParts:
    """Part what is answered from what is missing; when all would be missing, the whole question decides alone.

    Where the whole question has an answer, a part must be far from one to be called missing.
    """
    limit = CLEARLY_MISSING if is_answerable(whole) else MISSING_ALIKE
    missing = tuple(part for part in parts if probability_answerable(part.signals) < limit)
    if len(missing) == len(parts):
        return JudgedParts(tuple(parts))
    return JudgedParts(tuple(part for part in parts if part not in missing), missing)


def any_answerable(signals: Iterable[Signals], *, refusal: float | None = None) -> bool:
    """Tell whether the question, or a part of it, can be answered; `refusal` is what the model says of all of it."""
    return any(is_answerable(replace(one, refusal=refusal)) for one in signals)


def as_asked(part: str) -> str:
    """Return a part as it is named in a sentence.

    >>> as_asked("Und was kostet sie für ein Kind?")
    'was kostet sie für ein Kind'
    """
    first, _, rest = part.strip(" ,;:.?!").partition(" ")
    return rest.strip() if first.lower() in {"und", "sowie", "oder"} and rest else f"{first} {rest}".strip()
