"""Finds, for passages, the ones worth comparing with them: nearest by meaning, by words, and the places they name."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from knowledge_base.document import Passage, content_hash
from knowledge_base.index import DenseIndex, LexicalIndex
from knowledge_base.legal_reference import LegalReference
from knowledge_base.likeness.cited_law import cited_place
from knowledge_base.likeness.statement import Statement, statements_of
from knowledge_base.registry.registry import Registry

NEAREST = 25
"""Passages looked at for each passage on each side, by meaning and by words."""

WORDS_ASKED = 60
"""Words of a passage that are searched for; a longer one is asked for in parts."""


class LikeCandidates:
    """Looks for candidates and keeps what it has read: each passage is read and taken apart once, each § looked up."""

    def __init__(self, registry: Registry, dense: DenseIndex, lexical: LexicalIndex) -> None:
        self._registry = registry
        self._dense = dense
        self._lexical = lexical
        self._statements: dict[str, list[Statement]] = {}
        self._places: dict[LegalReference, list[str]] = {}
        self.passages: dict[str, Passage] = {}

    def statements(self, passage: Passage) -> list[Statement]:
        """Return a passage's statements."""
        if passage.id not in self._statements:
            self._statements[passage.id] = statements_of(passage.text, passage.context)
        return self._statements[passage.id]

    def at(self, place: LegalReference) -> list[str]:
        """Return the ids of the passages at a place in a law."""
        if place not in self._places:
            self._places[place] = self._registry.passage_ids_at(place)
        return self._places[place]

    def of(self, passages: Iterable[Passage]) -> dict[str, list[Passage]]:
        """Return the candidates of each passage by its id; none for one without statements."""
        asking = [passage for passage in passages if self.statements(passage)]
        nearest = self._nearest(asking)
        ids = {
            passage.id: list(dict.fromkeys([*nearest.get(passage.id, ()), *self._with_its_words(passage)]))
            for passage in asking
        }
        wanted = {key for keys in ids.values() for key in keys}
        self.passages |= self._registry.passages_with(sorted(wanted - self.passages.keys()))
        return {key: [self.passages[one] for one in keys if one in self.passages] for key, keys in ids.items()}

    def _with_its_words(self, passage: Passage) -> list[str]:
        statements = self.statements(passage)
        words = " ".join(each.text for each in statements).split()
        ids = []
        for start in range(0, len(words), WORDS_ASKED):
            text = " ".join(words[start : start + WORDS_ASKED])
            ids += [key for key, _ in self._lexical.search(text, NEAREST)]
        for statement in statements:
            if place := cited_place(statement):
                ids += self.at(place)
        return ids

    def _nearest(self, passages: Sequence[Passage]) -> dict[str, list[str]]:
        vectors = self._vectors(passages)
        if not vectors:
            return {}
        found = self._dense.search_many(np.stack(list(vectors.values())), NEAREST)
        return {key: [near for near, _ in some] for key, some in zip(vectors, found, strict=True)}

    def _vectors(self, passages: Sequence[Passage]) -> Mapping[str, npt.NDArray[np.float32]]:
        """Return the passages' vectors, as they were kept when they were indexed."""
        built = self._registry.fingerprint()
        if built is None:
            return {}
        keys = {passage.id: content_hash(built.embedding, passage.searchable_text) for passage in passages}
        kept = self._registry.cached_vectors(keys.values())
        return {passage_id: kept[key] for passage_id, key in keys.items() if key in kept}
