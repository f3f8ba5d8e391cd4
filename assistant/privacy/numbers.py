"""Numbers that belong to one person: by check digits where there are any, else by form and the word before them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.privacy.check_digits import (
    health_number_holds,
    iban_holds,
    icao_holds,
    luhn_holds,
    pension_number_holds,
    tax_id_holds,
)
from assistant.privacy.personal_data import Finding, Kind

_GAP = (
    r"(?:[\s:=#.,()\"„“'-]|\b(?:nr|nummern?|no|num|id|lautet|ist|war|mit|der|die|das|dem|des|den|von|hat|sein"
    r"|seine[rs]?"
    r"|ihre?[rs]?|kunden|kundin|folgende[rn]?|alte[rn]?|neue[rn]?|bisherige[rn]?|eingetragen|angegeben|unter)\b\.?)"
    r"{0,14}"
)
"""What may stand between a label and its number."""
_NR = r"(?:[\s-]*(?:nr|nummern?|no|num)\b\.?)"
_MIXED = (
    r"(?:[A-Z]{1,3}-)?(?=[A-Za-z0-9]*\d[A-Za-z0-9]*\d)[A-Za-z0-9]{6,14}(?![A-Za-z0-9])"
    r"|(?=[A-Z]*\d)[CFGHJKLMNPRTVWXYZ0-9]{9,10}(?![A-Za-z0-9])|(?=(?:[A-Z0-9] ?){6})"
    r"(?=[A-Z0-9 ]*\d[A-Z0-9 ]*\d)[A-Z0-9]{1,6}(?: [A-Z0-9]{2,6}){1,4}(?![A-Za-z0-9])"
)
"""Letters and digits, in one piece or in capitals with spaces."""
_FILE_NUMBER = r"(?=(?:[^\d?!,;]{0,9}\d){4})[A-Za-z0-9]{1,10}(?:\s?[./-]\s?[A-Za-z0-9]{1,10}| (?=\d)\d{1,8}){0,6}"


def _digits(least: int, most: int, between: str = r"[ ./-]?") -> str:
    return rf"\d(?:{between}\d){{{least - 1},{most - 1}}}(?!\d)"


_LABELLED: tuple[tuple[Kind, str, str], ...] = (
    (Kind.AZR, rf"a\s?z\s?r{_NR}?|ausländerzentralregister{_NR}?|azr[\s-]?(?:kennung|zahl)", _digits(9, 14)),
    (Kind.IBAN, r"iban|kontoverbindung|bankverbindung", r"[A-Za-z]{2}[ -]?\d(?:[ -]?[A-Z0-9]){10,30}(?![A-Za-z0-9])"),
    (Kind.IBAN, r"konto(?:nummer|nr\.?)|kto\.?(?:[\s-]?nr\.?)?", _digits(6, 14)),
    (Kind.TAX, r"steuer[\s-]?(?:id|ident\w*|nr\.?|nummer)|st\.?-?id|idnr\.?|tin", _digits(10, 13)),
    (Kind.PENSION, r"(?:sozial|renten)versicherungs?[\s-]?(?:nr|nummer|ausweis)\.?|(?:sv|rv)[\s-]?(?:nr"
     r"|nummer)\.?|s?vnr\.?"
     r"|rvnr\.?|versicherungsnummer", r"\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-Za-zÄÖÜ][ -]?\d{2}[ -]?\d"),
    (Kind.HEALTH, r"(?:kranken)?versicherten[\s-]?(?:nr|nummer)\.?|kvnr\.?|krankenkassen?[\s-]?(?:nr|nummer)\.?"
     r"|krankenversicherungs?[\s-]?(?:nr|nummer)\.?", r"[A-Za-z][ -]?\d(?:[ -]?\d){8}"),
    (Kind.PERMIT, rf"eat{_NR}?|e-?at[\s-]?seriennummer|aufenthalts(?:titel|erlaubnis|karte|gestattung)s?{_NR}?"
     rf"|titel{_NR}"
     rf"|serien{_NR}|karten{_NR}|zugangs{_NR}|klebeetikett{_NR}?|etikett{_NR}?|fiktionsbescheinigung{_NR}?"
     rf"|duldung{_NR}?|niederlassungserlaubnis{_NR}?|blaue karte{_NR}?", _MIXED),
    (Kind.VISA, rf"vis(?:um|a|ums){_NR}?|vis(?:um|a)s?-?(?:etikett|marke){_NR}?|d-visum{_NR}?", _MIXED),
    (Kind.LICENCE, rf"führerschein(?:e?s)?{_NR}?|fuehrerschein{_NR}?|fahrerlaubnis{_NR}?", _MIXED),
    (Kind.PASSPORT, rf"(?:reise|national|dienst|heimat|kinder)?[\s-]?pa(?:ss|ß)(?:es)?{_NR}?|ausweis(?:es)?{_NR}?"
     rf"|(?:personal|reise|flüchtlings)-?ausweis(?:es)?{_NR}?|passersatz(?:papier)?{_NR}?|dokument(?:en)?{_NR}"
     rf"|id-?karte{_NR}?|tazkira{_NR}?|nüfus{_NR}?", _MIXED),
    (Kind.FILE, rf"az\b\.?|akten?zeichen|geschäftszeichen|gesch\.?-?z\.?|gz\b\.?|(?:unser|mein|ihr) zeichen"
     rf"|akten?{_NR}|akte"
     rf"|vorgangs?{_NR}?|verfahrens{_NR}|ordnungs{_NR}|bamf[\s-]?(?:az|akte|nr|nummer)\.?|fall{_NR}|einreise{_NR}",
     _FILE_NUMBER),
    (Kind.CUSTOMER, rf"kunden{_NR}|personen{_NR}|personal{_NR}|kenn{_NR}|kennummer|kassenzeichen|bg{_NR}"
     rf"|antrags?{_NR}|akn"
     rf"|matrikel{_NR}|debitoren?{_NR}|referenz{_NR}?|mitglieds{_NR}|bedarfsgemeinschaft{_NR}|teilnehmer{_NR}"
     rf"|buchungs{_NR}|ident{_NR}|id{_NR}|bkz|melde{_NR}|registrier(?:ungs)?{_NR}|easy{_NR}?",
     r"(?=(?:[^\d?!,;]{0,6}\d){4})[A-Za-z0-9]{1,14}(?:[ ./-]{1,2}[A-Z0-9]{1,10}){0,4}"),
)  # fmt: skip
_LABELS = tuple(
    (
        kind,
        re.compile(rf"(?<![^\W_])(?i:{label})(?i:{_GAP})(?<![A-Za-z0-9])(?P<value>{value})"),
    )
    for kind, label, value in _LABELLED
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A number with a form of its own; `holds` checks it without spaces, `certain` tells whether that settles it."""

    kind: Kind
    pattern: re.Pattern[str]
    holds: Callable[[str], bool]
    certain: bool = True


def _always(_number: str) -> bool:
    return True


def _in_zone(number: str) -> bool:
    return "<<" in number or number.count("<") >= 3


_FORMS = (
    _Form(Kind.IBAN, re.compile(r"(?<!\w)(?i:de)[ .-]?\d{2}(?:[ .-]?\d){18}(?!\d)"), _always),
    _Form(Kind.IBAN, re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)"), iban_holds),
    _Form(Kind.MACHINE_ZONE, re.compile(r"(?<!\w)[A-Z0-9<]{20,90}(?:\s+[A-Z0-9<]{20,90}){0,2}(?![\w<])"), _in_zone),
    _Form(Kind.FILE, re.compile(r"(?<![\d./-])\d{7,8}\s?-\s?\d{3}(?![\d/-])"), _always),
    _Form(
        Kind.FILE,
        re.compile(r"(?<![\d./-])\d{1,3}(?:\.\d{1,3})+[-/ ]\d{3,8}(?:[/-]\d{2,4})?(?![\d/-])"),
        _always,
        certain=False,
    ),
    _Form(Kind.PENSION, re.compile(r"(?<!\w)\d{2}[ -]?\d{6}[ -]?[A-Za-zÄÖÜ][ -]?\d{2}[ -]?\d(?!\w)"), _always),
    _Form(Kind.PENSION, re.compile(r"(?<!\w)\d{8}[A-Z]\d{3}(?!\w)"), pension_number_holds),
    _Form(Kind.TAX, re.compile(r"(?<![\d+])[1-9]\d ?\d{3} ?\d{3} ?\d{3}(?!\d)"), tax_id_holds),
    _Form(Kind.HEALTH, re.compile(r"(?<!\w)[A-Za-z]\d{9}(?!\w)"), health_number_holds),
    _Form(Kind.CARD, re.compile(r"(?<![\d+])[2-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?!\d)"), luhn_holds),
    _Form(Kind.PASSPORT, re.compile(r"(?<!\w)[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}\d(?!\w)"), icao_holds),
    _Form(
        Kind.PASSPORT, re.compile(r"(?<!\w)(?=(?:[A-Z]*\d){3})[A-Z][A-Z0-9]{7,9}(?!\w)"), _always, False
    ),
    _Form(Kind.PASSPORT, re.compile(r"(?<!\w)[A-Z]{1,2} ?\d{6,9}(?!\w)"), _always, False),
    _Form(Kind.AZR, re.compile(r"(?<![\d+/.,-])[1-9]\d{2}(?:[ -]?\d{3}){3}(?![\d])"), _always, False),
    _Form(Kind.AZR, re.compile(r"(?<![\d+/.,-])[1-9]\d{3}(?:[ -]\d{4}){2}(?![\d])"), _always, False),
    _Form(Kind.NUMBER, re.compile(r"(?<![\d+/.,-])\d{8,20}(?![\d/])"), _always, False),
)  # fmt: skip


def numbers(text: str) -> Iterator[Finding]:
    """Yield numbers of persons; a number that stands after its own name is certain, whatever its digits."""
    for kind, label in _LABELS:
        for match in label.finditer(text):
            start, end = match.span("value")
            yield Finding(kind, start, end, certain=True)
    for form in _FORMS:
        for match in form.pattern.finditer(text):
            bare = re.sub(r"[\s.-]", "", match[0])
            if form.holds(bare):
                yield Finding(form.kind, match.start(), match.end(), form.certain)
