"""Tells which gold entries of a question a passage is."""

from collections.abc import Sequence
from enum import StrEnum

from evals.case import Case, Gold
from evals.metrics.gains import Matches, Wanted
from evals.metrics.plain_text import stands_in
from knowledge_base.document import Document, Passage
from knowledge_base.index import Hit
from knowledge_base.law_names import canonical_law, section_number


class Level(StrEnum):
    """How exactly a statute must be hit; other documents are always hit by the passage."""

    SECTION = "section"
    ABSATZ = "absatz"


def wanted(case: Case) -> Wanted:
    """Return what a ranking for this question is measured against."""
    return Wanted(len(case.gold), tuple(entry.instead_of for entry in case.also_acceptable))


def match(case: Case, hits: Sequence[Hit], level: Level) -> list[Matches]:
    """Return for each hit the gold entries and stand-ins that it is."""
    return [
        Matches(
            frozenset(_entries(case.gold, hit, level)),
            frozenset(_entries(case.also_acceptable, hit, level)),
        )
        for hit in hits
    ]


def is_right(case: Case, hit: Hit) -> bool:
    """Tell whether a hit is any gold or acceptable entry, statutes to the §."""
    return any(is_at(entry, hit.passage, hit.document) for entry in (*case.gold, *case.also_acceptable))


def is_at(gold: Gold, passage: Passage, document: Document, level: Level = Level.SECTION) -> bool:
    """Tell whether a passage is the place that a gold entry names."""
    if gold.is_statute:
        return _is_in_statute(gold, passage, level)
    if document.source != gold.document and not document.source.endswith("/" + gold.document):
        return False
    return (not gold.contains or stands_in(gold.contains, passage.text)) and gold.locator in passage.locator.label


def _is_in_statute(gold: Gold, passage: Passage, level: Level) -> bool:
    place = passage.locator
    if not place.law or not place.section or canonical_law(place.law) != canonical_law(gold.law):
        return False
    if section_number(place.section) != section_number(gold.section):
        return False
    return level is Level.SECTION or not gold.absatz or (place.absatz or "").lower() == gold.absatz.lower()


def _entries(entries: Sequence[Gold], hit: Hit, level: Level) -> list[int]:
    return [number for number, gold in enumerate(entries) if is_at(gold, hit.passage, hit.document, level)]
