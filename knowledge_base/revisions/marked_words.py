"""Marks which words of a text were removed and which came in."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Mark(StrEnum):
    """What happened to a stretch of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that was kept, added or removed as a whole."""

    mark: Mark
    text: str


def marked_words(before: str, after: str) -> tuple[Stretch, ...]:
    """Mark the words that were removed and added; what lies between two changed words only by a blank goes with them.

    Equal texts are one kept stretch.

    >>> [f"{one.mark}: {one.text}" for one in marked_words("Es kostet 93 Euro.", "Es kostet 100 Euro.")]
    ['kept: Es kostet ', 'removed: 93', 'added: 100', 'kept:  Euro.']
    """
    if before == after:
        return (Stretch(Mark.KEPT, before),)
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        blank = kind == "equal" and gone.isspace() and pieces and b < len(old) and d < len(new)
        if pieces and (blank or (kind != "equal" and pieces[-1][0] != pieces[-1][1])):
            gone, come = pieces[-1][0] + gone, pieces[-1][1] + come
            pieces.pop()
        pieces.append((gone, come))
    return tuple(_stretches(pieces))


def _stretches(pieces: Sequence[tuple[str, str]]) -> Iterator[Stretch]:
    for gone, come in pieces:
        if gone == come:
            yield Stretch(Mark.KEPT, gone)
            continue
        if gone:
            yield Stretch(Mark.REMOVED, gone)
        if come:
            yield Stretch(Mark.ADDED, come)
