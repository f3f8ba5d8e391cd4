"""Finds in a German sentence the facts that two texts can contradict each other about, each in one spelling."""

import re
from dataclasses import dataclass
from enum import StrEnum

from knowledge_base.legal_reference import LegalReference, find_references


class FactKind(StrEnum):
    """What a fact is about; the first seven are figures, the others are words that turn a sentence's meaning."""

    AMOUNT = "amount"
    PERIOD = "period"
    DATE = "date"
    SHARE = "share"
    NUMBER = "number"
    REFERENCE = "reference"
    BOUND = "bound"
    NEGATION = "negation"
    MODALITY = "modality"
    FORM = "form"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact and where it stands: text[start:end]; `reference` is set for a place in a law."""

    kind: FactKind
    value: str
    start: int
    end: int
    reference: LegalReference | None = None


_WORDS = {
    word: value
    for value, words in enumerate(
        "ein eine einen einem einer eines|zwei beide beiden|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf".split(
            "|"
        ),
        start=1,
    )
    for word in words.split()
} | {"vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "achtzehn": 18, "zwanzig": 20, "dreißig": 30, "sechzig": 60}
_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()
_TIME = (
    r"(?P<unit>(?:kalender|werk|arbeits)?tag(?:e[ns]?|s)?|(?:kalender)?(?:wochen?|monat(?:e[ns]?|s)?)"
    r"|(?:kalender|lebens)?jahr(?:e[ns]?|s)?|stunden?|minuten?)\b"
)
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_NUMBER = rf"(?P<number>(?<![\w.,])(?:{_DIGITS})(?![\w])|\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b)"
_PATTERNS = (
    (FactKind.DATE, re.compile(rf"\b(\d{{1,2}})\.\s?(\d{{1,2}}\.|{'|'.join(_MONTHS)})\s?(\d{{4}})?\b", re.I)),
    (FactKind.AMOUNT, re.compile(rf"{_NUMBER}\s*(?:euro|eur|€)(?!\w)", re.I)),
    (FactKind.SHARE, re.compile(rf"{_NUMBER}\s*(?:prozent|%|v\.\s?h\.)", re.I)),
    (FactKind.PERIOD, re.compile(rf"{_NUMBER}\.?(?:\s*-\s*|\s+)(?:\w+e[nrsm]?\s+)?{_TIME}", re.I)),
    (FactKind.NUMBER, re.compile(rf"(?<![\w.,/-])(?P<number>{_DIGITS})(?![\w/]|[.,]\d)")),
)
_NEEDS = {
    FactKind.AMOUNT: ("eur", "€"),
    FactKind.SHARE: ("prozent", "%", "h."),
    FactKind.PERIOD: ("tag", "woche", "monat", "jahr", "stunde", "minute"),
}
"""What a text has in it somewhere, in small letters, when there is such a fact: most sentences are done with here."""
_WRITTEN_NUMBER = re.compile(
    rf"\b(?P<number>{'|'.join(word for word in sorted(_WORDS, key=len, reverse=True) if _WORDS[word] > 1)})\b", re.I
)
_NEGATION = re.compile(r"(?<!, )\b(?:nicht(?!\s+nur)|kein(?:e[nrms]?)?|niemals|nie|unzulässig|entfällt)\b", re.I)
_MODALITY = (
    ("muss", re.compile(r"\b(?:muss|müssen|zwingend|verpflichtet|ist\s+\S+(?:\s\S+)?\s+zu\s+\w+en)\b", re.I)),
    ("soll", re.compile(r"\b(?:soll|sollen|sollte|sollten)\b", re.I)),
    ("kann", re.compile(r"\b(?:kann|können|darf|dürfen)\b", re.I)),
)
_FORM = re.compile(
    r"\b(?:(schriftlich|schriftform)|(elektronisch|online|e-mail|digital)|(mündlich|telefonisch)"
    r"|(persönlich|vorsprache))(?:e[nrms]?)?\b",
    re.I,
)
_FORMS = ("schriftlich", "elektronisch", "mündlich", "persönlich")
_OFFICE = re.compile(
    r"\b(?:[A-ZÄÖÜ][\wäöüß-]*(?:behörde|bundesamt|gericht|ministerium|präsidium|kasse|sachbearbeitung|leitung"
    r"|vertretung|agentur|registratur|koordination)|[A-ZÄÖÜ]\w+(?:[sn]|l)amt|Bundesamt|Standesamt|Bundespolizei"
    r"|Landespolizei|Polizei|Servicepunkt|Sachbearbeitung|Stadtkasse|Botschaft|Teamleitung|Registratur|Bundesdruckerei)"
    r"(?:en|es|n|s)?\b"
)
_LEAST = re.compile(r"(?:mindestens|wenigstens|mehr als|länger als|über|frühestens(?: nach| ab)?)\s+(?:\w+\s)?$", re.I)
_MOST = re.compile(r"(?:höchstens|bis zu|maximal|längstens|weniger als|unter|spätestens(?: nach)?)\s+(?:\w+\s)?$", re.I)
_LOOK_BACK = 24


def facts_in(text: str) -> list[Fact]:
    """Return the facts of a sentence in reading order; what belongs to a § or a date is not counted as a number.

    >>> [(fact.kind.value, fact.value) for fact in facts_in("Binnen zwei Wochen 93,00 € (§ 45 AufenthV).")]
    [('period', '2 woche'), ('amount', '93'), ('reference', '§ 45 AufenthV')]
    """
    found = [
        Fact(FactKind.REFERENCE, str(one.reference), one.start, one.end, one.reference) for one in find_references(text)
    ]
    taken = [(fact.start, fact.end) for fact in found]
    lowered = text.lower()
    for kind, pattern in _PATTERNS:
        if kind in _NEEDS and not any(part in lowered for part in _NEEDS[kind]):
            continue
        for match in pattern.finditer(text):
            if not _is_taken(match.start(), match.end(), taken):
                found.append(Fact(kind, _value(kind, match), match.start(), match.end()))
                taken.append((match.start(), match.end()))
    for match in _WRITTEN_NUMBER.finditer(text):
        if not _is_taken(match.start(), match.end(), taken):
            found.append(Fact(FactKind.NUMBER, _plain(match["number"]), match.start(), match.end()))
    found += [bound for fact in found if (bound := _bound(text, fact))]
    found += _turning_words(text)
    return sorted(found, key=lambda fact: (fact.start, fact.end))


def _turning_words(text: str) -> list[Fact]:
    found = [Fact(FactKind.NEGATION, "nicht", match.start(), match.end()) for match in _NEGATION.finditer(text)]
    for value, pattern in _MODALITY:
        found += [Fact(FactKind.MODALITY, value, match.start(), match.end()) for match in pattern.finditer(text)]
    for match in _FORM.finditer(text):
        form = next(name for name, group in zip(_FORMS, match.groups(), strict=True) if group)
        found.append(Fact(FactKind.FORM, form, match.start(), match.end()))
    for match in _OFFICE.finditer(text):
        found.append(Fact(FactKind.OFFICE, " ".join(match[0].lower().split()), match.start(), match.end()))
    return found


def _is_taken(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(start < other_end and end > other_start for other_start, other_end in taken)


def _value(kind: FactKind, match: re.Match[str]) -> str:
    if kind is FactKind.DATE:
        named = match[2].rstrip(".").lower()
        month = _MONTHS.index(named) + 1 if named in _MONTHS else int(named)
        return f"{int(match[1])}.{month}.{match[3] or ''}"
    number = _plain(match["number"])
    return f"{number} {_unit(match['unit'])}" if kind is FactKind.PERIOD else number


def _plain(number: str) -> str:
    """Bring "1.000,00", "1000" and "zwei" to one spelling."""
    if number.lower() in _WORDS:
        return str(_WORDS[number.lower()])
    whole, _, fraction = number.partition(",")
    fraction = fraction.rstrip("0")
    return whole.replace(".", "") + (f",{fraction}" if fraction else "")


def _unit(unit: str) -> str:
    lowered = unit.lower()
    if "jahr" in lowered:
        return "jahr"
    roots = ("werktag", "arbeitstag", "tag", "woche", "monat", "stunde", "minute")
    return next(root for root in roots if root in lowered)


def _bound(text: str, fact: Fact) -> Fact | None:
    """Tell whether a figure is the least or the most that there may be."""
    if fact.kind in {FactKind.REFERENCE, FactKind.DATE, FactKind.NUMBER}:
        return None
    start = max(0, fact.start - _LOOK_BACK)
    for value, pattern in (("least", _LEAST), ("most", _MOST)):
        if match := pattern.search(text[start : fact.start]):
            return Fact(FactKind.BOUND, value, start + match.start(), fact.start)
    return None
