"""Fuses dense, lexical and exact legal references into one ranking of what the asker may see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from knowledge_base.index import DenseIndex, Embedder, Hit, LexicalIndex, Query
from knowledge_base.registry.registry import Registry
from knowledge_base.search.cited_places import Found, cited_places, only
from knowledge_base.search.fusion import fuse, give_place
from knowledge_base.search.recipe import Recipe
from knowledge_base.search.understanding import Understood, Vocabulary, understand

CANDIDATES = 100
"""How many each side is asked for at first."""

MOST_CANDIDATES = 6400
"""How many it is asked for at most, when too many of the first are hidden from the asker."""

WIDER_FOR_FOREIGN = 16
"""Times as many are asked for by a foreign question, of which the nearest are kept: it lies far from all passages,
where the approximate index misses one in twenty of the true nearest five, of so many more one in a hundred."""

SUGGESTIONS = 60
"""Places of laws that the register may suggest for one question, by meaning and by words each."""

CITED_PLACE = 2
"""Index of the place that a cited § gets at least; not the first, because people cite wrongly, or as context."""

BEST = 20
"""How many candidates tell which law a question is about."""

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What one question found: visible passages, and their raw scores on each side."""

    visible: Found
    dense: Mapping[str, float]
    lexical: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Suggested:
    """What the register suggests: visible passages, the cosines of their words or questions, and their BM25 scores."""

    visible: Found
    dense: Mapping[str, float]
    lexical: Mapping[str, float]
    trust: float = 0.0


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
        recipe: Recipe = Recipe(),  # noqa: B008 - frozen
    ) -> None:
        self._registry = registry
        self._dense = dense
        self._lexical = lexical
        self._embedder = embedder
        self._vocabulary = vocabulary
        self._recipe = recipe

    def search(self, query: Query) -> list[Hit]:
        """Return at most `query.limit` hits, best first; none for an empty question."""
        text = " ".join(query.text.encode("utf-8", "ignore").decode().replace("\0", " ").split())
        if not text or query.limit < 1:
            return []
        asked = understand(text, self._vocabulary)
        vector = self._embedder.embed_question(asked.meant)
        aimed = self._aimed(vector, asked)
        candidates = self._candidates(query, aimed, asked)
        suggested = self._suggested(query, vector, asked, candidates.visible)
        cited = self._cited(text, query, candidates) if self._recipe.follow_citations else []
        hits = self._ranked(candidates, cited, suggested, aimed)[: query.limit]
        return hits if aimed is vector else self._with_cosines(hits, vector)

    def _aimed(self, vector: Vector, asked: Understood) -> Vector:
        """Return what the nearest passages are asked for by: of a foreign question, without its language."""
        languages = self._vocabulary.languages
        return vector if languages is None else languages.taken_out(vector, asked.language)

    def _with_cosines(self, hits: list[Hit], vector: Vector) -> list[Hit]:
        """Give hits the question's own cosines: what is decided by them was fitted on those."""
        cosines = self._dense.cosines(vector, [hit.passage.id for hit in hits])
        return [replace(hit, cosine=cosines.get(hit.passage.id)) for hit in hits]

    def _suggested(self, query: Query, vector: Vector, asked: Understood, known: Found) -> _Suggested:
        """Return the visible passages that the register suggests, with its scores; `known` ones are not read again."""
        register, recipe = self._vocabulary.register, self._recipe
        if register is None:
            return _Suggested({}, {}, {})
        places = register.suggest(vector, SUGGESTIONS)
        trust = recipe.trust_in_register(max(places.values(), default=0.0), german=asked.german)
        if not trust:
            return _Suggested({}, {}, {})
        dense = register.passages_at(places) if recipe.register else {}
        by_words = register.suggest_by_words(asked.words, SUGGESTIONS) if recipe.register_words else {}
        lexical = register.passages_at(by_words)
        ids = {*dense, *lexical}
        visible = {key: known[key] for key in ids if key in known}
        visible |= self._registry.visible(ids - visible.keys(), query)
        return _Suggested(visible, only(dense, visible), only(lexical, visible), trust)

    def _candidates(self, query: Query, vector: Vector, asked: Understood) -> _Candidates:
        """Ask both sides, and for more as long as too few of what they find may be seen."""
        words = asked.words if self._recipe.lexical else ""
        enough, count = max(CANDIDATES // 3, query.limit), max(CANDIDATES, query.limit)
        while True:
            dense = dict(self._dense.search(vector, count if asked.german else count * WIDER_FOR_FOREIGN)[:count])
            lexical = dict(self._lexical.search(words, count)) if words else {}
            visible = self._registry.visible({*dense, *lexical}, query)
            sides = (only(dense, visible), only(lexical, visible))
            cut_short = any(
                len(asked) >= count and len(seen) < enough for asked, seen in zip((dense, lexical), sides, strict=True)
            )
            if not cut_short or count >= MOST_CANDIDATES:
                return _Candidates(visible, *sides)
            count *= 4

    def _cited(self, text: str, query: Query, candidates: _Candidates) -> list[Found]:
        """Return, for each reference in the question, the visible passages that it names."""
        fused = fuse([(self._recipe.dense, candidates.dense), (self._recipe.lexical, candidates.lexical)])
        best = sorted(fused, key=lambda key: (-fused[key], key))[:BEST]
        return cited_places(text, self._registry, query, [candidates.visible[key][0] for key in best])

    def _ranked(self, candidates: _Candidates, cited: list[Found], suggested: _Suggested, vector: Vector) -> list[Hit]:
        named: Found = {key: value for found in cited for key, value in found.items()}
        known = candidates.visible | suggested.visible | named
        cosines = {
            **candidates.dense,
            **self._dense.cosines(vector, [key for key in known if key not in candidates.dense]),
        }
        fused = self._fused(known, cosines, candidates, suggested)
        order = sorted(known, key=lambda key: (-fused[key], key))
        for found in reversed(cited):
            order = give_place(order, next(key for key in order if key in found), CITED_PLACE)
        return [
            Hit(
                *known[key],
                score=fused[key],
                cosine=cosines.get(key),
                lexical_score=candidates.lexical.get(key),
                cited=key in named,
            )
            for key in order
        ]

    def _fused(
        self, known: Found, cosines: Mapping[str, float], candidates: _Candidates, suggested: _Suggested
    ) -> dict[str, float]:
        """Return one score for each passage, 0 to 1; the register counts as far as it fits the question."""
        recipe, trust = self._recipe, suggested.trust
        sides = [
            (recipe.dense, cosines),
            (recipe.lexical, candidates.lexical),
            (recipe.register * trust, suggested.dense),
            (recipe.register_words * trust * _ratio(suggested.lexical, candidates.lexical), suggested.lexical),
        ]
        return dict.fromkeys(known, 0.0) | fuse(sides)


def _ratio(suggested: Mapping[str, float], found: Mapping[str, float]) -> float:
    """Return how well the register's words fit beside the texts' own, 0 to 1: both are BM25 scores."""
    best = max(found.values(), default=0.0)
    return min(1.0, max(suggested.values(), default=0.0) / best) if best else 1.0
