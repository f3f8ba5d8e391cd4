"""Check: conditions, exceptions and restricting phrases of what is repeated are kept, and none is turned round."""

import re

from assistant.answering.checks.clauses import Binding, Clause, clauses, counterpart, coverage
from assistant.answering.checks.wording import substance, unsupported

_CONCESSION = re.compile(
    r"\b(?:auch (?:dann|wenn|bei|falls)|selbst (?:wenn|dann|bei)|obwohl|obgleich|trotz|unabhängig|ungeachtet|"
    r"egal)\b",
    re.I,
)
_CONCEDED = re.compile(r"\bauch (?:nicht )?(?:durch|bei|für|mit|ohne|nach|in|auf|trotz)\b", re.I)
_EXCEPTION = re.compile(r"\b(?:es sei denn|außer|ausgenommen|mit ausnahme|aber nicht|jedoch nicht|nicht aber)\b", re.I)
_TIMES = (
    ("before", re.compile(r"\b(?:bevor|ehe)\b", re.I)),
    ("until", re.compile(r"^\W*bis\b(?! zu)", re.I)),
    ("without", re.compile(r"\bohne dass\b", re.I)),
)
_PHRASE = re.compile(
    r"\b(?i:bei|beim|trotz|während|wegen|im Falle?|in den Fällen|auf|für|zur|zum|aus|unter|durch|in)\s+"
    r"(?:[a-zäöüß][\w-]*\s+){0,4}?(?P<noun>[A-ZÄÖÜ][\w-]+)"
)
_KEPT_CONDITION = 0.6
_USED_MAIN = 0.4
_KEPT_OF_MAIN = 0.4
_USED_PART = 0.34
_SHORT_RELATIVE = 1
"""Words of a relative clause that only explains ("auf das sie sich beziehen")."""
_WHOLE_PART = 2
"""Words that a part of a joint condition has at least; fewer are a list's item."""
_JOINED = re.compile(r"([A-ZÄÖÜ][\w-]+)(?:,| und| oder| sowie) (?:[a-zäöüß]+ ){0,3}([A-ZÄÖÜ][\w-]+)")
_AND = r"\b(?:und|oder|sowie)\b"


def conditions_are_kept(statement: str, cited: str) -> bool:
    """Tell whether every condition and exception on what the statement repeats is told with it."""
    told = tuple(substance(statement))
    there = clauses(cited)
    groups = {clause.group for clause in there if coverage(clause, told) >= _USED_MAIN and clause.words}
    bound = [clause for clause in there if clause.group in groups and clause.binding is not Binding.MAIN]
    return all(_is_told(clause, told) for clause in bound) and _keeps_phrases(told, there)


def conditions_are_not_turned(statement: str, cited: str) -> bool:
    """Tell whether no condition became a consequence, a concession, or the opposite of an exception."""
    if len(_CONCESSION.findall(statement)) + len(_CONCEDED.findall(statement)) > len(_CONCESSION.findall(cited)) + len(
        _CONCEDED.findall(cited)
    ) and _CONCESSION.search(statement):
        return False
    if bool(_EXCEPTION.search(statement)) != bool(_EXCEPTION.search(cited)) and _EXCEPTION.search(
        statement if _EXCEPTION.search(statement) else _repeated(statement, cited)
    ):
        return False
    return all(_keeps_direction(clause, cited) for clause in clauses(statement))


def _repeated(statement: str, cited: str) -> str:
    told = tuple(substance(statement))
    return " , ".join(clause.text for clause in clauses(cited) if coverage(clause, told) >= _KEPT_CONDITION)


def _keeps_direction(clause: Clause, cited: str) -> bool:
    there = clauses(cited)
    match = counterpart(clause, there)
    if match is None:
        return True
    for _, pattern in _TIMES:
        if (
            bool(pattern.search(clause.text)) != bool(pattern.search(match.text))
            and Binding.CONDITION
            in (
                clause.binding,
                match.binding,
            )
            and clause.binding is match.binding
        ):
            return False
    return not _is_turned(clause, match, there)


def _is_turned(clause: Clause, match: Clause, there: list[Clause]) -> bool:
    """Tell whether a clause states a condition as a fact, or makes what follows from it the condition."""
    conditional = any(other.binding is Binding.CONDITION for other in there)
    if not conditional or {clause.binding, match.binding} != {Binding.MAIN, Binding.CONDITION}:
        return False
    if coverage(match, clause.words) < _KEPT_CONDITION:
        return False
    if clause.binding is Binding.MAIN:  # "bei bestellter Vertretung …" tells both in one clause
        return not any(
            other.binding is Binding.MAIN and coverage(other, clause.words) >= _KEPT_CONDITION for other in there
        )
    return not re.match(r"(?:wer|für wen)\b", clause.text, re.I)


def _is_told(clause: Clause, told: tuple[str, ...]) -> bool:
    """One of alternatives is enough; all parts of a joint condition are needed."""
    if clause.binding is Binding.RELATIVE and len(set(clause.words)) <= _SHORT_RELATIVE:
        return True
    if coverage(clause, told) >= _KEPT_CONDITION:
        return not _leaves_out_a_part(clause, told)
    alternatives = [tuple(substance(part)) for part in re.split(r"\s+oder\s+", clause.text)]
    return len(alternatives) > 1 and any(
        words and len(unsupported(words, told)) / len(words) <= 1 - _KEPT_CONDITION for words in alternatives
    )


def _leaves_out_a_part(clause: Clause, told: tuple[str, ...]) -> bool:
    """Tell whether one of two conditions joined by "and" is missing; things in a list may be."""
    texts = re.split(r"\s+und\s+", clause.text)
    parts = [tuple(substance(text)) for text in texts if text.rsplit(" ", 1)[-1][:1].islower()]
    return any(len(words) >= _WHOLE_PART and 2 * len(unsupported(words, told)) > len(words) for words in parts)


def _is_repeated(part: str, told: tuple[str, ...]) -> bool:
    """Of things joined by "and" some may be left out, with what belongs to them."""
    words = substance(part)
    return bool(words) and 1 - len(unsupported(words, told)) / len(words) >= _USED_PART


def _keeps_phrases(told: tuple[str, ...], there: list[Clause]) -> bool:
    for clause in there:
        if clause.binding is Binding.MAIN and coverage(clause, told) >= _KEPT_OF_MAIN:
            repeated = " ".join(part for part in re.split(_AND, clause.text) if _is_repeated(part, told))
            nouns = [match["noun"] for match in _PHRASE.finditer(repeated)]
            needed = [noun.lower() for noun in nouns if not _has_a_told_sibling(noun, clause.text, told)]
            if unsupported([word for noun in needed for word in substance(noun)], told):
                return False
    return True


def _has_a_told_sibling(noun: str, text: str, told: tuple[str, ...]) -> bool:
    """Tell whether a noun is one of several joined ones of which the statement tells another."""
    pairs = _JOINED.findall(text)
    siblings = [other for pair in pairs if noun in pair for other in pair if other != noun]
    return any(not unsupported(substance(other), told) for other in siblings)
