"""Brings what must agree exactly to one spelling: names of laws, places in them, great numbers, shares, ordinals."""

import re
from collections.abc import Callable

from knowledge_base.law_names import FULL_NAMES

_ONES = {
    word: value
    for value, word in enumerate("ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(), start=1)
} | {"": 1}
_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
_HUNDRED, _THOUSAND = 100, 1000
_LAWS = {name: short for name, short in FULL_NAMES.items() if name[-1].islower()}
_LAW = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _LAWS), key=len, reverse=True)) + r")(?:es|s|e)?\b")
_SEVERAL = re.compile(
    r"\b(Absätzen?|Nummern|Sätzen?) (\d+[a-z]?(?:(?:, | und | oder | bis |, oder )(?:nach )?\d+[a-z]?\b(?! [A-ZÄÖÜ]))*)"
)
_SHORTENED = re.compile(
    r"\b(Absatz|Abs\.|Nummer|Nr\.|Satz) (\d+[a-z]?) (und|oder) (\d+[a-z]?)\b(?! (?:[A-ZÄÖÜ€%]|vom Hundert))"
)
_SINGULAR = {"A": "Absatz", "N": "Nummer", "S": "Satz"}


def _law(match: re.Match[str]) -> str:
    return _LAWS[match[1]]


def _places(match: re.Match[str]) -> str:
    name = _SINGULAR[match[1][0]]
    return re.sub(r"\d+[a-z]?", lambda place: f"{name} {place[0]}", match[2])


def _second_place(match: re.Match[str]) -> str:
    return f"{match[1]} {match[2]} {match[3]} {match[1]} {match[4]}"


def _great(match: re.Match[str]) -> str:
    one = _ONES[match[1].lower()]
    return str(one * (_THOUSAND if match[2].lower() == "tausend" else _HUNDRED))


_Replacement = str | Callable[[re.Match[str]], str]
_RULES: tuple[tuple[re.Pattern[str], _Replacement], ...] = (
    (_LAW, _law),
    (re.compile(r"\b([A-Z][A-Za-zÄÖÜäöü]*(?:G|V|GB|O))s\b"), r"\1"),
    (re.compile(r"\bSGB[- ]([IVX]+)-(?=[A-ZÄÖÜ])"), r"SGB \1 "),
    (re.compile(r"\bSGB-(?=[IVX]+\b)"), "SGB "),
    (_SEVERAL, _places),
    (_SHORTENED, _second_place),
    (re.compile(r"\bvom Hundert\b|\bv\. ?H\."), "Prozent"),
    (re.compile(rf"\b({_ONE})(tausend|hundert)\b(?! [Vv]on)", re.I), _great),
    (re.compile(r"(?<=\d) ?%"), " Prozent"),
    (re.compile(r"\b(?:50|fünfzig) Prozent\b"), "die Hälfte"),
    (re.compile(r"\b(?:100|hundert) Prozent\b"), "voll"),
    (re.compile(r"\b(?:ein(?:e[mns])? )?Vierteljahr(?:e?s)?\b"), "3 Monaten"),
    (re.compile(r"\bWochenstunden\b"), "Stunden je Woche"),
    (re.compile(r"\bMonatsfrist\b"), "Frist von 1 Monat"),
    (re.compile(r"\bJahresfrist\b"), "Frist von 1 Jahr"),
    (re.compile(rf"\b({_ONE}|\d+)-?jahres-?zeitraum(?:e?s)?\b", re.I), r"Zeitraum von \1 Jahren"),
    (re.compile(r"\bsiebenten\b"), "siebten"),
)
_TIME = r"(?:Werk|Arbeits|Kalender)?(?:[Tt]ag|Woche|Monat|Jahr|Stunde|Minute)(?:e[ns]?|n|s)?\b"
_PARTED_TIME = re.compile(rf"\b(\d+) ([a-zäöü]{{4,}}e[nrsm]?) (?={_TIME})")
_ORDINAL_OF_TIME = re.compile(r"\b(\d{1,2})\. (?=(?:Werk|Arbeits|Kalender)?(?:tag|Tag|Monat|Woche|Jahr)(?!\w*alter))")


def in_one_spelling(text: str) -> str:
    """Return a text with exact slots in the spelling that is compared.

    >>> in_one_spelling("Nach den Absätzen 1 und 3 des Aufenthaltsgesetzes dreitausend Euro, 60 vom Hundert")
    'Nach den Absatz 1 und Absatz 3 des AufenthG 3000 Euro, 60 Prozent'
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def ordinals_as_numbers(text: str) -> str:
    """Return a text in which "am 7. Tag" counts as a figure of days."""
    return _PARTED_TIME.sub(r"\2 \1 ", _ORDINAL_OF_TIME.sub(r"\1 ", text))
