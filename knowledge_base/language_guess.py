"""Tells whether a question is in German; when it is not, its words say nothing to a German full-text index."""

import re
import unicodedata

from knowledge_base.stop_words import ONLY_FOREIGN, ONLY_GERMAN

_WORD = re.compile(r"[^\W\d_]{2,}")
_GERMAN_WORD = re.compile(r"[a-zäöüß]+")


def is_german(text: str) -> bool:
    """Tell whether a question is German, or may be: bare keywords and names count as German.

    >>> is_german("Was kostet eine Aufenthaltserlaubnis?"), is_german("How much is a residence permit?")
    (True, False)
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    letters = "".join(words)
    if not letters:
        return True
    latin = sum(1 for letter in letters if "LATIN" in unicodedata.name(letter, ""))
    if latin * 2 < len(letters):
        return False
    german = sum(word in ONLY_GERMAN or ("ß" in word) for word in words)
    foreign = sum(word in ONLY_FOREIGN or not _GERMAN_WORD.fullmatch(word) for word in words)
    return german >= foreign
