"""Finds places of laws by the office words and questions of the register, by meaning and by words."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from knowledge_base.document import DocumentKind, Locator, Passage, content_hash
from knowledge_base.index import Embedder, LexicalIndex
from knowledge_base.legal_reference import LegalReference
from knowledge_base.register import RegisterEntry
from knowledge_base.registry.registry import Registry

SLICE = 64
"""Texts embedded between two reports of progress."""


class RegisterIndex:
    """The register's entries for those laws that the knowledge base holds; follows the registry as it changes."""

    def __init__(
        self,
        entries: Sequence[RegisterEntry],
        registry: Registry,
        embedder: Embedder,
        words: LexicalIndex | None = None,
    ) -> None:
        self._entries = entries
        self._registry = registry
        self._embedder = embedder
        self._words = words
        self._place_of: dict[str, LegalReference] = {}
        self._generation: int | None = None
        self._references: list[LegalReference] = []
        self._passages: dict[LegalReference, list[str]] = {}
        self._vectors = np.zeros((0, embedder.dimensions), dtype=np.float32)

    def suggest(self, vector: npt.NDArray[np.float32], limit: int) -> dict[LegalReference, float]:
        """Return the places whose words or questions are nearest, each with its best cosine."""
        self._follow_registry()
        best: dict[LegalReference, float] = {}
        cosines = self._vectors @ vector
        for row in np.argsort(-cosines):
            if len(best) == limit:
                break
            best.setdefault(self._references[row], float(cosines[row]))
        return best

    def suggest_by_words(self, text: str, limit: int) -> dict[LegalReference, float]:
        """Return the places whose words or questions share the most telling words with a text, with BM25 scores."""
        self._follow_registry()
        if self._words is None or not self._place_of or not text:
            return {}
        found = self._words.search(text, limit)
        return {self._place_of[key]: score for key, score in found if key in self._place_of}

    def passages_at(self, places: Mapping[LegalReference, float]) -> dict[str, float]:
        """Return the passages at suggested places, each with its place's score."""
        scores: dict[str, float] = {}
        for reference, score in places.items():
            if reference not in self._passages:
                self._passages[reference] = self._registry.passage_ids_at(reference)
            for key in self._passages[reference]:
                scores[key] = max(score, scores.get(key, score))
        return scores

    def embed_missing(self, progress: Callable[[int, int], None] = lambda _done, _of: None) -> int:
        """Embed and keep what is not kept yet of the laws that are there; returns how many.

        `progress` is told how many of how many are done, as long as there are any.
        """
        texts = {self._key(text): text for _, text in self._texts()}
        known = self._registry.cached_vectors(texts)
        missing = [(key, text) for key, text in texts.items() if key not in known]
        missing.sort(key=lambda pair: len(pair[1]))  # neighbours in length, so that little padding is computed
        for start in range(0, len(missing), SLICE):
            progress(start, len(missing))
            some = missing[start : start + SLICE]
            vectors = self._embedder.embed_passages([text for _, text in some])
            self._registry.keep_vectors({key: vector for (key, _), vector in zip(some, vectors, strict=True)})
        if missing:
            progress(len(missing), len(missing))
        self._index_words()
        self._generation = None
        return len(missing)

    def _index_words(self) -> None:
        """Put the entries of the laws that are there into the full text, and take others out."""
        if self._words is None:
            return
        wanted = {passage.id: passage for _, passage in word_passages(self._entries, self._registry.laws())}
        held = self._words.ids()
        if stale := held - set(wanted):
            self._words.delete(sorted(stale))
        if missing := [passage for key, passage in wanted.items() if key not in held]:
            self._words.add(missing)

    def _texts(self) -> list[tuple[LegalReference, str]]:
        laws = self._registry.laws()
        return [
            (entry.reference, text) for entry in self._entries if entry.reference.law in laws for text in entry.texts
        ]

    def _follow_registry(self) -> None:
        """Load what is kept; what was not embedded yet is left out until the next ingestion, so no question waits."""
        generation = self._registry.generation()
        if generation == self._generation:
            return
        texts = self._texts()
        kept = self._registry.cached_vectors(self._key(text) for _, text in texts)
        there = [(reference, kept[key]) for reference, text in texts if (key := self._key(text)) in kept]
        self._references = [reference for reference, _ in there]
        self._passages = {}
        self._place_of = (
            {passage.id: place for place, passage in word_passages(self._entries, self._registry.laws())}
            if self._words
            else {}
        )
        if there:
            self._vectors = np.stack([vector for _, vector in there]).astype(np.float32)
        else:
            self._vectors = np.zeros((0, self._embedder.dimensions), dtype=np.float32)
        self._generation = generation

    def _key(self, text: str) -> str:
        return content_hash(self._embedder.name, "register", text)


def word_passages(entries: Iterable[RegisterEntry], laws: frozenset[str]) -> list[tuple[LegalReference, Passage]]:
    """Return what the full text of the register holds of these laws, each with the place that it leads to."""
    return [(entry.reference, _as_passage(entry)) for entry in entries if entry.reference.law in laws]


def _as_passage(entry: RegisterEntry) -> Passage:
    """Return what the full text holds of an entry; its id changes with its words."""
    text, law = "\n".join(entry.texts), entry.reference.law
    key = content_hash("register", str(entry.reference), text)
    return Passage(key, "register", 0, DocumentKind.STATUTE, "", text, Locator(str(entry.reference), law=law))
