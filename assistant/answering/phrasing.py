"""Puts an answer together: the quotes, and what the model wrote where it passes every check."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.answer import Statement, Support
from assistant.answering.checks.wording import substance, unsupported, with_particles
from assistant.answering.figures import figures
from assistant.answering.grounding import Cited, check
from assistant.answering.model_output import Written

MOST_MISSING = 0.1
"""Share of a quotation's words that a statement in its place may leave out; every figure must stay."""


_REFERENCES = re.compile(r"\s*(\((?:§|Art)[^()]*\))(?=\.?$)")


@dataclass(slots=True)
class Draft:
    """An answer under way: the quotes, which checked statements replace or precede, or join at the end."""

    quotes: Sequence[Statement]
    statements: list[Statement] = field(init=False)
    withheld: int = 0

    def __post_init__(self) -> None:
        self.statements = list(self.quotes)

    @property
    def phrased(self) -> bool:
        """Whether any statement of the model passed."""
        return any(statement.support is Support.BELEGT for statement in self.statements)

    def offer(self, written: Written, citable: Sequence[Cited]) -> list[tuple[int, Statement]]:
        """Check what the model wrote; return all positions that change when it holds, else count it as withheld."""
        text = written.text
        verdict = check(text, written.numbers, citable)
        if not verdict.holds:
            self.withheld += 1
            return []
        if any(known.text == text and known.support is Support.BELEGT for known in self.statements):
            return []
        statement = Statement(text, Support.BELEGT, tuple(dict.fromkeys(cited.number for cited in verdict.support)))
        return self._place(statement, {cited.text for cited in verdict.support})

    def _place(self, statement: Statement, rests_on: set[str]) -> list[tuple[int, Statement]]:
        """Put the statement in place of its quotation if it keeps all that this says, else before it, else last."""
        for position, shown in enumerate(self.statements):
            if shown.support is Support.ZITAT and shown.text in rests_on:
                told = with_references(statement.text, shown.text)
                if keeps_all(told, shown.text):
                    self.statements[position] = replace(statement, text=told)
                    return [(position, self.statements[position])]
                self.statements.insert(position, statement)
                return list(enumerate(self.statements))[position:]
        self.statements.append(statement)
        return [(len(self.statements) - 1, statement)]


def with_references(statement: str, quotation: str) -> str:
    """Add the §§ in brackets that end a quotation, so that a statement without them does not stand beside it twice.

    >>> with_references("Die Frist beträgt einen Monat.", "Die Frist beträgt einen Monat (§ 74 VwGO).")
    'Die Frist beträgt einen Monat (§ 74 VwGO).'
    """
    references = _REFERENCES.search(quotation)
    if references is None or figures(references[1]) <= figures(statement) or not statement.endswith("."):
        return statement
    return f"{statement[:-1]} {references[1]}."


def keeps_all(statement: str, quotation: str) -> bool:
    """Tell whether a statement keeps every figure and nearly every word of substance of a quotation."""
    words = set(substance(quotation))
    missing = unsupported(words, with_particles(statement))
    return figures(quotation) <= figures(statement) and len(missing) <= MOST_MISSING * len(words)
