"""What a statement is about: its nouns and other words in one form each, figures and references left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge_base.likeness.facts_in_text import Fact, FactKind
from knowledge_base.stop_words import GERMAN

COMMON = frozenset(
    """abschluss absatz abteilung amtshandlung änderung angabe angaben anlage antrag anspruch art aufgabe ausgabe
    ausländer ausländerin ausländern ausnahme ausstellung bearbeitung bedingung behörde beispiel beleg bescheinigung
    betrag bestellung checkliste datum dauer dokument entscheidung ergebnis erneuerung erteilung fall form formular
    frist gebühr gesetz grund grundsatz hinweis höhe inhalt kind kinder kosten leistung leitfaden mitteilung möglichkeit
    monat nachweis person personen prozess prüfung rechtsgrundlage regel sache satz schritt seite stand stelle tag
    team teil termin titel übersicht unterlage unterlagen verfahren verlängerung vermerk voraussetzung voraussetzungen
    vorgang vorschrift weg woche zeit zeitpunkt zuständigkeit zweck jahr euro prozent stunde minute lebensjahr ablauf
    niederschrift anforderung meldung adresse fundstelle""".split()
)
"""Nouns that stand in documents about anything; alone they do not tell what a sentence is about."""

ACTORS = frozenset("kunde kundin antragsteller antragstellerin person personen ausländer ausländerin".split())
"""Whom every rule is about: a sentence that names them does not say more than one that does not."""

_MASKED = frozenset(
    {FactKind.AMOUNT, FactKind.PERIOD, FactKind.DATE, FactKind.SHARE, FactKind.NUMBER, FactKind.REFERENCE}
    | {FactKind.BOUND, FactKind.NEGATION, FactKind.MODALITY, FactKind.FORM, FactKind.OFFICE}
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDING = re.compile(r"(?:innen|ungen|ern|em|en|er|es|e|n|s)$")
_ADJECTIVE = re.compile(r"(?:e|en|er|es|em)$")
"""A first word of this form with a noun behind it is written with a capital only because it is the first."""
_FOLDED = str.maketrans("äöü", "aou")
_SHORTEST_STEM = 4
_SHORTEST_PART = 6
_LONGEST_ENDING = 3
_LONGEST_JOINT = 2
_COMMON_STEMS: frozenset[str]
ACTOR_STEMS: frozenset[str]


@dataclass(frozen=True, slots=True)
class StatementWords:
    """The stems of a text: nouns that tell what it is about, and all other words that mean something."""

    nouns: frozenset[str]
    others: frozenset[str]

    @property
    def telling(self) -> frozenset[str]:
        """The nouns that are not common to everything."""
        return self.nouns - _COMMON_STEMS


def words_of(text: str, facts: Sequence[Fact] = ()) -> StatementWords:
    """Read the words of a text, without those that make up its facts.

    >>> sorted(words_of("Die Gebühr der Duldung wird sofort erhoben.").nouns)
    ['duldung', 'gebuhr']
    """
    plain = list(text)
    for fact in facts:
        if fact.kind in _MASKED:
            plain[fact.start : fact.end] = " " * (fact.end - fact.start)
    nouns, others = set[str](), set[str]()
    words = _WORD.findall("".join(plain))
    for place, word in enumerate(words):
        if len(word) > 1 and word.lower() not in GERMAN:
            first_adjective = place == 0 and _ADJECTIVE.search(word) and words[1:2] and words[1][0].isupper()
            (nouns if word[0].isupper() and not first_adjective else others).add(stem(word))
    return StatementWords(frozenset(nouns), frozenset(others - nouns))


def stem(word: str) -> str:
    """Cut a word's ending and fold its umlauts, so that its cases and numbers are one.

    >>> stem("Anträge") == stem("Antrag")
    True
    """
    folded = word.lower().replace("ß", "ss").translate(_FOLDED)
    cut = _ENDING.sub("", folded)
    return cut if len(cut) >= _SHORTEST_STEM else folded


@lru_cache(maxsize=200_000)
def is_alike(left: str, right: str) -> bool:
    """Tell whether two stems are the same word, or one begins the other ("Bearbeitung", "Bearbeitungszeit")."""
    short, long = sorted((left, right), key=len)
    if short == long:
        return True
    if len(short) >= _SHORTEST_PART and long.startswith(short):
        return True
    shared = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= _SHORTEST_PART - 1 and len(short) - shared <= _LONGEST_ENDING >= len(long) - shared


def unmatched(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Return those of `words` that have no like among `others`, be it taken apart ("Pflicht zur Ausreise")."""
    missing = [word for word in words - others if not any(is_alike(word, other) for other in others)]
    return frozenset(word for word in missing if not _in_compound(word, words, others))


def _in_compound(word: str, words: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether a word is made of two of the others, or is one of two that make up one of them."""
    return _is_made_of(word, others) or any(
        _is_made_of(other, words) for other in others if other.startswith(word) or other.endswith(word)
    )


def _is_made_of(compound: str, words: frozenset[str]) -> bool:
    first = [len(word) for word in words if compound.startswith(word)]
    last = [len(word) for word in words if compound.endswith(word)]
    return any(0 <= len(compound) - one - two <= _LONGEST_JOINT for one in first for two in last)


_COMMON_STEMS = frozenset(stem(word) for word in COMMON)
ACTOR_STEMS = frozenset(stem(word) for word in ACTORS)
