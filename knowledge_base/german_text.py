"""German text as search terms: folded, stemmed, compounds taken apart, §§ kept whole."""

import re
import threading
import unicodedata
from functools import lru_cache

from knowledge_base.document import Passage
from knowledge_base.law_names import canonical_law, section_number
from knowledge_base.legal_reference import LegalReference, find_references
from knowledge_base.words.shipped_words import shipped_words
from knowledge_base.words.word_analysis import WordAnalysis

VERSION = "2"
"""Part of the lexical index's version: raise it when the same text gives other terms."""

_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\ufeff]")


class GermanText:
    """Turns text into terms; loads stemmer and word model at the first unknown word, and remembers every word."""

    def __init__(self) -> None:
        self._analysis = WordAnalysis()
        self._remembered: dict[str, tuple[str, ...]] = {}
        # The analysis keeps the word it is at in itself: two threads would mix theirs up.
        self._lock = threading.Lock()

    def terms(self, text: str, law: str | None = None) -> list[str]:
        """Return a text's terms in reading order: stems, then the parts of compounds, then its legal references.

        `law` is what a § without a law belongs to: a statute's own name.
        """
        clean = _clean(text)
        found = [term for word in _WORD.findall(clean.lower()) for term in self.word_terms(word)]
        for reference in find_references(clean):
            found += reference_terms(reference.reference, law)
        return found

    def word_terms(self, word: str) -> tuple[str, ...]:
        """Return a lower-case word's stem, then the parts of a compound; nothing for a stop word."""
        known = self._remembered.get(word)
        if known is None:
            with self._lock:
                shipped = shipped_words().get(word)
                known = self._analysis.terms(word) if shipped is None else tuple(shipped.split())
                self._remembered[word] = known
        return known


def words_in(text: str) -> list[str]:
    """Return a text's words in small letters, as they are analysed one by one.

    >>> words_in("Der Auf\u00adenthaltstitel (§ 4)")
    ['der', 'aufenthaltstitel', '4']
    """
    return _WORD.findall(_clean(text).lower())


def _clean(text: str) -> str:
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def reference_terms(reference: LegalReference, law: str | None = None) -> list[str]:
    """Return the terms of a legal reference, from wide to narrow.

    >>> from knowledge_base.legal_reference import parse
    >>> reference_terms(parse("§ 25 Abs. 5 AufenthG"))
    ['§25', '§25@aufenthg', '§25.5', '§25.5@aufenthg']
    """
    mark = "art" if reference.article else "§"
    named = canonical_law(reference.law or law or "")
    places = [reference.section] + ([f"{reference.section}.{reference.absatz}"] if reference.absatz else [])
    laws = ["", f"@{''.join(named.lower().split())}"] if named else [""]
    return [f"{mark}{place}{suffix}" for place in places for suffix in laws]


def passage_terms(text: GermanText, passage: Passage) -> tuple[list[str], list[str]]:
    """Return the terms of a passage's heading, and of heading and text together, as both lexical indexes hold them."""
    locator = passage.locator
    title = text.terms(passage.context, locator.law)
    if locator.section:
        article = locator.section.startswith("Art")
        place = LegalReference(locator.law, section_number(locator.section), locator.absatz, article=article)
        title += reference_terms(place, locator.law)
    return title, title + text.terms(passage.text, locator.law)


@lru_cache(maxsize=1)
def german_text() -> GermanText:
    """Return the one analysis that a process shares, because what it remembers is what makes it fast."""
    return GermanText()
