"""Tells in which language a question is; when it is not German, its words say nothing to a German full-text index."""

import re
import unicodedata

from knowledge_base.stop_words import FOREIGN, ONLY_FOREIGN, ONLY_GERMAN

GERMAN = "de"
UNKNOWN = ""

_WORD = re.compile(r"[^\W\d_]{2,}")
_GERMAN_WORD = re.compile(r"[a-zäöüß]+")
_ONLY_UKRAINIAN = frozenset("іїєґ")
_ONLY_PERSIAN = frozenset("پچژگیک")
"""The last two are the Persian ye and kaf, which Arabic writes with letters of its own."""
_TURKISH_LETTERS = frozenset("ığş")


def is_german(text: str) -> bool:
    """Tell whether a question is German, or may be: bare keywords and names count as German.

    >>> is_german("Was kostet eine Aufenthaltserlaubnis?"), is_german("How much is a residence permit?")
    (True, False)
    """
    words = _words(text)
    letters = "".join(words)
    if not letters:
        return True
    if _letters_of("LATIN", letters) * 2 < len(letters):
        return False
    german = sum(word in ONLY_GERMAN or ("ß" in word) for word in words)
    foreign = sum(word in ONLY_FOREIGN or not _GERMAN_WORD.fullmatch(word) for word in words)
    return german >= foreign


def guess_language(text: str) -> str:
    """Return the two-letter code of a question's language, UNKNOWN when nothing tells it.

    >>> guess_language("Was kostet ein Visum?"), guess_language("Vize ne kadar?"), guess_language("كم تكلفة التأشيرة؟")
    ('de', 'tr', 'ar')
    """
    if is_german(text):
        return GERMAN
    words = _words(text)
    letters = set("".join(words))
    script = max(("LATIN", "ARABIC", "CYRILLIC"), key=lambda name: _letters_of(name, "".join(words)))
    if script == "ARABIC":
        return UNKNOWN if _ONLY_PERSIAN & letters else "ar"
    if script == "CYRILLIC":
        return "uk" if _ONLY_UKRAINIAN & letters else "ru"
    counts = {language: sum(word in listed for word in words) for language, listed in FOREIGN.items()}
    counts["tr"] += sum(bool(_TURKISH_LETTERS & set(word)) for word in words)
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else UNKNOWN


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def _letters_of(script: str, letters: str) -> int:
    return sum(1 for letter in letters if script in unicodedata.name(letter, ""))
