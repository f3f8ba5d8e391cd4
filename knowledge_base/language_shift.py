"""Takes the language out of a question's embedding, so that a passage is not near only because of who asks.

Embeddings of one language lie together: short, foreign or empty German passages then come before the one that
answers. What the same sentences differ by in two languages is that shift, and it is subtracted. For the embedding model
that maps were learned with (language_maps.py) they are used; for any other one the shipped sentences are embedded once.
"""

import logging
import threading
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge_base.document import content_hash
from knowledge_base.errors import ConfigurationError, StorageError
from knowledge_base.index import Embedder
from knowledge_base.language_guess import GERMAN
from knowledge_base.language_maps import LanguageMaps
from knowledge_base.registry.registry import Registry

FILE = Path(__file__).with_name("parallel_sentences.toml")

OWN_SHARE = 0.9
GERMAN_SHARE = 0.45
MAPPED_GERMAN_SHARE = 0.3
"""The latter two are smaller: passages that are near to every question are none's answer (docs/decisions/0009)."""

_LOG = logging.getLogger(__name__)

Vector = npt.NDArray[np.float32]
Sentences = Mapping[str, Sequence[str]]


class LanguageShift:
    """Moves questions of other languages; means of `sentences` are made once and kept by the registry.

    `OWN_SHARE` of the mean of the question's language is subtracted, a smaller share of the German one added, and what
    the language's map adds where there is one.
    """

    def __init__(
        self, sentences: Sentences, embedder: Embedder, registry: Registry, maps: LanguageMaps | None = None
    ) -> None:
        self._sentences = sentences
        self._embedder = embedder
        self._registry = registry
        self._maps = maps
        self._means: dict[str, Vector] = {}
        self._lock = threading.Lock()

    def taken_out(self, vector: Vector, language: str) -> Vector:
        """Return a question's embedding nearer to what it would be in German, of length one; a German one as it is."""
        if language == GERMAN:
            return vector
        maps = self._fitting_maps()
        if maps is not None and language in maps.maps:
            learned = maps.maps[language]
            moved = vector - OWN_SHARE * learned.mean + MAPPED_GERMAN_SHARE * maps.german_mean
            return _unit(moved + learned.correction(vector))
        if language not in self._sentences:
            return vector
        with self._lock:
            return _unit(vector - OWN_SHARE * self._mean(language) + GERMAN_SHARE * self._mean(GERMAN))

    def learn(self) -> None:
        """Embed the sentences of every language now, so that no question waits for it; not where maps do instead."""
        maps = self._fitting_maps()
        if maps is not None and set(self._sentences) <= {GERMAN, *maps.maps}:
            return
        with self._lock:
            for language in self._sentences:
                self._mean(language)

    def _fitting_maps(self) -> LanguageMaps | None:
        return self._maps if self._maps is not None and self._maps.embedding == self._embedder.name else None

    def _mean(self, language: str) -> Vector:
        if language not in self._means:
            key = content_hash(self._embedder.name, "language", *self._sentences[language])
            kept = self._registry.cached_vectors([key]).get(key)
            self._means[language] = self._embedded(key, self._sentences[language]) if kept is None else kept
        return self._means[language]

    def _embedded(self, key: str, sentences: Sequence[str]) -> Vector:
        mean: Vector = self._embedder.embed_questions(sentences).mean(axis=0)
        try:
            self._registry.keep_vectors({key: mean})
        except StorageError as error:
            _LOG.warning("Der Abstand einer Sprache wurde nicht aufgehoben: %s", error)
        return mean


def _unit(vector: Vector) -> Vector:
    scaled: Vector = (vector / max(float(np.linalg.norm(vector)), 1e-12)).astype(np.float32)
    return scaled


@lru_cache(maxsize=2)
def load_parallel_sentences(file: Path = FILE) -> Sentences:
    """Read the sentences by language; raises ConfigurationError when a language has other ones than German."""
    try:
        found = {
            language: tuple(map(str, listed)) for language, listed in tomllib.loads(file.read_text("utf-8")).items()
        }
        uneven = [language for language, listed in found.items() if len(listed) != len(found[GERMAN])]
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise ConfigurationError(
            f"Die Sätze in {file} sind nicht lesbar: {exc}", "Bitte die Datei berichtigen."
        ) from exc
    if uneven:
        raise ConfigurationError(
            f"In {file} fehlen bei {', '.join(uneven)} Sätze.", "Nötig sind in jeder Sprache dieselben Sätze."
        )
    return found
