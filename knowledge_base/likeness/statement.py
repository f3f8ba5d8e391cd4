"""Takes a passage apart into its statements: sentences with their facts, their words and what they are about."""

import re
from dataclasses import dataclass

from knowledge_base.legal_reference import LegalReference, find_references
from knowledge_base.likeness.facts_in_text import Fact, FactKind, facts_in
from knowledge_base.likeness.statement_words import StatementWords, words_of
from knowledge_base.sentences import sentence_spans

SHORTEST = 5
"""Words that a statement has at least; shorter ones are headings and labels."""

_NUMBERING = re.compile(r"\s*\(?\d{1,2}[a-z]?[.)]\s+")
_TELLS_WHAT_IS_WRONG = re.compile(r"fehler|irrtum|irrtümer|siehe auch|weitere informationen", re.I)
_LABELLED = re.compile(
    r"(?:Schritt|Zuständig|Davor|Danach|Beginn|Ende|Ergebnis|Entscheidung|Wenn [^:]{1,60}|Benötigte[^:]{1,30}):"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a passage, text[start:end], taken apart.

    `about` are the words of its headings and lead-in, `basis` the places in laws that it names, else its lead-in does.
    """

    text: str
    start: int
    end: int
    facts: tuple[Fact, ...]
    words: StatementWords
    about: StatementWords
    basis: tuple[LegalReference, ...] = ()

    def values(self, kind: FactKind) -> frozenset[str]:
        """Return the facts of one kind."""
        return frozenset(fact.value for fact in self.facts if fact.kind is kind)


def statements_of(text: str, context: str = "") -> list[Statement]:
    """Take a passage apart; labels, headings and questions are left out."""
    if _TELLS_WHAT_IS_WRONG.search(context):
        return []
    heading = words_of(context)
    found: list[Statement] = []
    lead_in = ""
    named_before: tuple[LegalReference, ...] = ()
    for begin, end in sentence_spans(text):
        start = match.end() if (match := _NUMBERING.match(text, begin, end)) else begin
        sentence = text[start:end]
        if sentence.rstrip().endswith(":"):
            lead_in, named_before = sentence, tuple(each.reference for each in find_references(sentence))
            continue
        if sentence.rstrip().endswith("?") or len(sentence.split()) < SHORTEST or _LABELLED.match(sentence):
            continue
        facts = tuple(facts_in(sentence))
        about = words_of(f"{context} {lead_in}") if lead_in else heading
        basis = tuple(fact.reference for fact in facts if fact.reference) or named_before
        found.append(Statement(sentence, start, end, facts, words_of(sentence, facts), about, basis))
    return found
