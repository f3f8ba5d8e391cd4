"""Analyses a German word: its stem, and the stems of the parts that a compound is made of."""

from typing import Any

from knowledge_base.stop_words import GERMAN

SHORTEST_COMPOUND = 9
SHORTEST_PART = 3

_STEM_TAGS = ("NN", "NE", "VV", "ADJ", "NN_VAR", "VV_VAR", "ADJ_VAR")


class WordAnalysis:
    """Stemmer and word model, loaded at the first use; both keep the word they are at: one thread at a time."""

    def __init__(self) -> None:
        self._stemmer: Any = None
        self._tagger: Any = None

    def terms(self, word: str) -> tuple[str, ...]:
        """Return a lower-case word's stem, then the parts of a compound; nothing for a stop word."""
        if word in GERMAN:
            return ()
        if self._stemmer is None:
            from snowballstemmer.german_stemmer import GermanStemmer

            self._stemmer = GermanStemmer()
        stem = str(self._stemmer.stemWord(word))
        parts = [str(self._stemmer.stemWord(part)) for part in self._parts(word)]
        return (stem, *dict.fromkeys(part for part in parts if part != stem and part not in GERMAN))

    def _parts(self, word: str) -> list[str]:
        """Return the stems that a compound is made of; empty when it is none."""
        if len(word) < SHORTEST_COMPOUND or not word.isalpha():
            return []
        if self._tagger is None:
            from knowledge_base.fast_hanta import FastTagger

            self._tagger = FastTagger()
        # Read as a noun, because people type in small letters what documents write in capitals.
        _, morphemes, _ = self._tagger.analyze(word.capitalize(), taglevel=3)
        stems = [form for form, tag in morphemes if tag in _STEM_TAGS and len(form) >= SHORTEST_PART]
        return stems if len(stems) > 1 else []
