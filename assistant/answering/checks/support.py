"""Which sentence a statement rests on: cited units are cut into sentences, a list's items each with its lead-in."""

import re
from collections.abc import Sequence

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.wording import substance, unsupported
from knowledge_base.sentences import sentences

_ITEM = re.compile(r"\n\s*(?:[-–•*]|\(?\d{1,2}[a-z]?[.)]|\(?[a-z]{1,2}[.)])\s+")

_NEEDS_ALL = re.compile(r"\b(?:wenn|sofern|soweit|voraussetzungen?|alle|nur|und zwar|zusammen)\b", re.I)
"""A lead-in whose items hold together only."""


def pieces(cited: Cited) -> list[Cited]:
    """Cut a unit into what may carry a statement alone.

    >>> [piece.text for piece in pieces(Cited(1, "Nötig sind:\\n- ein Pass\\n- ein Foto"))]
    ['Nötig sind:\\n- ein Pass\\n- ein Foto', 'Nötig sind: ein Pass', 'Nötig sind: ein Foto']
    """
    lead, *items = _ITEM.split(cited.text)
    if items and lead.rstrip().endswith(":") and not _NEEDS_ALL.search(lead):
        texts = [cited.text, *(f"{lead.rstrip()} {' '.join(item.split())}" for item in items)]
    elif items and lead.rstrip().endswith(":"):
        texts = [cited.text]
    else:
        texts = [" ".join(text.split()) for text in sentences(cited.text)] or [cited.text]
    return [Cited(cited.number, text, cited.context) for text in texts]


def by_likeness(statement: str, candidates: Sequence[Cited]) -> list[Cited]:
    """Order candidates by the share of the statement's words that they hold, the shorter first among equals."""
    words = substance(statement)
    if not words:
        return list(candidates)

    def likeness(cited: Cited) -> tuple[int, int]:
        there = substance(cited.text)
        return -(len(set(words)) - len(unsupported(words, there))), len(there)

    return sorted(candidates, key=likeness)


def is_similar(statement: str, cited: Cited) -> bool:
    """Tell whether a statement and a sentence share any word of substance."""
    words = substance(statement)
    return len(unsupported(words, substance(cited.text))) < len(set(words))
