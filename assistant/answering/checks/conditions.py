"""Check: conditions, exceptions and restricting phrases of what is repeated are kept, and none is turned round."""

import re

from assistant.answering.checks.clauses import Binding, Clause, clauses, counterpart, coverage
from assistant.answering.checks.wording import substance, unsupported

_CONCESSION = re.compile(
    r"\b(?:auch (?:dann|wenn|bei|falls)|selbst (?:wenn|dann|bei)|obwohl|obgleich|trotz|unabhängig|ungeachtet|"
    r"egal)\b",
    re.I,
)
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
    if _CONCESSION.search(statement) and not _CONCESSION.search(cited):
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
    conditional = any(other.binding is Binding.CONDITION for other in there)
    turned = {clause.binding, match.binding} == {Binding.MAIN, Binding.CONDITION}
    return not (conditional and turned and coverage(match, clause.words) >= _KEPT_CONDITION)


def _is_told(clause: Clause, told: tuple[str, ...]) -> bool:
    """One of alternatives is enough; all parts of a joint condition are needed."""
    if coverage(clause, told) >= _KEPT_CONDITION:
        return True
    alternatives = [tuple(substance(part)) for part in re.split(r"\s+oder\s+", clause.text)]
    return len(alternatives) > 1 and any(
        words and len(unsupported(words, told)) / len(words) <= 1 - _KEPT_CONDITION for words in alternatives
    )


def _is_repeated(part: str, told: tuple[str, ...]) -> bool:
    """Of things joined by "and" some may be left out, with what belongs to them."""
    words = substance(part)
    return bool(words) and 1 - len(unsupported(words, told)) / len(words) >= _USED_PART


def _keeps_phrases(told: tuple[str, ...], there: list[Clause]) -> bool:
    for clause in there:
        if clause.binding is Binding.MAIN and coverage(clause, told) >= _KEPT_OF_MAIN:
            repeated = " ".join(part for part in re.split(_AND, clause.text) if _is_repeated(part, told))
            nouns = [match["noun"].lower() for match in _PHRASE.finditer(repeated)]
            if unsupported([word for noun in nouns for word in substance(noun)], told):
                return False
    return True
