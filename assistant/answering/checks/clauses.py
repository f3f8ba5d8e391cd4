"""Cuts German sentences into clauses, and tells what each is: a condition, an exception, a main clause."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.answering.checks.wording import substance, unsupported

_BRACKETS = re.compile(r"\s*\((?!EU|EG)[^()]*(?:\([^()]*\)[^()]*)*\)")
_BREAK = re.compile(
    r"\s*:\s+|\s*,\s+(?!\d)|\s+[–-]\s+|"
    r"\s+(?=(?:es sei denn|sofern|soweit|sobald|solange|außer|wenn)\s)"
)
_CONDITION = re.compile(
    r"^(?:und |oder |aber |auch |nur |erst |dies gilt |jedoch |selbst )*(?:auch dann |dann )?"
    r"(wenn|falls|sofern|soweit|solange|sobald|bevor|nachdem|ehe|bis|ohne dass|indem|während|insoweit|es sei denn|"
    r"außer|ausgenommen|(?:aber|jedoch) nicht|nicht aber|mit ausnahme)\b",
    re.I,
)
_RELATIVE = re.compile(
    r"^(?:(?:in|an|auf|bei|für|mit|nach|von|zu|aus|durch|über|unter|gegen) )?"
    r"(der|die|das|dem|den|denen|dessen|deren|welche[rsnm]?)\s.*\w+(?:t|en|at|ist|sind|ann|arf|rd|uss|oll|en)\W*$"
)
_EXCEPTION = re.compile(r"\b(es sei denn|außer|ausgenommen|mit ausnahme|aber nicht|jedoch nicht|nicht aber)\b", re.I)
_VERB_FIRST = re.compile(
    r"^(ist|sind|war|waren|hat|haben|hatte|wird|werden|wurde|wurden|liegt|liegen|besteht|bestehen|gibt|kann|können|"
    r"darf|muss|soll|stellt|stellen|nimmt|läuft|lässt|endet|regelt|teilt|stimmt|verletzt|beantragt|erfüllt|reist|"
    r"erteilt|wünscht|kommt|fehlt|fehlen|handelt|hält|verlangt|wechselt|verliert|erhält|geht|steht|ergibt)\b",
    re.I,
)


class Binding(StrEnum):
    """What a clause is to the one beside it."""

    MAIN = "main"
    CONDITION = "condition"
    EXCEPTION = "exception"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as it is written, its words of substance, and in which part between semicolons it stands."""

    text: str
    binding: Binding
    words: tuple[str, ...]
    group: int = 0


def without_asides(text: str) -> str:
    """Take out what stands in brackets (the §§, "Beispiel") and does not bear on what is said."""
    return _BRACKETS.sub("", text)


def clauses(text: str) -> list[Clause]:
    """Cut a sentence into clauses, in order; enumerations may fall into pieces without a verb.

    >>> [clause.binding.value for clause in clauses("Die Frist endet, wenn der Ausländer ausreist.")]
    ['main', 'condition']
    """
    return [
        clause
        for group, part in enumerate(re.split(r";\s+", without_asides(text)))
        for clause in _clauses_of(part, group)
    ]


def _clauses_of(text: str, group: int) -> list[Clause]:
    parts = [part.strip(" .!") for part in _BREAK.split(text) if part and part.strip(" .!")]
    found: list[Clause] = []
    lead = ""
    for position, part in enumerate(parts):
        words = tuple(substance(part))
        if words:
            binding = _binding(part, first=position == 0, last=position == len(parts) - 1)
            found.append(Clause(lead + part, binding, words, group))
            lead = ""
        else:  # "Dies gilt nicht", "es sei denn" bear on what follows
            lead += f"{part} "
    if lead and found:
        found[-1] = replace(found[-1], text=f"{found[-1].text} {lead.strip()}")
    return found


def _binding(part: str, *, first: bool, last: bool) -> Binding:
    if _EXCEPTION.search(part) and not (first and last):
        return Binding.EXCEPTION
    if _CONDITION.match(part) or (first and not last and _VERB_FIRST.match(part)):
        return Binding.CONDITION
    if not first and _RELATIVE.match(part):
        return Binding.RELATIVE
    return Binding.MAIN


def coverage(wanted: Clause, there: tuple[str, ...]) -> float:
    """Return which share of a clause's words has a counterpart in a text (1.0 for a clause without words)."""
    words = tuple(dict.fromkeys(wanted.words))
    return 1 - len(unsupported(words, there)) / len(words) if words else 1.0


def counterpart(clause: Clause, others: list[Clause]) -> Clause | None:
    """Return the clause among `others` that says most of the same; None when none shares a word."""
    best = max(others, key=lambda other: (coverage(clause, other.words), coverage(other, clause.words)), default=None)
    return best if best is not None and coverage(clause, best.words) > 0 else None
