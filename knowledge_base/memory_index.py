"""Real, small indexes in memory: exact nearest neighbours and BM25, for tests and evals."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from knowledge_base.document import Passage
from knowledge_base.errors import StorageError
from knowledge_base.german_text import GermanText, german_text, passage_terms
from knowledge_base.index import Vectors

_K1, _B = 1.2, 0.75


class MemoryDenseIndex:
    """A DenseIndex that compares with every vector."""

    def __init__(self) -> None:
        self._vectors: dict[str, npt.NDArray[np.float32]] = {}

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add or replace vectors."""
        held = next(iter(self._vectors.values()), None)
        if held is not None and len(ids) and vectors.shape[1] != held.shape[0]:
            raise StorageError(f"Der Index hält Vektoren der Länge {held.shape[0]}, nicht {vectors.shape[1]}.")
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        self._vectors.update(zip(ids, (vectors / lengths).astype(np.float32), strict=True))

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ids; unknown ones are ignored."""
        for key in ids:
            self._vectors.pop(key, None)

    def search(self, vector: npt.NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """Return (id, cosine) of the nearest, best first."""
        cosines = self.cosines(vector, list(self._vectors))
        return sorted(cosines.items(), key=lambda pair: (-pair[1], pair[0]))[: max(0, limit)]

    def search_many(self, vectors: Vectors, limit: int) -> list[list[tuple[str, float]]]:
        """Return, for each row, (id, cosine) of the nearest, best first."""
        return [self.search(vector, limit) for vector in vectors]

    def cosines(self, vector: npt.NDArray[np.float32], ids: Sequence[str]) -> dict[str, float]:
        """Return the cosine of each of these ids; unknown ones are left out."""
        known = [key for key in ids if key in self._vectors]
        length = float(np.linalg.norm(vector))
        if not known or not length or not np.isfinite(length):
            return {}
        products = np.stack([self._vectors[key] for key in known]) @ (vector / length)
        return dict(zip(known, map(float, products), strict=True))

    def ids(self) -> set[str]:
        """Return every id that is held."""
        return set(self._vectors)

    def clear(self) -> None:
        """Forget everything, the vectors' length too."""
        self._vectors.clear()

    def close(self) -> None:
        """Nothing to let go of."""


class MemoryLexicalIndex:
    """A LexicalIndex that scores every passage by BM25."""

    def __init__(self, text: GermanText | None = None) -> None:
        self._text = text or german_text()
        self._terms: dict[str, Counter[str]] = {}
        self._lengths: dict[str, int] = {}

    def add(self, passages: Sequence[Passage]) -> None:
        """Add or replace passages and make them searchable."""
        for passage in passages:
            _, terms = passage_terms(self._text, passage)
            self._terms[passage.id] = Counter(terms)
            self._lengths[passage.id] = len(terms)

    def delete(self, ids: Sequence[str]) -> None:
        """Remove ids; unknown ones are ignored."""
        for key in ids:
            self._terms.pop(key, None)
            self._lengths.pop(key, None)

    def search(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return (id, score) of the best by BM25, best first; an empty list when no word is known."""
        scores: defaultdict[str, float] = defaultdict(float)
        for term in dict.fromkeys(self._text.terms(text)):
            for key, score in self._term_scores(term).items():
                scores[key] += score
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[: max(0, limit)]

    def passages_with(self, terms: Sequence[str]) -> tuple[list[int], int]:
        """Return in how many passages each term stands, and how many passages there are."""
        return [sum(term in counts for counts in self._terms.values()) for term in terms], len(self._terms)

    def ids(self) -> set[str]:
        """Return every id that is held."""
        return set(self._terms)

    def clear(self) -> None:
        """Forget everything."""
        self._terms.clear()
        self._lengths.clear()

    def close(self) -> None:
        """Nothing to let go of."""

    def _term_scores(self, term: str) -> dict[str, float]:
        having = {key: counts[term] for key, counts in self._terms.items() if term in counts}
        total = len(self._terms)
        rarity = math.log(1 + (total - len(having) + 0.5) / (len(having) + 0.5))
        mean = sum(self._lengths.values()) / max(1, total)
        return {
            key: rarity * count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * self._lengths[key] / mean))
            for key, count in having.items()
        }
