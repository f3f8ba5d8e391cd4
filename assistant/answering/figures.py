"""Finds what must never be wrong in a sentence: laws, §§, numbers, amounts, dates, deadlines, each in one spelling."""

import re
import unicodedata

_NUMBER_WORDS = {
    word: str(value)
    for value, words in {
        1: "einen einem eines einer ein eine",
        2: "zwei beide beiden zweier",
        3: "drei dreier",
        4: "vier",
        5: "fünf",
        6: "sechs",
        7: "sieben",
        8: "acht",
        9: "neun",
        10: "zehn",
        11: "elf",
        12: "zwölf",
        14: "vierzehn",
        15: "fünfzehn",
        18: "achtzehn",
        20: "zwanzig",
        24: "vierundzwanzig",
        30: "dreißig",
        36: "sechsunddreißig",
        48: "achtundvierzig",
        60: "sechzig",
    }.items()
    for word in words.split()
}
_MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate(
        "januar februar märz april mai juni juli august september oktober november dezember".split(), start=1
    )
}
_UNITS = (
    r"(?:Kalender|Werk|Arbeits)?(?:tag|woche|monat|jahr|stunde|minute)(?!lich)\w*|euro|€|cent|prozent|%|lebensjahr\w*"
)
"""What is counted; "monatlich" says how often, so that "einen monatlichen Beitrag" is no month."""
_SECTION = re.compile(
    r"(?:§§?|art(?:ikel|\.)|paragraf(?:en)?|paragraph(?:en)?)\s*(\d+[a-z]?(?:\s*(?:,|und|oder|bis|–|-)\s*\d+[a-z]?\b)*)",
    re.I,
)
_PART = re.compile(r"\b(abs(?:atz|\.)|satz|nr\.|nummer|buchst(?:abe|\.))\s*(\d+[a-z]?|[a-z]\b)", re.I)
_DATE = re.compile(r"\b(\d{1,2})\.\s*(\d{1,2}\.|" + "|".join(_MONTHS) + r")\s*(\d{4})?\b", re.I)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*[a-z]?\b")
_WORD_WITH_UNIT = re.compile(r"\b(" + "|".join(_NUMBER_WORDS) + r")(?=\s+(?:\w+\s+)?(?:" + _UNITS + r")\b)", re.I)
_UNIT_AFTER = re.compile(r"\s*(?:-|–)?\s*(" + _UNITS + r")(?!\w)", re.I)
_LAW = re.compile(r"\b[A-ZÄÖÜ][a-zäöü]*(?:[A-Z][a-zäöü]*)*(?:G|V|GB|O)\b(?:/EU)?(?:\s[IVX]+\b)?")
_CITATION = re.compile(r"\[\d+(?:\s*,\s*\d+)*\]")


def figures(text: str) -> frozenset[str]:
    """Return every law, § with its parts, date, and number with its unit, each in one spelling.

    >>> sorted(figures("Nach § 81 Abs. 4 AufenthG binnen zwei Wochen, 93,00 Euro."))
    ['2 woche', '93 euro', 'AufenthG', 'abs 4', '§81']
    """
    plain = unicodedata.normalize("NFKC", _CITATION.sub(" ", text))
    found: set[str] = set(_LAW.findall(plain))
    rest = plain.lower()

    def take_section(match: re.Match[str]) -> str:
        found.update("§" + number for number in re.findall(r"\d+[a-z]?", match[1]))
        return " "

    def take_part(match: re.Match[str]) -> str:
        found.add(f"{_part_name(match[1])} {match[2]}")
        return " "

    def take_date(match: re.Match[str]) -> str:
        month = _MONTHS.get(match[2], match[2].rstrip(".").zfill(2))
        found.add(f"{match[1].zfill(2)}.{month}.{match[3] or ''}")
        return " "

    rest = _SECTION.sub(take_section, rest)
    rest = _PART.sub(take_part, rest)
    rest = _DATE.sub(take_date, rest)
    rest = _WORD_WITH_UNIT.sub(lambda match: _NUMBER_WORDS[match[1]], rest)
    for match in _NUMBER.finditer(rest):
        unit = _UNIT_AFTER.match(rest, match.end())
        found.add(f"{_plain(match[0])} {_unit_name(unit[1])}" if unit else _plain(match[0]))
    return frozenset(found)


def with_digits(text: str, *, least: int = 1) -> str:
    """Write number words before a unit as digits, from `least` on.

    >>> with_digits("Die Frist beträgt zwei Wochen."), with_digits("binnen eines Jahres", least=2)
    ('Die Frist beträgt 2 Wochen.', 'binnen eines Jahres')
    """

    def digits(match: re.Match[str]) -> str:
        value = _NUMBER_WORDS[match[1].lower()]
        return value if int(value) >= least else match[0]

    return _WORD_WITH_UNIT.sub(digits, text)


def _plain(number: str) -> str:
    """Bring "1.000,00" and "1000" to one spelling."""
    whole, comma, fraction = number.partition(",")
    whole = whole.replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole) else whole
    return whole if not comma or not fraction.strip("0") else f"{whole},{fraction.rstrip('0')}"


def _part_name(name: str) -> str:
    return {"a": "abs", "s": "satz", "n": "nr", "b": "buchst"}[name[0]]


def _unit_name(unit: str) -> str:
    if unit in ("€", "%"):
        return {"€": "euro", "%": "prozent"}[unit]
    for root in (
        "lebensjahr",
        "werktag",
        "arbeitstag",
        "kalendertag",
        "tag",
        "woche",
        "monat",
        "jahr",
        "stunde",
        "minute",
    ):
        if root in unit:
            return root
    return unit
