"""A small, real embedder that needs no model file: texts are near when they share words."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from knowledge_base.index import Vectors

_DIMENSIONS = 384
_COMMON = 0.75
"""All texts share this much, so that cosines lie where those of a sentence embedding model lie."""


class WordEmbedder:
    """An Embedder over hashed word beginnings."""

    name = "words"
    dimensions = _DIMENSIONS

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._embed(text) for text in texts])

    def embed_question(self, text: str) -> npt.NDArray[np.float32]:
        return self._embed(text)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 2

    def _embed(self, text: str) -> npt.NDArray[np.float32]:
        vector = np.zeros(_DIMENSIONS, dtype=np.float32)
        for word in re.findall(r"\w{4,}", text.casefold()):
            vector[1 + int(hashlib.sha256(word[:6].encode()).hexdigest(), 16) % (_DIMENSIONS - 1)] = 1.0
        length = float(np.linalg.norm(vector)) or 1.0
        vector *= np.sqrt(1 - _COMMON) / length
        vector[0] = np.sqrt(_COMMON)
        return vector / np.linalg.norm(vector)
