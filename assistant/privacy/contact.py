"""Where somebody can be reached, when somebody was born, which car is theirs."""

import re
from collections.abc import Iterator

from assistant.privacy.personal_data import Finding, Kind
from assistant.privacy.public_references import DATE

_BORN = re.compile(
    rf"(?i:(?<![^\W_])(?:geb(?:oren(?:e[rnms]?)?|urtsdatum|urtstag|\.?-?\s?dat(?:um)?)?\b\.?|jahrgang|born|dob)"
    rf"(?:[\s:=.,(]|\b(?:am|ist|war|der|den|das|lautet|wurde|on|seine[rs]?|ihre?[rs]?|kunden)\b){{0,8}}|\*\s?)"
    rf"(?P<value>{DATE})",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(
    rf"(?<!nach dem )(?<!vor dem )(?<!ab dem )(?<!seit dem )(?<!bis zum )(?P<value>{DATE})\s+"
    rf"(?:in\s+[\w -]{{2,30}}\s+)?(?:geboren|geb\.)",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![\w.+-])(?P<box>[\w.+-]{1,64})\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,12}(?!\w)"
)
_SHARED_BOX = re.compile(
    r"(?i)(?:info|post(?:stelle|fach)?|kontakt|service|office|buergerbuero|buergerservice|hotline|support"
    r"|verwaltung|stadt"
    r"|amt|abh|auslaender\w*|migration\w*|einbuergerung\w*|visa|noreply|datenschutz|presse|team|redaktion)[\w.-]*"
)
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+\s?\d{1,3}|00\d{2}|\(?0)[\s()/.-]{0,3}\d(?:[\s()/.-]{0,2}\d){5,12}(?![\d])")
_PHONE_LABEL = re.compile(
    r"(?i)(?<![^\W_])(?:tel(?:efon(?:nummer|nr)?)?|handy(?:nummer|nr)?|mobil(?:nummer|funk)?|rückruf|rufnummer"
    r"|anruf|fax"
    r"|durchwahl|whatsapp|erreichbar)\b[\s:.]*(?:unter|nr\.?|der|die|nummer|ist|lautet|[\s:.]){0,5}"
    r"(?P<value>[+(]?\d(?:[\s()/.-]{0,2}\d){4,14})(?!\d)"
)
_SHARED_PHONE = re.compile(r"(?:\+49|0049|0)[\s/(]*(?:800|180|137|900|700)|[-\s]0$")
_STREET_END = (
    r"(?:straße|strasse|str\.?|weg|platz|allee|gasse|ring|damm|ufer|chaussee|steig|markt|graben|stieg|pfad"
    r"|promenade|wall"
    r"|berg|winkel|hof|park|zeile|kamp)"
)
_NO_STREET = (
    r"(?i:\w{0,30}(?:arbeits|ausbildungs|studien|praktikums|kita|therapie|rechts|dienst|instanzen|aus|um|hin"
    r"|bahn|gerichts|flug|markt)(?:platz|weg|hof|berg)|weg|platz|markt|park|hof|ring|berg)\b"
)
_PLACE = r"(?:\s*,?\s*(?:D-)?\d{5}\s+[A-ZÄÖÜ][\wäöüß]+(?:[\s-](?:am|an der|im|bei|[A-ZÄÖÜ])[\wäöüß.]*)?)"
_STREET = re.compile(
    rf"(?<![\w-])(?:(?:Am|An der|An den|Im|In der|Zum|Zur|Auf dem|Unter den|Alte|Neue|Große|Kleine)\s+"
    rf"(?:[A-ZÄÖÜ][\wäöüß]{{1,30}}\s+)?"
    rf"[A-ZÄÖÜ][\wäöüß]{{1,30}}|(?:Straße|Str\.|Platz|Allee)\s+(?:des|der|am)\s+(?:\d{{1,2}}\.\s+)?[A-ZÄÖÜ][\wäöüß]{{1,30}}|"
    rf"(?:[A-ZÄÖÜ][\wäöüß]{{1,30}}[\s-]){{0,3}}?(?!{_NO_STREET})\w{{0,40}}(?i:{_STREET_END}))"
    rf"\s*\d{{1,4}}(?:\s?[a-zA-Z](?!\w))?(?:\s?[-/]\s?\d{{1,3}})?(?![\w.]?\d){_PLACE}?"
)
_LIVES = re.compile(
    r"(?i:wohn(?:t|haft|end|ort|sitz)|anschrift|adresse|gemeldet|zieht|umgezogen|postleitzahl|plz)[^.?!\d]{0,30}"
    r"(?P<value>\d{5}\s+[A-ZÄÖÜ][\wäöüß]+)"
)
_OFFICE_BEFORE = re.compile(
    r"(?i)(?:behörde|\b\w*amt|amts|bürgerbüro|dienststelle|gericht|botschaft|konsulat|rathaus|standort|zentrum|schule"
    r"|center|stelle|haus)\b[^.?!]{0,30}$"
)
_PLATE_WORD = re.compile(
    r"(?i:kennzeichen|kfz|pkw|auto|wagen|fahrzeug)[^.?!\d]{0,25}?(?<!\w)"
    r"(?P<value>[A-Za-zÄÖÜäöü]{1,3}[\s-]{1,3}[A-Za-z]{1,2}[\s-]?\d{1,4}[EHeh]?)(?!\w)"
)
_PLATE = re.compile(
    r"(?<![\w-])(?!(?:EU|EG|RL|VO|DIN|ISO|BT|BR|LT|IT|AE|NE|BMI)[- ])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ -]?(?!(?:19"
    r"|20)\d\d\b)\d{1,4}[EH]?"
    r"(?![\w/])"
)


def birth_dates(text: str) -> Iterator[Finding]:
    """Yield dates that are said to be dates of birth; any other date is left alone."""
    for pattern in (_BORN, _BORN_AFTER):
        for match in pattern.finditer(text):
            yield Finding(Kind.BIRTH_DATE, *match.span("value"), certain=True)


def contacts(text: str) -> Iterator[Finding]:
    """Yield e-mail addresses, telephone numbers and postal addresses that are not an office's own."""
    yield from _emails(text)
    yield from _phones(text)
    for match in _STREET.finditer(text):
        if not _OFFICE_BEFORE.search(text[: match.start()]):
            yield Finding(Kind.ADDRESS, *match.span(), certain=False)
    for match in _LIVES.finditer(text):
        yield Finding(Kind.ADDRESS, *match.span("value"), certain=False)


def _emails(text: str) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text):
        if not _SHARED_BOX.fullmatch(match["box"]):
            yield Finding(Kind.EMAIL, *match.span(), certain=True)


def _phones(text: str) -> Iterator[Finding]:
    for match in _PHONE_LABEL.finditer(text):
        if not _SHARED_PHONE.search(match["value"]):
            yield Finding(Kind.PHONE, *match.span("value"), certain=True)
    for match in _PHONE.finditer(text):
        if not _SHARED_PHONE.search(match[0]):
            yield Finding(Kind.PHONE, *match.span(), certain=False)


def plates(text: str) -> Iterator[Finding]:
    """Yield registration plates of cars."""
    for match in _PLATE_WORD.finditer(text):
        yield Finding(Kind.PLATE, *match.span("value"), certain=True)
    for match in _PLATE.finditer(text):
        yield Finding(Kind.PLATE, *match.span(), certain=False)
