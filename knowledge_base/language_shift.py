"""Takes the language out of a question's embedding, so that a passage is not near only because of who asks.

Embeddings of one language lie together: short, foreign or empty German passages then come before the one that
answers. What the same sentences differ by in two languages is that shift, and it is subtracted.
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
from knowledge_base.registry.registry import Registry

FILE = Path(__file__).with_name("parallel_sentences.toml")

OWN_SHARE = 0.9
GERMAN_SHARE = 0.45
"""The latter is smaller, because passages that are near to every question are none's answer (docs/decisions/0009)."""

_LOG = logging.getLogger(__name__)

Vector = npt.NDArray[np.float32]
Sentences = Mapping[str, Sequence[str]]


class LanguageShift:
    """The mean embedding of the same sentences in each language; made once and kept by the registry.

    `own_share` of the mean of the question's language is subtracted, `german_share` of the German one added.
    """

    def __init__(
        self,
        sentences: Sentences,
        embedder: Embedder,
        registry: Registry,
        *,
        own_share: float = OWN_SHARE,
        german_share: float = GERMAN_SHARE,
    ) -> None:
        self._sentences = sentences
        self._embedder = embedder
        self._registry = registry
        self._own_share = own_share
        self._german_share = german_share
        self._means: dict[str, Vector] = {}
        self._lock = threading.Lock()

    def taken_out(self, vector: Vector, language: str) -> Vector:
        """Return a question's embedding nearer to what it would be in German, of length one; a German one as it is."""
        if language == GERMAN or language not in self._sentences:
            return vector
        with self._lock:
            moved = vector - self._own_share * self._mean(language) + self._german_share * self._mean(GERMAN)
        unit: Vector = (moved / max(float(np.linalg.norm(moved)), 1e-12)).astype(np.float32)
        return unit

    def learn(self) -> None:
        """Embed the sentences of every language now, so that no question waits for it."""
        with self._lock:
            for language in self._sentences:
                self._mean(language)

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
