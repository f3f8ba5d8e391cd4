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
_WHO = re.compile(r"^(?:auch |nur )?wer\b", re.I)
_FIRST_VERB = re.compile(r"^[A-Za-zÄÖÜäöüß]{2,}(?:t|en|et|te|ten)$")
_NOT_A_VERB = re.compile(
    r"^(?:den|denen|eine[nmr]?|keine[nmr]?|diese[nmr]?|jede[nmr]?|alle[nmr]?|mit|seit|nicht|unter|gegen|zwischen|neben|"
    r"bereits|selbst|zunächst|erst|innen|außen|hinten|mitten|jetzt|damit|somit)$",
    re.I,
)
_MAIN_FOLLOWS = re.compile(r"^(?:so |dann )?[a-zäöüß]+(?:t|en|te|ten|st|d|f|ss|ß|ann|arf|oll|ist|war|ing|ab)\b")
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
    parts = _whole([part.strip(" .!") for part in _BREAK.split(text) if part and part.strip(" .!")])
    found: list[Clause] = []
    lead = ""
    for position, part in enumerate(parts):
        words = tuple(substance(part))
        if words:
            following = parts[position + 1] if position + 1 < len(parts) else ""
            binding = _binding(part, following, first=position == 0)
            found.append(Clause(lead + part, binding, words, group))
            lead = ""
        else:  # "Dies gilt nicht", "es sei denn" bear on what follows
            lead += f"{part} "
    if lead and found:
        found[-1] = replace(found[-1], text=f"{found[-1].text} {lead.strip()}")
    return found


def _whole(parts: list[str]) -> list[str]:
    """Join what a comma in a list has parted: a subordinate clause ends with its verb, an adjective has its noun."""
    joined: list[str] = []
    for part in parts:
        if joined and _is_open(joined[-1], part):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


def _is_open(before: str, part: str) -> bool:
    last = before.rsplit(" ", 1)[-1]
    ending = re.search(r"e[nmrs]?$", last)
    if last[:1].islower() and ending and re.match(rf"[a-zäöüß]+{ending[0]}\b(?: (?:und|oder) \w+)* [A-ZÄÖÜ]", part):
        return True
    return bool(_CONDITION.match(before)) and last[:1].isupper() and not _MAIN_FOLLOWS.match(part)


def _binding(part: str, following: str, *, first: bool) -> Binding:
    if _EXCEPTION.search(part) and not (first and not following):
        return Binding.EXCEPTION
    if _CONDITION.match(part) or _WHO.match(part) or (first and following and _is_inverted(part, following)):
        return Binding.CONDITION
    if not first and _RELATIVE.match(part):
        return Binding.RELATIVE
    return Binding.MAIN


def _is_inverted(part: str, following: str) -> bool:
    """Tell whether a clause is a condition without "wenn": its verb comes first, and a main clause's verb follows."""
    if _VERB_FIRST.match(part):
        return True
    first = part.split(" ", 1)[0]
    return bool(_FIRST_VERB.match(first) and not _NOT_A_VERB.match(first) and _MAIN_FOLLOWS.match(following))


def coverage(wanted: Clause, there: tuple[str, ...]) -> float:
    """Return which share of a clause's words has a counterpart in a text (1.0 for a clause without words)."""
    words = tuple(dict.fromkeys(wanted.words))
    return 1 - len(unsupported(words, there)) / len(words) if words else 1.0


def counterpart(clause: Clause, others: list[Clause]) -> Clause | None:
    """Return the clause among `others` that says most of the same; None when none shares a word."""
    best = max(others, key=lambda other: (coverage(clause, other.words), coverage(other, clause.words)), default=None)
    return best if best is not None and coverage(clause, best.words) > 0 else None
