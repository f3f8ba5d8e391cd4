"""Check: negation, duty, permission and limits are those of the clause in the cited sentence that is repeated."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.answering.checks.clauses import Clause, clauses, counterpart, coverage
from assistant.answering.checks.wording import substance
from assistant.answering.words import tokens

_NEGATIONS = frozenset("nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder".split())
_RELEASES = frozenset("befreit befreiung entfällt entfallen ausgenommen ausgeschlossen verzichtet absehen".split())
_PROHIBITIONS = frozenset("verboten untersagt".split())
_DUTIES = frozenset(
    "muss müssen musste müsste verpflichtet pflicht zwingend erforderlich nötig notwendig bedarf bedürfen brauchen "
    "braucht brauche benötigen benötigt voraus vorausgesetzt voraussetzung verlangt verlangen".split()
)
_PERMISSIONS = frozenset(
    "kann können könnte darf dürfen durfte durften berechtigt gestattet erlaubt zulässig befugt möglich "
    "ermessen".split()
)
_ADVICE = frozenset("soll sollen sollte sollten".split())
_INFINITIVE = r"\b(?:zu \w+e?n|(?:ab|an|auf|aus|bei|ein|fest|hin|mit|nach|vor|weiter)zu\w+e?n)\b"
_TO_DO = re.compile(rf"\b(?:ist|sind|hat|haben)\b[^,]*?{_INFINITIVE}|{_INFINITIVE} (?:ist|sind|hat|haben)\b")
_LIMITS = {
    "only": r"\b(?:nur|ausschließlich|lediglich|allein)\b",
    "at least": r"\b(?:mindestens|wenigstens|zumindest)\b",
    "at most": r"\b(?:höchstens|maximal|längstens|bis zu)\b",
    "latest": r"\bspätestens\b",
    "earliest": r"\bfrühestens\b",
    "usually": r"\b(?:in der regel|grundsätzlich|regelmäßig|meist|meistens)\b",
    "more than": r"\b(?:mehr als|länger als|über (?=\d))",
    "less than": r"\b(?:weniger als|kürzer als|unter (?=\d))",
    "without": r"\bohne\b",
}
_RELATION = re.compile(r"\b(vor|nach|mit|ohne|gegen|für)\s+(?=((?:[\w-]+\s*){1,4}))", re.I)
_OPPOSITE = {"vor": "nach", "nach": "vor", "mit": "ohne", "ohne": "mit", "gegen": "für", "für": "gegen"}
_NUMERALS = frozenset("einem einer eines zwei drei vier fünf sechs sieben acht neun zehn zwölf".split())
_REPEATED = 0.6
"""A clause counts as repeated when this share of its words stands in the statement."""


def same_polarity(statement: str, cited: str) -> bool:
    """Tell whether each clause is as affirmed or denied as its counterpart."""
    return all(_negation_fits(told, there) for told, there in _paired(statement, cited))


def same_modality(statement: str, cited: str) -> bool:
    """Tell whether duty, permission and advice are neither exchanged, added nor dropped."""
    return all(_modality_fits(told, there) for told, there in _paired(statement, cited))


def same_limits(statement: str, cited: str) -> bool:
    """Tell whether only, at least, at most, before, after and the like are those of the cited sentence."""
    if not all(_limits(told) == _limits(there) for told, there in _paired(statement, cited)):
        return False
    there = _relations(cited)
    return all(
        (_OPPOSITE[relation], word) not in there or (relation, word) in there
        for relation, word in _relations(statement)
    )


def _relations(text: str) -> set[tuple[str, str]]:
    return {
        (relation.lower(), word)
        for relation, behind in _RELATION.findall(text)
        for word in [
            word for word in tokens(behind) if word in _NUMERALS or word[0].isdigit() or word in substance(behind)
        ][:2]
    }


def _paired(statement: str, cited: str) -> list[tuple[str, str]]:
    """Put together what each clause, or several at once, of the statement repeats of the cited sentence."""
    told, there = clauses(statement), clauses(cited)
    group = list(range(len(told) + len(there)))

    def join(one: int, other: int) -> None:
        kept, gone = sorted((group[one], group[other]))
        group[:] = [kept if mark == gone else mark for mark in group]

    used: set[int] = set()
    for position, clause in enumerate(told):
        match = counterpart(clause, there)
        if match is not None:
            used.add(there.index(match))
            join(position, len(told) + there.index(match))
    words = tuple(word for clause in told for word in clause.words)
    for position, clause in enumerate(there):
        match = counterpart(clause, told)
        if match is not None and coverage(clause, words) >= _REPEATED:
            used.add(position)
            join(told.index(match), len(told) + position)
    return [_texts(told, there, group, mark, used) for mark in dict.fromkeys(group[: len(told)])]


def _texts(
    told: Sequence[Clause], there: Sequence[Clause], group: Sequence[int], mark: int, used: set[int]
) -> tuple[str, str]:
    ours = [clause.text for position, clause in enumerate(told) if group[position] == mark]
    theirs = [
        clause.text for position, clause in enumerate(there) if position in used and group[len(told) + position] == mark
    ]
    return " , ".join(ours), " , ".join(theirs)


def _negations(text: str) -> int:
    return sum(token in _NEGATIONS | _RELEASES | _PROHIBITIONS for token in tokens(text))


def _negation_fits(told: str, there: str) -> bool:
    if not (set(tokens(told)) | set(tokens(there))) & _RELEASES:
        return _negations(told) == _negations(there)
    decisive = [part for part in told.split(" , ") if set(tokens(part)) & (_DUTIES | _RELEASES | _NEGATIONS)]
    denied = _negations(there) % 2
    return bool(decisive) and all(_negations(part) % 2 == denied for part in decisive)


def _limits(text: str) -> frozenset[str]:
    lower = text.lower()
    return frozenset(name for name, pattern in _LIMITS.items() if re.search(pattern, lower))


def modality(text: str) -> Counter[str]:
    """Count duties, permissions and advice in a text."""
    words = tokens(text)
    found = Counter[str]()
    found["permission"] = sum(word in _PERMISSIONS | _PROHIBITIONS for word in words)
    found["advice"] = sum(word in _ADVICE for word in words)
    found["duty"] = sum(word in _DUTIES for word in words)
    if not found["permission"] and not found["duty"] and _TO_DO.search(text):
        found["duty"] = 1
    return found


def _modality_fits(told: str, there: str) -> bool:
    ours, theirs = modality(told), modality(there)
    if (set(tokens(told)) | set(tokens(there))) & _RELEASES:
        return bool(ours["permission"]) == bool(theirs["permission"]) and ours["advice"] == theirs["advice"]
    return all(bool(ours[kind]) == bool(theirs[kind]) for kind in ("duty", "permission", "advice"))
