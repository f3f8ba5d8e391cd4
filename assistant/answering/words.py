"""German words as the answer checks compare them: content words, stems and character n-grams, in plain Python."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,]\d+)*")
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_ENDINGS = ("ungen", "ern", "ung", "est", "em", "en", "er", "es", "st", "e", "n", "s", "t")

ALIKE = 0.75
"""Two units that share this much of their grams say the same."""

STOP_WORDS = frozenset(
    """
    aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus
    bei beim bin bis bist da dabei dadurch dafür damit danach dann daran darauf daraus darin das dass davon dazu
    dein deine dem den denen denn der deren des dessen dich die dies diese dieser dieses diesem diesen dir doch
    dort du durch ein eine einem einen einer eines er es etwa etwas euch euer für gegen gibt hab habe haben hat
    hatte hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja je jede jedem jeden
    jeder jedes jener jetzt kommt man mehr mein meine meinem meinen meiner mich mir mit nach noch nun ob oder
    ohne sehr sein seine seinem seinen seiner seit selbst sich sie sind so solche soll sollte sonst sowie über
    um und uns unser unsere unter vom von vor während war waren was weil welche welchem welchen welcher welches
    wenn wer wem wen wessen werden wie wieder wieso warum will wir wird wo woher wohin womit wofür wann wurde
    wurden zu zum zur zwar zwischen kann können könnte darf dürfen muss müssen bitte eigentlich mal nur the of
    and to is are a what how when who
    """.split()
)
"""Words that say nothing about a topic; negations are deliberately not among them."""


def tokens(text: str) -> list[str]:
    """Split into lower-case words and numbers, NFC-normalised.

    >>> tokens("Die Gebühr: 93,00 Euro")
    ['die', 'gebühr', '93,00', 'euro']
    """
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Strip a German ending and fold umlauts, so that "Gebühren" and "Gebühr" are equal; crude, but alike for all."""
    folded = word.lower().translate(_FOLD)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= 4:
            return folded[: -len(ending)]
    return folded


def content_stems(text: str) -> list[str]:
    """List the stems of all words that carry a topic, numbers included, in order."""
    return [stem(token) for token in tokens(text) if token not in STOP_WORDS]


@lru_cache(maxsize=20_000)
def character_ngrams(text: str, size: int = 5) -> frozenset[str]:
    """Return the character n-grams of the content words, each word padded with one space on either side."""
    grams: set[str] = set()
    for token in tokens(text):
        if token in STOP_WORDS:
            continue
        padded = f" {token.translate(_FOLD)} "
        if len(padded) <= size:
            grams.add(padded)
        grams.update(padded[start : start + size] for start in range(len(padded) - size + 1))
    return frozenset(grams)


def share_found(wanted: Iterable[str], there: Iterable[str]) -> float:
    """Return which share of the wanted items is there (1.0 when nothing is wanted)."""
    wanted_set = set(wanted)
    return len(wanted_set & set(there)) / len(wanted_set) if wanted_set else 1.0


def alike(one: str, other: str) -> bool:
    """Tell whether two texts say the same in nearly the same words."""
    grams, others = character_ngrams(one), character_ngrams(other)
    smaller = min(len(grams), len(others))
    return smaller > 0 and len(grams & others) / smaller >= ALIKE
