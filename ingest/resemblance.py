"""Tells how much of two documents' text is the same, statement by statement."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

MUCH = 0.5
"""Two documents that have this share of their letters in common, counted in the larger one, resemble each other."""

_END_OF_STATEMENT = re.compile(r"\n+|(?<=[.!?:;])\s+")

Statements = frozenset[str]


def statements_of(texts: Iterable[str]) -> Statements:
    """Return the different lines and sentences of a document, white space and capitals evened out."""
    parts = (" ".join(part.split()).casefold() for text in texts for part in _END_OF_STATEMENT.split(text))
    return frozenset(filter(None, parts))


def resembling(text: Statements, others: Mapping[str, Statements]) -> dict[str, float]:
    """Return by key those of the others that resemble a text, each with the share that is the same (0.5 to 1).

    >>> was = statements_of(["Die Gebühr beträgt 93 Euro. Sie ist sofort fällig."])
    >>> resembling(statements_of(["Die Gebühr beträgt 93 Euro. Sie entfällt."]), {"gebuehr.md": was})
    {'gebuehr.md': 0.55...}
    """
    letters = _letters(text)
    found = {}
    for key, other in others.items():
        larger = max(letters, _letters(other))
        share = _letters(text & other) / larger if larger else 0.0
        if share >= MUCH:
            found[key] = share
    return found


def paired_off(likes: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return, of what resembles what, the pairs in which neither side resembles a third.

    >>> paired_off({"neu.md": ["alt.md"], "a.md": ["b.md", "c.md"], "x.md": ["d.md"], "y.md": ["d.md"]})
    {'neu.md': 'alt.md'}
    """
    liked_by = defaultdict(list)
    for one, others in likes.items():
        for other in others:
            liked_by[other].append(one)
    only = {one: found[0] for one, others in likes.items() if len(found := list(others)) == 1}
    return {one: other for one, other in only.items() if len(liked_by[other]) == 1}


def _letters(statements: Statements) -> int:
    return sum(map(len, statements))
