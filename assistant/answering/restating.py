"""Compares a statement of the model with a shown one: does it keep all of it, or add nothing to it?"""

import re

from assistant.answering.checks.wording import substance, unsupported, with_particles
from assistant.answering.figures import figures
from assistant.answering.grounding import Cited, check

MOST_MISSING = 0.1
"""Share of a quotation's words that a statement in its place may leave out; every figure must stay."""
LEAST_RESTATED = 2 / 3
"""Share of a shown statement's words from which another one restates it; one that says less picks something out."""

_REFERENCES = re.compile(r"\s*(\((?:§|Art)[^()]*\))(?=\.?$)")
_BASIS_OF_ROW = re.compile(r"; Rechtsgrundlage: ((?:§|Art)[^;]*)$")
_CELL = re.compile(r"(?:^|; )[^:;.]{1,60}: (?=\S)")
"""The heading of a cell, in a table's row as passages write it ("Amtshandlung: Duldung; Gebühr: 58 Euro")."""


def with_references(statement: str, quotation: str) -> str:
    """Add the §§ that end a quotation, so that a statement without them does not stand beside it twice.

    >>> with_references("Die Frist beträgt einen Monat.", "Die Frist beträgt einen Monat (§ 74 VwGO).")
    'Die Frist beträgt einen Monat (§ 74 VwGO).'
    >>> with_references("Die Duldung kostet 58 Euro.", "Fall: Duldung; Gebühr: 58 Euro; Rechtsgrundlage: § 47 AufenthV")
    'Die Duldung kostet 58 Euro (§ 47 AufenthV).'
    """
    ending, row = _REFERENCES.search(quotation), _BASIS_OF_ROW.search(quotation)
    references = ending[1] if ending else f"({row[1]})" if row else ""
    if not references or figures(references) <= figures(statement) or not statement.endswith("."):
        return statement
    return f"{statement[:-1]} {references}."


def keeps_all(statement: str, quotation: str) -> bool:
    """Tell whether a statement keeps every figure and nearly every word of substance of a quotation.

    Of a table's row the cells count, not their headings: a sentence that says the same is easier to read.
    """
    words = set(substance(_cells(quotation)))
    missing = unsupported(words, with_particles(statement))
    return figures(quotation) <= figures(statement) and len(missing) <= MOST_MISSING * len(words)


def adds_nothing(statement: str, shown: str) -> bool:
    """Tell whether a statement only restates a shown one: its words and figures stand there, and it says no less.

    A caseworker who reads "96 Euro" twice looks for the difference. Not a restatement is what says so little of the
    shown text that it answers more plainly, what joins it with another one, and what it would not carry: a second
    place that denies the first, or allows what it demands, must be seen.
    """
    words = set(substance(statement))
    if unsupported(words, with_particles(shown)) or not figures(statement) <= figures(shown):
        return False
    if len(words) < LEAST_RESTATED * len(set(substance(_cells(shown)))):
        return False
    return check(statement, (), [Cited(1, shown)]).holds


def _cells(text: str) -> str:
    """Return the cells of a table's row without their headings; any other text as it is."""
    row = _BASIS_OF_ROW.sub("", text)
    return _CELL.sub(" ", row).strip() if len(_CELL.findall(row)) > 1 else text
