"""German text as search terms: folded, stemmed, compounds taken apart, §§ kept whole."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

VERSION = "1"
"""Part of the lexical index's version: raise it when the same text gives other terms."""

_WORD = re.compile(r"[^\W_]+")


class GermanText:
    """Turns text into terms; loads its word lists at the first use."""

    def __init__(self) -> None:
        self._stemmer: Any = None

    def terms(self, text: str) -> list[str]:
        """Return the terms of a text in reading order; parts of compounds follow the whole word."""
        words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
        return [self._stem(word) for word in words]

    def _stem(self, word: str) -> str:
        if self._stemmer is None:
            import snowballstemmer

            self._stemmer = snowballstemmer.stemmer("german")
        return str(self._stemmer.stemWord(word))


@lru_cache(maxsize=1)
def german_text() -> GermanText:
    """Return the one analysis that a process shares, because its word cache is what makes it fast."""
    return GermanText()
