"""Brings statements and sources to one spelling before they are compared: numbers, times, limits, parted verbs."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from assistant.answering.checks.slots import in_one_spelling, ordinals_as_numbers
from assistant.answering.checks.vocabulary import SEPARABLE, light_words

_ONES = {
    word: value
    for value, word in enumerate(
        "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
        "siebzehn achtzehn neunzehn".split()
    )
}
_TENS = {
    word: value
    for value, word in enumerate("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(), start=2)
}
_NUMBERS = {
    **{word: value for word, value in _ONES.items() if value > 1},
    **{word: value * 10 for word, value in _TENS.items()},
    **{
        f"{'ein' if one == 'ein' else one}und{ten}": tens * 10 + ones
        for ten, tens in _TENS.items()
        for one, ones in _ONES.items()
        if 0 < ones < 10
    },
    "hundert": 100,
}
_UNIT = r"(?:Tag|Werktag|Arbeitstag|Kalendertag|Woche|Monat|Jahr|Stunde|Minute)(?:e[ns]?|n|s)?"
_ORDINALS = {"erst": 1, "dritt": 3, "siebt": 7, "acht": 8} | {
    word + ("st" if value >= 20 else "t"): value for word, value in _NUMBERS.items() if value not in (3, 7, 8)
}
_MONTHS_OF_YEARS = 4
"""Years up to this many are also told in months ("24 Monate"); more are ages and long periods."""

_Replacement = str | Callable[[re.Match[str]], str]


def _number(match: re.Match[str]) -> str:
    return str(_NUMBERS[match[0].lower()])


def _ordinal(match: re.Match[str]) -> str:
    return f"{_ORDINALS[match[1].lower()]}. "


def _in_months(match: re.Match[str]) -> str:
    years = int(match[1])
    return f"{years * 12} Monaten" if years <= _MONTHS_OF_YEARS else match[0]


def _in_days(match: re.Match[str]) -> str:
    return f"{int(match[1]) * 7} Tagen" if int(match[1]) <= _MONTHS_OF_YEARS else match[0]


def _split_period(match: re.Match[str]) -> str:
    number = _NUMBERS.get(match[1].lower(), match[1])
    unit = {"jahres": "Jahren", "monats": "Monaten", "wochen": "Wochen", "tages": "Tagen"}[match[2].lower()]
    return f"Frist von {number} {unit}"


def _adjective_period(match: re.Match[str]) -> str:
    return f"{_NUMBERS.get(match[1].lower(), match[1])} {match[2].capitalize()}e lange "


_WORDS = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_RULES: tuple[tuple[re.Pattern[str], _Replacement], ...] = tuple(
    (re.compile(pattern, re.I), replacement)
    for pattern, replacement in (
        (r"\b(?:ein halbes Jahr|eines halben Jahres|einem halben Jahr|halbjähr\w+)\b", "6 Monaten"),
        (r"\b(?:anderthalb|eineinhalb) Jahre?n?\b", "18 Monaten"),
        (rf"\b({_WORDS}|\d+)-?(jahres|monats|wochen|tages)-?frist(?:en)?\b", _split_period),
        (rf"\b({_WORDS}|\d+)-?(jähr|monat|wöch|täg)ig(?:e[mnrs]?)? ", _adjective_period),
        (rf"\b(?:{_WORDS})\b(?=\s|$|[,.;])", _number),
        (rf"\b({'|'.join(_ORDINALS)})e[nrms]? (?=(?:Lebensjahr|{_UNIT})\b)", _ordinal),
        (rf"\bein(?:e[mnrs]?)? (?=(?:{_UNIT})\b)", "1 "),
        (r"\bJähre lange ", "Jahre lange "),
        (r"\bWöche lange ", "Wochen lange "),
        (r"\bTäge lange ", "Tage lange "),
        (r"\b(\d{1,2}) Jahre?[ns]?\b(?! alt)", _in_months),
        (r"\b(\d{1,2}) Wochen?\b", _in_days),
        (r"\b(\d{1,2})[:.]00(?= Uhr| (?:bis|und) \d{1,2}[:.]\d\d Uhr)", r"\1"),
        (r"\bpro (?=Tag|Monat|Jahr|Woche)", "je "),
        (r"\bnicht oder nicht mehr\b", "nicht"),
        (r"\bnicht mehr(?! als| Zeit)\b", "nicht"),
        (r"\bnicht (?:mehr|länger) als\b", "höchstens"),
        (r"\bnicht später als\b", "spätestens"),
        (r"\bnicht (?:früher|eher) als\b", "frühestens"),
        (r"\b(?:nicht weniger|nicht kürzer) als\b", "mindestens"),
        (r"\bsetz(?:t|en) voraus, dass\b", "erfolgt, wenn"),
        (r"\b(?:unter der Voraussetzung|vorausgesetzt|für den Fall|im Fall), dass\b", "wenn"),
        (r"\b(?:in|für) (?:den )?(?:Fällen|Fälle), in denen\b", ", wenn"),
        (r"\b(?:es )?(?:ist ausreichend|reicht aus|reicht|genügt), (?:dass|wenn)\b", "genügt, wenn"),
        (r"\bnur (\w+(?: \w+){0,2}), wenn\b", r"\1, nur wenn"),
        (r"\berst (?=nach|wenn|nachdem|dann)", "nur "),
        (r"\bnur dann,? wenn\b", "nur wenn"),
        (r"\bauf (?:die )?Dauer von\b", "für"),
        (r"\bEin- und Ausreise\b", "Einreise und Ausreise"),
        (r"\b(\w+)- und (\w{4,})(reise|titel|verbot|karte|erlaubnis|recht)\b", r"\1\3 und \2\3"),
        (r"\b(?:mit Hilfe|mithilfe|anhand)\b", "mit"),
        (r"\bweder (.{3,80}?) noch\b", r"kein \1 oder"),
        (r"\b(\w+)pflichtig(?:e[mnrs]?)?\b", r"zur \1 verpflichtet"),
        (r"\b(gebühren|kosten|zustimmungs|visum|genehmigungs|erlaubnis)frei\b", r"ohne \1"),
        (r"\bkostenlos\b|\bunentgeltlich\b", "ohne kosten"),
        (r"\bAbs\.(?= ?\d)", "Absatz"),
        (r"\bNr\.(?= ?\d)", "Nummer"),
        (r"\b(\w{4,})(?:s)?wegen\b(?= keine)", r"wegen \1"),
    )
)
_PARTICLES = frozenset(SEPARABLE) - {"zu", "bei", "hin", "her", "frei", "unter", "durch"}
_COORDINATING = ("und", "oder", "sowie")
_PARTED = frozenset({"liegt", "liegen", "setzt", "setzen", "findet", "finden"})
"""Light words that carry substance with a particle ("liegt … vor")."""
_ARTICLES = frozenset("der die das dem den des einer eines einem einen".split())
_CLAUSE = re.compile(r"([,;:.!?()]\s*)")
_VERB = re.compile(r"[a-zäöüß]{2,}(?:t|en|e|ß|ab|ing|eht|ält|ieht)$|^(?:lag|gab|trat|zog|nahm)$")


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """Return a text in the spelling in which statements and sources are compared.

    >>> canonical("Die Behörde legt binnen zwei Wochen eine Frist fest.")
    'Die Behörde festlegt binnen 14 Tagen eine Frist.'
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    plain = re.sub(r"^\d{1,2}\. (?=[A-ZÄÖÜ])", "", plain)
    plain = in_one_spelling(plain)
    for pattern, replacement in _RULES:
        plain = pattern.sub(replacement, plain)
    plain = ordinals_as_numbers(plain)
    return "".join(part if _CLAUSE.fullmatch(part) else _joined(part) for part in _CLAUSE.split(plain))


def _joined(clause: str) -> str:
    """Put a verb's particle at the end of a clause before its verb: "legt … fest" becomes "festlegt"."""
    words = clause.split(" ")
    begin = 0
    for place, word in enumerate(words):
        ends = place == len(words) - 1 or words[place + 1] in _COORDINATING
        if word in _PARTICLES and ends and (verb := _verb(words, begin, place)) is not None:
            words[verb] = word + words[verb].lower()
            words[place] = ""
        if word in _COORDINATING:
            begin = place + 1
    return " ".join(word for word in words if word)


def _verb(words: list[str], begin: int, end: int) -> int | None:
    """Return the place of the finite verb, in this part of the clause if it has one, else in the parts before it."""
    places = [*range(begin, end), *range(begin)]
    return next((place for place in places if _may_be_verb(words, place, first=place in (0, begin))), None)


def _may_be_verb(words: list[str], place: int, *, first: bool) -> bool:
    word = words[place]
    lower = word.lower()
    if not _VERB.search(lower) or (lower in light_words() and lower not in _PARTED):
        return False
    if place and words[place - 1].lower() in _ARTICLES:
        return False
    following = words[place + 1]
    if first:
        return word[:1].islower() or following[:1].islower() or following == "Sie"
    return word[:1].islower() and (not following[:1].isupper() or following == "Sie" or place <= 1)
