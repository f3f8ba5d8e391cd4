"""Has the model phrase an answer and lets through only sentences that pass every check."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from assistant.answering.answer import Statement, Support
from assistant.answering.checks.wording import substance, unsupported, with_particles
from assistant.answering.figures import figures
from assistant.answering.grounding import Cited, check, strip_citations
from assistant.answering.prompting import REFUSAL
from assistant.answering.writer import Token
from knowledge_base.sentences import sentences

MOST_TOKENS = 160
"""Tokens that the model may write; MOST_SENTENCES of German fit."""
MOST_MISSING = 0.1
"""Share of a quotation's words that a statement in its place may leave out; every figure must stay."""
MOST_SENTENCES = 3
"""Sentences that are read from the model; what it writes after them strays from the question."""

_MARK_AFTER_STOP = re.compile(r"([.!?])\s*((?:\[\d+(?:\s*,\s*\d+)*\]\s*)+)")


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

    def offer(self, sentence: str, citable: Sequence[Cited]) -> list[tuple[int, Statement]]:
        """Check a sentence of the model; return all positions that change when it holds, else count it as withheld."""
        text, numbers = strip_citations(sentence)
        if not text or text.startswith(REFUSAL):
            return []
        verdict = check(text, numbers, citable)
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
                if keeps_all(statement.text, shown.text):
                    self.statements[position] = statement
                    return [(position, statement)]
                self.statements.insert(position, statement)
                return list(enumerate(self.statements))[position:]
        self.statements.append(statement)
        return [(len(self.statements) - 1, statement)]


def keeps_all(statement: str, quotation: str) -> bool:
    """Tell whether a statement keeps every figure and nearly every word of substance of a quotation."""
    words = set(substance(quotation))
    missing = unsupported(words, with_particles(statement))
    return figures(quotation) <= figures(statement) and len(missing) <= MOST_MISSING * len(words)


def read_sentences(tokens: Iterator[Token]) -> Iterator[str]:
    """Yield the model's first MOST_SENTENCES, each as soon as the next begins; an empty line ends them."""
    return islice(_all_sentences(tokens), MOST_SENTENCES)


def _all_sentences(tokens: Iterator[Token]) -> Iterator[str]:
    written = ""
    given = 0
    for token in tokens:
        written += token.text
        *complete, tail = _split(written) or [""]
        if tail.startswith("["):  # the mark of the sentence before it is still being written
            complete = complete[:-1]
        yield from complete[given:]
        given = max(given, len(complete))
        if "\n\n" in written.lstrip():
            break
    yield from _split(written)[given:]


def _split(written: str) -> list[str]:
    """Split into sentences; a citation mark after a full stop belongs to the sentence before it."""
    return sentences(_MARK_AFTER_STOP.sub(lambda match: f" {match[2].strip()}{match[1]} ", written.strip()))


def refusal_probability(first: Token) -> float | None:
    """Return the probability that the model refuses, by its first token's alternatives; None when they are not told."""
    if not first.alternatives:
        return None
    return sum(
        probability
        for text, probability in first.alternatives.items()
        if text.strip() and REFUSAL.startswith(text.strip())
    )
