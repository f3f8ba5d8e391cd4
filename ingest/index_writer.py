"""Writes passages into both indexes, their vectors taken from the cache or embedded."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

import numpy as np

from ingest.free_memory import give_back_memory
from knowledge_base.document import Passage, content_hash
from knowledge_base.index import DenseIndex, Embedder, LexicalIndex
from knowledge_base.registry.registry import Registry

SLICE = 64
"""Passages embedded between two reports of progress; their vectors are kept at once, so a killed run resumes there."""

GIVE_BACK_AFTER = 256
"""Passages embedded until free memory is given back: often enough for large laws, seldom enough to cost a hundredth."""

_Item = TypeVar("_Item")


class IndexParts(Protocol):
    """What the writer needs of a knowledge base."""

    registry: Registry
    dense: DenseIndex
    lexical: LexicalIndex

    @property
    def embedder(self) -> Embedder:
        """The embedding model, loaded at the first use."""
        ...


class IndexWriter:
    """Adds and removes passages in both indexes; `embedded` counts those that the model had to read."""

    def __init__(self, parts: IndexParts) -> None:
        self._parts = parts
        self.embedded = self._since = 0

    def add(self, passages: Sequence[Passage], progress: Callable[[int], None] = lambda _done: None) -> None:
        """Add or replace passages; reports how many more are done."""
        # Neighbours in length: in slices as they come, a third of what the model computes is padding.
        for some in slices(sorted(passages, key=lambda passage: -len(passage.searchable_text)), SLICE):
            self._parts.dense.add([passage.id for passage in some], self._vectors(some))
            progress(len(some))
        if passages:
            self._parts.lexical.add(passages)

    def remove(self, ids: Iterable[str]) -> None:
        """Remove passages."""
        gone = sorted(ids)
        if gone:
            self._parts.dense.delete(gone)
            self._parts.lexical.delete(gone)

    def _vectors(self, passages: Sequence[Passage]) -> np.ndarray:
        registry = self._parts.registry
        built = registry.fingerprint()
        # Vectors that are kept are used without loading the model.
        name = built.embedding if built else self._parts.embedder.name
        keys = [content_hash(name, passage.searchable_text) for passage in passages]
        vectors = registry.cached_vectors(keys)
        texts = {
            key: passage.searchable_text for key, passage in zip(keys, passages, strict=True) if key not in vectors
        }
        if texts:
            registry.require_fingerprint(embedding=self._parts.embedder.name)
            embedded = self._parts.embedder.embed_passages(list(texts.values()))
            new = dict(zip(texts, embedded, strict=True))
            registry.keep_vectors(new)
            self.embedded += len(new)
            self._give_back(len(new))
            vectors |= new
        return np.stack([vectors[key] for key in keys]).astype(np.float32)

    def _give_back(self, embedded: int) -> None:
        self._since += embedded
        if self._since >= GIVE_BACK_AFTER:
            self._since = 0
            give_back_memory()


def slices(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    """Yield runs of at most `size` items."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
