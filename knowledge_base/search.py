"""Fuses dense, lexical and exact legal references into one ranking of what the asker may see."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from knowledge_base.document import Document, Passage
from knowledge_base.fusion import fuse, give_place
from knowledge_base.index import DenseIndex, Embedder, Hit, LexicalIndex, Query
from knowledge_base.language_guess import is_german
from knowledge_base.law_names import canonical_law
from knowledge_base.legal_reference import LegalReference, find_references
from knowledge_base.register_index import RegisterIndex
from knowledge_base.registry import Registry
from knowledge_base.spelling import Spelling
from knowledge_base.thesaurus import Thesaurus

CANDIDATES = 100
"""How many each side is asked for at first."""

MOST_CANDIDATES = 6400
"""How many it is asked for at most, when too many of the first are hidden from the asker."""

DENSE_WEIGHT = 0.7
LEXICAL_WEIGHT = 0.3
REGISTER_WEIGHT = 0.5
"""How much the office words of the subject register count beside the texts themselves."""

SUGGESTIONS = 40
"""Places of laws that the register may suggest for one question."""

CITED_PLACE = 2
"""Index of the place that a cited § gets at least; not the first, because people cite wrongly, or as context."""

MOST_CITED = 4
"""References of one question that are followed; a pasted decision may hold dozens."""

USUAL_LAW = "AufenthG"
"""What a § without a law means when nothing else tells."""

BEST = 20
"""How many candidates tell which law a question is about."""

Vector = npt.NDArray[np.float32]
Found = dict[str, tuple[Passage, Document]]


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What one question found: visible passages, and their raw scores on each side."""

    visible: Found
    dense: Mapping[str, float]
    lexical: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Suggested:
    """What the register suggests: visible passages and the cosines of their words or questions."""

    visible: Found
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What helps to understand a question: other words, office words for §§, the documents' spelling."""

    thesaurus: Thesaurus
    register: RegisterIndex | None = None
    spelling: Spelling | None = None


class HybridSearch:
    """The product's Search: candidates of both sides, filtered by the registry, fused; cited §§ always among them."""

    def __init__(
        self,
        registry: Registry,
        dense: DenseIndex,
        lexical: LexicalIndex,
        *,
        embedder: Embedder,
        vocabulary: Vocabulary,
    ) -> None:
        self._registry = registry
        self._dense = dense
        self._lexical = lexical
        self._embedder = embedder
        self._thesaurus = vocabulary.thesaurus
        self._register = vocabulary.register
        self._spelling = vocabulary.spelling

    def search(self, query: Query) -> list[Hit]:
        """Return at most `query.limit` hits, best first; none for an empty question."""
        text = " ".join(query.text.encode("utf-8", "ignore").decode().replace("\0", " ").split())
        if not text or query.limit < 1:
            return []
        german = is_german(text)
        long_forms = self._thesaurus.long_forms(text)
        if german and self._spelling is not None:
            long_forms += self._spelling.corrections(text)
        vector = self._embedder.embed_question(" ".join([text, *(f"({form})" for form in long_forms)]))
        words = " ".join([text, *long_forms, *self._thesaurus.other_words(text)]) if german else ""
        candidates = self._candidates(query, vector, words)
        suggested = self._suggested(query, vector)
        return self._ranked(candidates, self._cited(text, query, candidates), suggested, vector)[: query.limit]

    def _suggested(self, query: Query, vector: Vector) -> _Suggested:
        """Return the visible passages that the register suggests, with its cosines."""
        if self._register is None:
            return _Suggested({}, {})
        scores = self._register.suggest_passages(vector, SUGGESTIONS)
        visible = self._registry.visible(scores, query) if scores else {}
        return _Suggested(visible, _only(scores, visible))

    def _candidates(self, query: Query, vector: Vector, words: str) -> _Candidates:
        """Ask both sides, and for more as long as too few of what they find may be seen."""
        enough, count = max(CANDIDATES // 3, query.limit), max(CANDIDATES, query.limit)
        while True:
            dense = dict(self._dense.search(vector, count))
            lexical = dict(self._lexical.search(words, count)) if words else {}
            visible = self._registry.visible({*dense, *lexical}, query)
            sides = (_only(dense, visible), _only(lexical, visible))
            cut_short = any(
                len(asked) >= count and len(seen) < enough for asked, seen in zip((dense, lexical), sides, strict=True)
            )
            if not cut_short or count >= MOST_CANDIDATES:
                return _Candidates(visible, *sides)
            count *= 4

    def _cited(self, text: str, query: Query, candidates: _Candidates) -> list[Found]:
        """Return, for each reference in the question, the visible passages that it names."""
        references = list(dict.fromkeys(found.reference for found in find_references(text)))[:MOST_CITED]
        cited = (self._named_by(reference, query, candidates) for reference in references)
        return [found for found in cited if found]

    def _named_by(self, reference: LegalReference, query: Query, candidates: _Candidates) -> Found:
        """Return the visible passages of one reference; without a law, of the law that the question is about."""
        laws = [reference.law] if reference.law else [*_laws_of(candidates), USUAL_LAW]
        for law in laws:
            ids = self._registry.passage_ids_at(replace(reference, law=law))
            if found := self._registry.visible(ids, query):
                return found
        return {}

    def _ranked(self, candidates: _Candidates, cited: list[Found], suggested: _Suggested, vector: Vector) -> list[Hit]:
        named: Found = {key: value for found in cited for key, value in found.items()}
        known = candidates.visible | suggested.visible | named
        cosines = {
            **candidates.dense,
            **self._dense.cosines(vector, [key for key in known if key not in candidates.dense]),
        }
        fused = fuse(
            [
                (DENSE_WEIGHT, cosines),
                (LEXICAL_WEIGHT, candidates.lexical),
                (REGISTER_WEIGHT if suggested.scores else 0.0, suggested.scores),
            ]
        )
        order = sorted(known, key=lambda key: (-fused.get(key, 0.0), key))
        for found in reversed(cited):
            order = give_place(order, next(key for key in order if key in found), CITED_PLACE)
        return [
            Hit(
                *known[key],
                score=fused.get(key, 0.0),
                cosine=cosines.get(key),
                lexical_score=candidates.lexical.get(key),
                cited=key in named,
            )
            for key in order
        ]


def _laws_of(candidates: _Candidates) -> list[str]:
    """Return the laws of the best candidates, the most frequent first."""
    fused = fuse([(DENSE_WEIGHT, candidates.dense), (LEXICAL_WEIGHT, candidates.lexical)])
    best = sorted(fused, key=lambda key: (-fused[key], key))[:BEST]
    laws = (candidates.visible[key][0].locator.law for key in best)
    return [law for law, _ in Counter(canonical_law(law) for law in laws if law).most_common()]


def _only(scores: Mapping[str, float], visible: Found) -> dict[str, float]:
    return {key: score for key, score in scores.items() if key in visible}
