"""What exact fact a question asks for (a phone number, an amount, how many pages …), and whether a text holds one.

Finer than answer_type, which helps to choose sentences: here it is judged whether the chosen ones can be an answer.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.answer_type import AnswerType, expected_type, holds
from assistant.answering.figures import figures
from assistant.answering.words import stem

Holds = Callable[[str], bool]
"""Tells whether a text holds such a fact."""


@dataclass(frozen=True, slots=True)
class AskedFact:
    """The fact that is asked for; `exact`: a wrong one misleads, and no paraphrase stands in for it."""

    holds: Holds
    exact: bool


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.I)


_EXACT = (
    (
        _pattern(r"telefon|durchwahl|hotline|rufnummer|unter welcher nummer"),
        _pattern(r"\btel\b|tel\.|telefon|\+49|\b0\d{2,5}[ /–-]*\d{3,}"),
    ),
    (_pattern(r"e-?mail|mailadresse"), _pattern(r"@|e-?mail")),
    (
        _pattern(r"webs(?:ite|eite)|internetseite|homepage|\blink\b|\burl\b|welche[rns]? app\b"),
        _pattern(r"www\.|https?:|\.(?:de|com|eu)\b|portal|internet|homepage|webseite|online|\bapp\b"),
    ),
    (
        _pattern(r"adresse|anschrift|welche straße|welche[srmn]* (?:zimmer|gebäude|raum|stockwerk)"),
        _pattern(r"straße|str\.|platz\b|\b\d{5}\b|zimmer|raum\b|gebäude|etage|stock\b"),
    ),
    (
        _pattern(
            r"öffnungszeit|geöffnet|uhrzeit|wie viel uhr|sprechzeit|sprechstunde"
            r"|wann (?:hat|ist|haben|öffnet)\b.*\b(?:offen|auf|geöffnet|öffnen)"
        ),
        _pattern(r"\buhr\b|\b\d{1,2}[:.]\d{2}\b|montag|dienstag|mittwoch|donnerstag|freitag|samstag|öffnungszeit"),
    ),
    (
        _pattern(r"wie groß|quadratmeter|millimeter|zentimeter|\bmaße\b|wie weit|kilometer|wie schwer"),
        _pattern(r"\d+(?:,\d+)? ?(?:m²|qm|quadratmeter|mm|cm|millimeter|zentimeter|km|kilometer|kg)\b"),
    ),
    (_pattern(r"prozent|beitragssatz"), _pattern(r"prozent|%|vom hundert")),
    (_pattern(r"sprachniveau|welches niveau|niveaustufe"), _pattern(r"\b[ABC][12]\b|niveau")),
    (
        _pattern(r"wie heißt (?:der|die|unser)|wer (?:leitet|sitzt|ist unser)|name (?:des|der) "),
        re.compile(r"\b(?:Herr|Frau) [A-ZÄÖÜ]"),
    ),
)
"""What asks for an exact fact, and what a text must hold to have it."""
_HOW_HIGH = _pattern(
    r"\beuro\b|wie hoch (?:ist|sind) (?:der|die|das) (?:monatliche |aktuelle )*"
    r"[\w-]*(?:gebühr|beitrag|lohn|gehalt|geld|kosten|betrag|satz|bedarf|schwelle)"
)
_EURO = _pattern(r"\beuro\b")
_FREE = _pattern(r"gebührenfrei|kostenlos|kostenfrei|keine gebühr|befreit|unentgeltlich")
_HOW_MANY = re.compile(r"[Ww]ie ?viele?n?\s+(?:[a-zäöüß]+[ern] )?([A-ZÄÖÜ]\w{3,})")
_NUMBER = (
    r"(?:\d|\b(?:ein\w*|zwei|beide\w*|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf|vierzehn|funfzehn|achtzehn"
    r"|zwanzig|dreißig|dreissig|sechzig)\b)"
)
_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_WHEN = _pattern(r"(?:seit )?wann\b|an welchem tag")
_TELLS_WHEN = _pattern(
    r"\bwenn\b|sobald|sofort|nachdem|spätestens|frühestens|innerhalb|vor (?:der|dem|ablauf)|\buhr\b"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|jederzeit"
)
_WHERE = _pattern(r"\bwo\b(?! kein)|\bwohin\b")
_TELLS_WHERE = _pattern(
    r"straße|str\.|platz\b|\bweg \d|\b\d{5}\b|@|www\.|tel|raum|zimmer|gebäude|erdgeschoss|stock|schalter|portal|online"
    r"|internet|\bbei (?:der|dem|den|ihrer|ihrem|einer|einem)|beim\b|\bim \w*(?:amt|haus|center|zentrum|büro)"
    r"|in (?:der|einer|jeder) \w*(?:stelle|behörde|beratung|schule|agentur)"
)
_WHO = _pattern(r"wer\b|an wen|bei wem|welche (?:stelle|behörde)")
_TELLS_WHO = _pattern(
    r"amt|behörde|stelle|gericht|person|berat|center|verein|ausländer|bürger|menschen|familie|wer\b|alle\b|arzt|schule"
    r"|agentur|sachbearbeit|leitung|team"
)
_TODAY = _pattern(
    r"\bderzeit|\baktuell|\bmomentan|\bgrade?\b|\bim schnitt\b|durchschnitt|\bnächste[rns]?\b|\bbisher\b|\bheute\b"
    r"|\b20(?:2[4-9]|3\d)\b|dieses jahr"
)


def asked_fact(question: str) -> AskedFact | None:
    """Return the fact that a question asks for, or None when any sentence may answer it.

    >>> asked = asked_fact("Wie viele Seiten hat der Pass?")
    >>> asked.holds("Der Pass gilt 10 Jahre."), asked.holds("Er hat 32 Seiten.")
    (False, True)
    """
    for asks, tells in _EXACT:
        if asks.search(question):
            return AskedFact(_by(tells), exact=True)
    kind = expected_type(question)
    if kind is AnswerType.AMOUNT or _HOW_HIGH.search(question):
        return AskedFact(_holds_euros if _EURO.search(question) else _of_kind(AnswerType.AMOUNT), exact=True)
    counted = _HOW_MANY.search(question)
    if counted and kind is not AnswerType.TIME:
        return AskedFact(_counts(counted[1]), exact=True)
    if kind is not None and not _WHEN.match(question):
        return AskedFact(_of_kind(kind), exact=False)
    return _circumstance(question)


def _circumstance(question: str) -> AskedFact | None:
    if _WHEN.match(question):
        return AskedFact(lambda text: holds(AnswerType.TIME, text) or bool(_TELLS_WHEN.search(text)), exact=False)
    if _WHERE.search(question):
        return AskedFact(_by(_TELLS_WHERE), exact=False)
    return AskedFact(_by(_TELLS_WHO), exact=False) if _WHO.match(question) else None


def today_missing(question: str, quoted: str) -> bool:
    """Tell whether a question asks how things are just now (derzeit, im Schnitt, 2026), and the quotes do not say so.

    >>> today_missing("Wie lange dauert die Bearbeitung derzeit?", "Die Bearbeitung dauert lange.")
    True
    """
    there = quoted.lower()
    return any(found.lower()[:6] not in there for found in _TODAY.findall(question))


def _by(pattern: re.Pattern[str]) -> Holds:
    return lambda text: pattern.search(text) is not None


def _of_kind(kind: AnswerType) -> Holds:
    return lambda text: holds(kind, text)


def _holds_euros(text: str) -> bool:
    return any(figure.endswith("euro") for figure in figures(text)) or _FREE.search(text) is not None


def _counts(noun: str) -> Holds:
    """A number and, at most two words further, what is counted."""
    counted = re.compile(rf"{_NUMBER}\W*(?:\w+\W+){{0,2}}\w*{re.escape(stem(noun))}", re.I)
    return lambda text: counted.search(text.lower().translate(_FOLD)) is not None
