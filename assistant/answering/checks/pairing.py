"""Puts the clauses of a statement beside those of the cited sentence that they repeat."""

from collections.abc import Sequence

from assistant.answering.checks.clauses import Clause, clauses, counterpart, coverage

_REPEATED = 0.6
"""A clause counts as repeated when this share of its words stands in the statement."""


def paired(statement: str, cited: str) -> list[tuple[str, str]]:
    """Return pairs of texts that say the same: clause by clause, or one pair when a statement is built otherwise."""
    told, there = clauses(statement), clauses(cited)
    groups, used = _groups(told, there)
    if len(used) != len(told) and len(groups) < len(told):
        return [(" , ".join(clause.text for clause in told), " , ".join(there[place].text for place in sorted(used)))]
    return groups


def _groups(told: Sequence[Clause], there: list[Clause]) -> tuple[list[tuple[str, str]], set[int]]:
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
        match = counterpart(clause, list(told))
        if match is not None and coverage(clause, words) >= _REPEATED:
            used.add(position)
            join(told.index(match), len(told) + position)
    return [_texts(told, there, group, mark, used) for mark in dict.fromkeys(group[: len(told)])], used


def _texts(
    told: Sequence[Clause], there: Sequence[Clause], group: Sequence[int], mark: int, used: set[int]
) -> tuple[str, str]:
    ours = [clause.text for position, clause in enumerate(told) if group[position] == mark]
    theirs = [
        clause.text for position, clause in enumerate(there) if position in used and group[len(told) + position] == mark
    ]
    return " , ".join(ours), " , ".join(theirs)
