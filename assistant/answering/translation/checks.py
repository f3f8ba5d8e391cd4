"""Checks of a translation that need no second model: figures, units, laws, denial, language, length.

They find wrong figures and wrong languages, not wrong meanings; the screen says so.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from assistant.answering.checks.polarity import denials
from assistant.answering.figures import figures, with_digits
from assistant.answering.translation.figure_words import denies, month_stands_in, unit_stands_in
from assistant.answering.translation.language import Language, is_written_in

LONGEST_RATIO, SHORTEST_RATIO = 2.2, 0.3
"""Length of a translation by that of the German sentence; Arabic is the shortest, Russian the longest of ours."""
ROOM = 40
"""Characters that a short sentence's translation may be longer in any case."""
MOST_UNTRANSLATED = 0.15
"""Share of the words that may be long German ones of the sentence: names of offices."""
LONG_WORD = 7
MOST_REPEATED = 2
"""So often may the same three words follow each other."""

_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,٬]\d{3})+")
_WORD = re.compile(r"[^\W\d_]+")
_LAW = re.compile(r"\b[A-ZÄÖÜ][a-zäöü]*(?:[A-Z][a-zäöü]*)*(?:G|V|GB|O)\b")
_DATE = re.compile(r"\d{2}\.(\d{2})\.\d{0,4}")
_UNIT = re.compile(r"\S+ ([a-z]+)")
_PLAIN_NEGATION = re.compile(r"\b(?:nicht|kein\w*|nie|niemals)\b", re.IGNORECASE)
_MAY_BE_DENIED = re.compile(
    r"\bun(?!ter|d\b|ion|s\b|gar)\w+|\w+(?:los|frei)\w*|sei denn"
    r"|\b(?:spätestens|höchstens|mindestens|längstens|nur|erst|außer)\b",
    re.IGNORECASE,
)
"""What other languages tell by denying: "unverzüglich" is "without delay", "spätestens" is "not later than"."""


def failed_check(german: str, told: str, language: Language) -> str:
    """Return the name of the first check that a translation fails; empty when it passes them all.

    >>> failed_check("Die Gebühr beträgt 13 Euro.", "The fee is 31 euros.", Language.ENGLISH)
    'numbers'
    >>> failed_check("Die Gebühr beträgt 13 Euro.", "The fee is 13 euros.", Language.ENGLISH)
    ''
    """
    return next((name for name, holds in _CHECKS.items() if not holds(german, told, language)), "")


def _is_of_fitting_length(german: str, told: str, _language: Language) -> bool:
    return SHORTEST_RATIO * len(german) <= len(told.strip()) <= LONGEST_RATIO * len(german) + ROOM


def _does_not_repeat_itself(german: str, told: str, _language: Language) -> bool:
    words = _WORD.findall(told.lower())
    threes = Counter(zip(words, words[1:], words[2:], strict=False))
    lists = german.count("\n") + german.count(";")
    return max(threes.values(), default=0) <= MOST_REPEATED + lists


def _is_in_the_language(_german: str, told: str, language: Language) -> bool:
    return is_written_in(_LAW.sub(" ", told), language)


def _is_translated(german: str, told: str, _language: Language) -> bool:
    source = {word.lower() for word in _WORD.findall(german) if len(word) >= LONG_WORD and not _LAW.fullmatch(word)}
    words = [word.lower() for word in _WORD.findall(told)]
    return sum(word in source for word in words) <= MOST_UNTRANSLATED * len(words)


def _keeps_numbers(german: str, told: str, _language: Language) -> bool:
    """Every number stands there and no other; "einem Monat" may be told with a digit or without."""
    return _numbers(with_digits(german, least=2)) <= _numbers(told) <= _numbers(with_digits(german))


def _keeps_laws(german: str, told: str, _language: Language) -> bool:
    return set(_LAW.findall(german)) <= set(_LAW.findall(told)) and german.count("§") >= told.count("§")


def _keeps_units_and_months(german: str, told: str, language: Language) -> bool:
    for figure in figures(german):
        dated, measured = _DATE.fullmatch(figure), _UNIT.fullmatch(figure)
        if dated and _numbers(told) >= {dated[1].lstrip("0")}:
            continue  # the month is written as a number
        if dated and not month_stands_in(told, int(dated[1]), language):
            return False
        if measured and figure[0].isdigit() and not unit_stands_in(told, measured[1], language):
            return False
    return True


def _denies_as_much(german: str, told: str, language: Language) -> bool:
    if _PLAIN_NEGATION.search(german):
        return denies(told, language)
    if language is Language.TURKISH:  # denies by endings, which other words have too
        return True
    return denials(german) > 0 or _MAY_BE_DENIED.search(german) is not None or not denies(told, language)


def _numbers(text: str) -> set[str]:
    """Return the numbers in one spelling: 1.000,00 and 1,000.00 are 1000, 6,50 and 6.50 are 6.5."""
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)
    return {number for found in _NUMBER.findall(plain) for number in _plain(found)}


def _plain(number: str) -> list[str]:
    whole, separator, fraction = number.rpartition(next((sign for sign in ",.٫" if sign in number[-3:]), "\0"))
    if not separator or number.count(".") > 1:
        kept = re.sub(r"\D", "", number) if _THOUSANDS.fullmatch(number) else ""
        return [kept] if kept else [part.lstrip("0") or "0" for part in re.split(r"\D", number)]
    fraction = fraction.rstrip("0")
    return [re.sub(r"\D", "", whole) + (f".{fraction}" if fraction else "")]


_CHECKS: dict[str, Callable[[str, str, Language], bool]] = {
    "length": _is_of_fitting_length,
    "repetition": _does_not_repeat_itself,
    "language": _is_in_the_language,
    "untranslated": _is_translated,
    "numbers": _keeps_numbers,
    "laws": _keeps_laws,
    "units": _keeps_units_and_months,
    "denial": _denies_as_much,
}
