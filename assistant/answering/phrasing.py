"""Puts an answer together: the quotes, and what the model wrote where it passes every check."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.answer import Statement, Support
from assistant.answering.checks.judging import Follows
from assistant.answering.grounding import Cited, check
from assistant.answering.model_output import Written
from assistant.answering.restating import adds_nothing, keeps_all, with_references


@dataclass(slots=True)
class Draft:
    """An answer under way: the quotes, which checked statements replace or precede, or join at the end.

    `follows` asks a reader whether a statement follows from a sentence, where there is one.
    """

    quotes: Sequence[Statement]
    follows: Follows | None = None
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
        if any(known.text == text and known.support is Support.BELEGT for known in self.statements):
            return []
        verdict = check(text, written.numbers, citable, self.follows)
        if not verdict.holds:
            self.withheld += 1
            return []
        statement = Statement(text, Support.BELEGT, tuple(dict.fromkeys(cited.number for cited in verdict.support)))
        return self._place(statement, {cited.text for cited in verdict.support})

    def _place(self, statement: Statement, rests_on: set[str]) -> list[tuple[int, Statement]]:
        """Put the statement in place of its quotation if it keeps all that this says, else before it, else last.

        What only restates something that is shown anyway has no place: the quotation, or the earlier statement, stays.
        """
        quoted = [
            position
            for position, shown in enumerate(self.statements)
            if shown.support is Support.ZITAT and shown.text in rests_on
        ]
        for position in quoted[:1]:
            quotation = self.statements[position].text
            told = with_references(statement.text, quotation)
            if keeps_all(told, quotation):
                is_list = "\n" in quotation  # easier to read as it stands
                self.statements[position] = replace(statement, text=quotation if is_list else told)
                return [(position, self.statements[position])]
        if any(adds_nothing(statement.text, shown.text) for shown in self.statements):
            return []
        position = quoted[0] if quoted else len(self.statements)
        self.statements.insert(position, statement)
        return list(enumerate(self.statements))[position:]
