"""Finds the cited sentence that carries a phrased statement; what passes every check is shown as `belegt`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.checks.cited import Cited
from assistant.answering.checks.failed import carrying, reasons
from assistant.answering.checks.judging import Follows

__all__ = ["Cited", "Verdict", "check", "strip_citations"]

_CITATION = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a statement holds, on which cited sentence, and which check it failed (empty when it holds)."""

    holds: bool
    support: tuple[Cited, ...] = ()
    reason: str = ""


def strip_citations(sentence: str) -> tuple[str, tuple[int, ...]]:
    """Take the [n] marks out of a sentence and return it with the numbers, in order.

    >>> strip_citations("Die Gebühr beträgt 93 Euro [1, 2].")
    ('Die Gebühr beträgt 93 Euro.', (1, 2))
    """
    numbers = [int(number) for match in _CITATION.finditer(sentence) for number in match[1].split(",")]
    return _CITATION.sub("", sentence).strip(), tuple(dict.fromkeys(numbers))


def check(
    statement: str, numbers: Sequence[int], candidates: Sequence[Cited], follows: Follows | None = None
) -> Verdict:
    """Check a statement (citations taken out) against what may be cited, and cite what carries it best.

    A number that the model named decides only between equals: an invented one does not count, and a wrong one is
    put right. `follows` asks a reader, where there is one.
    """
    unit = carrying(statement, candidates, numbers, follows)
    if unit is not None:
        return Verdict(True, (unit,))
    return Verdict(False, reason=next(iter(reasons(statement, candidates)), "citation"))
