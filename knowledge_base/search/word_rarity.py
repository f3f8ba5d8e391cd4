"""Tells how rare the words of a question are among the passages: what stands nowhere cannot be answered."""

import re
import unicodedata
from math import log

from knowledge_base.german_text import GermanText, german_text
from knowledge_base.index import LexicalIndex, WeighedWord
from knowledge_base.language_guess import is_german

SHORTEST = 3
"""Letters that a word must have to be looked at; numbers of any length are."""

_WORD = re.compile(r"[^\W_]+")


class WordRarity:
    """Weighs words by the full text; a compound is as rare as its rarest part, when it does not stand there itself."""

    def __init__(self, lexical: LexicalIndex, text: GermanText | None = None) -> None:
        self._lexical = lexical
        self._text = text or german_text()

    def weigh(self, text: str) -> list[WeighedWord]:
        """Return the words that carry a topic, each once, in order; none when the text is not German."""
        if not is_german(text):
            return []
        words = {word.lower(): word for word in reversed(_WORD.findall(unicodedata.normalize("NFC", text)))}
        terms = {
            word: found
            for word in reversed(words)
            if (len(word) >= SHORTEST or word.isdigit()) and (found := self._text.word_terms(word))
        }
        flat = [term for found in terms.values() for term in found]
        counts, total = self._lexical.passages_with(flat)
        known = dict(zip(flat, counts, strict=True))
        return [
            WeighedWord(word, _rarity([known[term] for term in found], total), words[word][0].isupper())
            for word, found in terms.items()
        ]


def _rarity(counts: list[int], total: int) -> float:
    """Return 0 to 1 on a logarithmic scale; `counts` are those of the word itself, then of its parts."""
    itself, *parts = counts
    count = itself or min(parts, default=0)
    return log((total + 1) / (count + 1)) / log(total + 1) if total else 1.0
