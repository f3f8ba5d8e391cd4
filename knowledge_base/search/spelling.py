"""Finds the documents' words that misspelt ones of a question mean, so that a slip of the finger finds its §."""

import logging
import re
import threading
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from heapq import nlargest

from knowledge_base.errors import StorageError

SHORTEST = 6
"""Letters that a word must have; shorter ones are too often other words."""
LEAST_ALIKE = 0.84
"""Ratio of equal letters (Ratcliff/Obershelp) from which an unknown word counts as misspelt."""
CANDIDATES = 25
SEEN_AT_LEAST = 2
"""Times that a word must stand in the documents to be offered; the documents have slips of their own."""

_log = logging.getLogger(__name__)
_WORD = re.compile(r"[^\W\d_]+")
_UMLAUTS = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))
_JOINTS = ("", "s", "n", "en", "es")


class Spelling:
    """The words of all documents; when `generation` has changed they are read anew, while the earlier ones serve."""

    def __init__(self, texts: Callable[[], Iterable[str]], generation: Callable[[], int]) -> None:
        self._texts = texts
        self._generation = generation
        self._read_at: int | None = None
        self._words: Counter[str] = Counter()
        self._by_trigram: dict[str, list[str]] = {}
        self._reading = threading.Lock()

    def corrections(self, text: str) -> list[str]:
        """Return the known words that unknown ones of the text resemble, in order; they are meant to be added to it."""
        self._follow()
        found = (self._corrected(word) for word in _WORD.findall(unicodedata.normalize("NFC", text)))
        return list(dict.fromkeys(word for word in found if word))

    def _corrected(self, word: str) -> str | None:
        lower = word.lower()
        if len(word) < SHORTEST or word[1:] != word[1:].lower() or self._is_known(lower):
            return None
        for plain, umlaut in _UMLAUTS:
            if self._words[lower.replace(plain, umlaut)]:
                lower = lower.replace(plain, umlaut)
        best = lower if self._words[lower] else self._nearest(lower)
        return best.capitalize() if best and word[0].isupper() else best

    def _is_known(self, word: str) -> bool:
        """A word is known when it stands in the documents, or is put together of two that do."""
        if self._words[word]:
            return True
        return any(
            self._words[word[cut:]] and any(self._words[word[:cut].removesuffix(joint)] for joint in _JOINTS)
            for cut in range(4, len(word) - 3)
        )

    def _nearest(self, word: str) -> str | None:
        shared: Counter[str] = Counter()
        for trigram in _trigrams(word):
            shared.update(self._by_trigram.get(trigram, ()))
        # The first letter is seldom mistyped; what only adds or drops an ending is no slip.
        there = [known for known in shared if known[0] == word[0] and not _is_other_form(known, word)]
        likely = nlargest(CANDIDATES, there, key=lambda known: shared[known] / (len(known) + len(word)))
        alike = [(SequenceMatcher(None, word, known).ratio(), self._words[known], known) for known in likely]
        best = max(alike, default=(0.0, 0, ""))
        return best[2] if best[0] >= LEAST_ALIKE else None

    def _follow(self) -> None:
        """Have the words of the documents as they are now; only the first to ask waits for it."""
        if self._read_at is None:
            with self._reading:
                if self._read_at is None:
                    self._read()
        elif self._generation() != self._read_at and self._reading.acquire(blocking=False):
            # Reading takes seconds where there are a hundred thousand passages; a question does not wait for that.
            threading.Thread(target=self._read_and_release, name="spelling", daemon=True).start()

    def _read_and_release(self) -> None:
        try:
            self._read()
        except StorageError as exc:
            _log.warning("Die Wörter der Dokumente lassen sich nicht lesen: %s", exc)
        finally:
            self._reading.release()

    def _read(self) -> None:
        generation = self._generation()
        words: Counter[str] = Counter()
        for text in self._texts():
            words.update(word.lower() for word in _WORD.findall(unicodedata.normalize("NFC", text)) if len(word) >= 4)
        by_trigram: defaultdict[str, list[str]] = defaultdict(list)
        for word, count in words.items():
            if len(word) >= SHORTEST and count >= SEEN_AT_LEAST:
                for trigram in _trigrams(word):
                    by_trigram[trigram].append(word)
        self._words, self._by_trigram, self._read_at = words, dict(by_trigram), generation


def _is_other_form(known: str, word: str) -> bool:
    return known.startswith(word) or word.startswith(known)


def _trigrams(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
