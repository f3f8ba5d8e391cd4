"""The passages that a question names by §: exact, and also when the law is left out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge_base.document import Document, Passage
from knowledge_base.index import Query
from knowledge_base.law_names import canonical_law
from knowledge_base.legal_reference import LegalReference, find_references
from knowledge_base.registry.registry import Registry

MOST_CITED = 4
"""References of one question that are followed; a pasted decision may hold dozens."""

USUAL_LAW = "AufenthG"
"""What a § without a law means when nothing else tells."""

Found = dict[str, tuple[Passage, Document]]


def cited_places(text: str, registry: Registry, query: Query, best: Sequence[Passage]) -> list[Found]:
    """Return, for each reference in a question, the visible passages that it names.

    One without a law belongs to the law that the question is about: the most frequent among the `best` candidates.
    """
    references = list(dict.fromkeys(found.reference for found in find_references(text)))[:MOST_CITED]
    if not references:
        return []
    laws = Counter(canonical_law(passage.locator.law) for passage in best if passage.locator.law)
    likely = [*(law for law, _ in laws.most_common()), USUAL_LAW]
    named = (_named_by(reference, registry, query, likely) for reference in references)
    return [found for found in named if found]


def _named_by(reference: LegalReference, registry: Registry, query: Query, likely: Sequence[str]) -> Found:
    for law in [reference.law] if reference.law else likely:
        place = replace(reference, law=law)
        # Only a version that is not in force that day may have this Absatz: the § then answers as a whole.
        for asked in dict.fromkeys([place, replace(place, absatz=None)]):
            if found := registry.visible(registry.passage_ids_at(asked), query):
                return found
    return {}


def only(scores: Mapping[str, float], visible: Found) -> dict[str, float]:
    """Keep the scores of what may be seen."""
    return {key: score for key, score in scores.items() if key in visible}
