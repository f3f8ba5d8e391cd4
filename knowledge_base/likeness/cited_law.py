"""Compares the figures of a guide with those of the place in the law that it names for them."""

import re
from collections.abc import Iterator, Sequence

from knowledge_base.legal_reference import LegalReference
from knowledge_base.likeness.facts_in_text import FactKind, facts_in
from knowledge_base.likeness.similar_passages import LikeStatements
from knowledge_base.likeness.statement import Statement
from knowledge_base.likeness.statement_words import unmatched, words_of

_COMPARED = (FactKind.AMOUNT, FactKind.SHARE, FactKind.PERIOD)
"""What a law gives in figures as its guide does; bare numbers count too many other things."""

_COMPUTED = re.compile(
    r"hälfte|doppelt|zuzüglich|zusammen|insgesamt|beispiel|auslagen|ermäßigt|\bstatt\b|ausgangslage", re.I
)
"""Words of sentences whose figures are worked out from the law's or are the office's own."""

SHARED_NOUNS = 0.5
"""Share of a sentence's nouns that its law must name for both to be about the same."""


def cited_place(statement: Statement) -> LegalReference | None:
    """Return the one place in a law that a statement with figures rests on; None when there are several or none."""
    places = {fact.reference for fact in statement.facts if fact.reference}
    has_figures = any(statement.values(kind) for kind in _COMPARED)
    if len(places) != 1 or not has_figures or _COMPUTED.search(statement.text):
        return None
    (place,) = places
    return place if place.law else None


def against_law(
    statement: Statement, place: LegalReference, text: str, *, context: str, whole: Sequence[str]
) -> LikeStatements | None:
    """Tell where a guide's figure is none of those that the named place gives for the same; None when all is well.

    `text` and `context` are of one passage at that place, `whole` are the texts of all passages there.
    """
    heading = words_of(context)
    everywhere = [fact for each in whole for start, end in _items(place, each) for fact in facts_in(each[start:end])]
    for start, end in _items(place, text):
        facts = tuple(facts_in(text[start:end]))
        law = Statement(text[start:end], start, end, facts, words_of(text[start:end], facts), heading)
        for kind in _COMPARED:
            mine, given = statement.values(kind), {fact.value for fact in everywhere if fact.kind is kind}
            if mine and law.values(kind) and not mine & given and _names(law, statement) >= SHARED_NOUNS:
                return LikeStatements(statement, law, _names(law, statement), kind)
    return None


def _items(place: LegalReference, text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the item that is named ("Nr. 8"), or the whole text when none is."""
    if place.nummer is None:
        yield 0, len(text)
        return
    item = re.compile(rf"^[ \t]*{re.escape(place.nummer)}\.[ \t].*?(?=^[ \t]*\d+[a-z]?\.[ \t]|\Z)", re.M | re.S)
    letter = re.compile(rf"^[ \t]*(?:\d+[a-z]?\.[ \t]*)?{place.buchstabe}\)[^\n]*", re.M)
    for match in item.finditer(text):
        narrower = letter.search(text, match.start(), match.end()) if place.buchstabe else match
        if narrower:
            yield narrower.start(), len(text[: narrower.end()].rstrip())


def _names(law: Statement, statement: Statement) -> float:
    """Return the share of a statement's nouns that the law names, in itself or its headings."""
    nouns = statement.words.nouns
    return 1 - len(unmatched(nouns, law.words.nouns | law.about.nouns)) / len(nouns) if nouns else 0.0
