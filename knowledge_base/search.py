"""Fuses dense, lexical and exact legal references into one ranking of what the asker may see."""

from knowledge_base.index import DenseIndex, Embedder, Hit, LexicalIndex, Query
from knowledge_base.registry import Registry

CANDIDATES = 100
"""How many each side contributes."""

DENSE_WEIGHT = 0.7
"""Share of the dense side in the fused score; the rest is lexical."""


class HybridSearch:
    """The product's Search: dense and lexical candidates, fused, filtered by the registry."""

    def __init__(self, registry: Registry, dense: DenseIndex, lexical: LexicalIndex, embedder: Embedder) -> None:
        self._registry = registry
        self._dense = dense
        self._lexical = lexical
        self._embedder = embedder

    def search(self, query: Query) -> list[Hit]:
        """Return at most `query.limit` hits, best first."""
        if not query.text.strip():
            return []
        vector = self._embedder.embed_question(query.text)
        dense = dict(self._dense.search(vector, CANDIDATES))
        lexical = dict(self._lexical.search(query.text, CANDIDATES))
        visible = self._registry.visible({*dense, *lexical}, query)
        cosines = dense | self._dense.cosines(vector, [key for key in visible if key not in dense])
        near, wordy = _spread(dense), _spread(lexical)
        hits = [
            Hit(
                passage,
                document,
                score=DENSE_WEIGHT * near.get(key, 0.0) + (1 - DENSE_WEIGHT) * wordy.get(key, 0.0),
                cosine=cosines.get(key),
                lexical_score=lexical.get(key),
            )
            for key, (passage, document) in visible.items()
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[: query.limit]


def _spread(scores: dict[str, float]) -> dict[str, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {key: (score - low) / (high - low) if high > low else 1.0 for key, score in scores.items()}
