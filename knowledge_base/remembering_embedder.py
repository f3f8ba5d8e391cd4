"""An embedder that never embeds the same passage text twice: vectors are remembered in memory and in the registry."""

import logging
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
import numpy.typing as npt

from knowledge_base.document import content_hash
from knowledge_base.errors import StorageError
from knowledge_base.index import Embedder, Vectors
from knowledge_base.registry.registry import Registry

_LOG = logging.getLogger(__name__)
IN_MEMORY = 20_000
"""Vectors kept in memory, some 30 MB at 384 dimensions."""

Vector = npt.NDArray[np.float32]


class RememberingEmbedder:
    """An Embedder over another one, for texts that come again, such as the sentences of much-asked passages."""

    def __init__(self, embedder: Embedder, registry: Registry) -> None:
        self._embedder = embedder
        self._registry = registry
        self._lock = Lock()
        self._memory: OrderedDict[str, Vector] = OrderedDict()

    @property
    def name(self) -> str:
        """The name of the model beneath."""
        return self._embedder.name

    @property
    def dimensions(self) -> int:
        """The length of each vector."""
        return self._embedder.dimensions

    def embed_question(self, text: str) -> Vector:
        """Embed one question, shape (dimensions,)."""
        return self._embedder.embed_question(text)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed several questions, shape (len(texts), dimensions)."""
        return self._embedder.embed_questions(texts)

    def count_tokens(self, text: str) -> int:
        """Count the model's tokens in a text."""
        return self._embedder.count_tokens(text)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages, shape (len(texts), dimensions); only new ones cost time."""
        keys = [content_hash(self._embedder.name, text) for text in texts]
        known = self._recall(keys)
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            made = dict(zip(new, self._embedder.embed_passages(list(new.values())), strict=True))
            self._keep(made)
            known |= made
        self._remember(known)
        if not keys:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([known[key] for key in keys]).astype(np.float32)

    def _keep(self, made: dict[str, Vector]) -> None:
        """Keep vectors for later; a question is answered even when they cannot be kept."""
        try:
            self._registry.keep_vectors(made)
        except StorageError as error:
            _LOG.warning("Satzvektoren wurden nicht aufgehoben: %s", error)

    def _recall(self, keys: Sequence[str]) -> dict[str, Vector]:
        with self._lock:
            known = {key: self._memory[key] for key in keys if key in self._memory}
        missing = [key for key in keys if key not in known]
        return known | (self._registry.cached_vectors(missing) if missing else {})

    def _remember(self, known: dict[str, Vector]) -> None:
        with self._lock:
            for key, vector in known.items():
                self._memory[key] = vector
                self._memory.move_to_end(key)
            while len(self._memory) > IN_MEMORY:
                self._memory.popitem(last=False)
