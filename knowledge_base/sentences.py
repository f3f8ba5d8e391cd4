"""Splits German legal and office text into sentences; each is a span of the text, so that it can be quoted verbatim."""

import re
import unicodedata
from collections.abc import Iterator


def _words(listed: str) -> frozenset[str]:
    """Read a list of lower-case words."""
    return frozenset(listed.split())


NEVER_LAST = _words(
    """abs absch abschn allg anl anm art aufl az bd begr best betr bgbl bspw buchst bzgl bzw ca dergl dipl dr einschl
    evtl frhr gem ggf ggü grds halbs hr hrsg hs i.d.r inkl insb insbes inzw jew kap lfd lt max mind mio mrd nachf nds
    nr nrn prof rd rdn rn rdnr s sog spez st std str tab teilw tel u unterabs urt usf v vgl vorauss vorl z ziff zw zzgl
    """
)
"""Abbreviations that always have something after them."""

SOMETIMES_LAST = _words("usw etc ff f fff o.ä u.a u.ä min jh vgl.o dgl jr")
"""Abbreviations that may end a sentence: they do when a sentence visibly begins after them."""

MONTHS = _words(
    """januar jänner februar märz april mai juni juli august september oktober november dezember
    jan feb mär apr jun jul aug sep sept okt nov dez"""
)

STARTERS = _words(
    """aber alle allerdings als am an andere andernfalls anschließend auch auf aus außerdem bei beim beispiel bis bitte
    da dabei dadurch dafür dagegen daher damit danach dann daneben darüber das dasselbe davon dazu dem den denn der
    deren des deshalb dessen die dies diese diesem diesen dieser dieses durch ebenso ein eine einem einen einer eines er
    erst es falls für gegen gilt hat hier hierbei hierfür hierzu hinweis ihm ihr ihre im in ist jede jeder jedes kann
    kein keine maßgeblich mit nach nachdem nicht nur ob oder ohne satz sei seit sie sind so sobald sofern solange soll
    sollen sollte sonst soweit trotz über um und unter vom von vor während wann war warum was wegen weil weitere welche
    wenn wer werden wie wird wo wurde zu zudem zum zur zusätzlich zwar zwischen"""
)
"""Words that, written with a capital, begin a sentence rather than follow a number or an abbreviation."""

BEFORE_A_NUMBER = _words(
    """§ §§ abs absatz absätze absätzen nr nrn nummer nummern satz sätze sätzen s art artikel artikeln anlage anlagen
    buchst buchstabe buchstaben ziffer ziff kapitel abschnitt teil stufe phase schritt seite"""
)
"""Words after which a number is a reference and not an ordinal ("nach Absatz 5. Ausländer …")."""

BEFORE_A_LETTER = _words("sgb anlage buchstabe buchst typ gruppe kategorie teil abschnitt klasse variante")
"""Words after which a single letter is a name ("nach SGB X. Leistungen …")."""

ITEM_MARKER = re.compile(
    r"(?:[-–—•●▪◦·*‣o]|\(?\d{1,3}[a-z]{0,2}[.)]|\(?[a-z]{1,3}\)|[IVX]{1,4}\.|\(\d{1,3}[a-z]?\))[ \t\u00a0]+"
)
BULLET = re.compile(r"[-–—•●▪◦·*‣]+[ \t\u00a0]+")
END = re.compile(r"[.!?…؟。]+[\"“”»«'’)\]]*(?=\s)")
LAST_WORD = re.compile(r"(§§?|\w(?:[\w./]*\w)?)$")
OPENING = "\"„“»«'‚‘([–— \t\u00a0"


def sentences(text: str) -> list[str]:
    """Return the sentences of a text in order, each verbatim.

    >>> sentences("Die Gebühr nach § 45 Nr. 1 Buchst. b beträgt 100 Euro. Sie ist z. B. am 1. März 2025 fällig.")
    ['Die Gebühr nach § 45 Nr. 1 Buchst. b beträgt 100 Euro.', 'Sie ist z. B. am 1. März 2025 fällig.']
    """
    return [text[start:end] for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence; a list item is a sentence of its own, without its bullet.

    >>> sentence_spans("Nötig sind:\\n- Pass\\n- Foto")
    [(0, 11), (14, 18), (21, 25)]
    """
    return [
        span
        for unit_start, unit_end in _units(text)
        for start, end in _split_unit(text, unit_start, unit_end)
        if (span := _trimmed(text, start, end))[0] < span[1]
    ]


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Yield lines, a line that merely continues the one before (wrapped text) joined to it."""
    start = 0
    for match in re.finditer(r"\s*\n\s*", text):
        if "\n" in match.group().strip(" \t").strip("\n") or not _continues(text, start, match.start(), match.end()):
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def _continues(text: str, start: int, line_end: int, next_start: int) -> bool:
    """Tell whether the line after a break goes on with the same sentence."""
    line, following = text[start:line_end], text[next_start : next_start + 40]
    if not line or line[-1] in ".!?:;" or text.count("\n", line_end, next_start) > 1:
        return False
    return following[:1].islower() and not ITEM_MARKER.match(following)


def _split_unit(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one unit; its item marker stays with the first."""
    marker = ITEM_MARKER.match(text, start, end)
    begin, search_from = start, marker.end() if marker else start
    for match in END.finditer(text, search_from, end):
        if _ends_sentence(text, begin, match):
            yield begin, match.end()
            begin = match.end()
    yield begin, end


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    """Tell whether this punctuation ends the sentence that began at `begin`."""
    rest = text[match.end() : match.end() + 60].lstrip(OPENING + "\n\r")
    following = re.match(r"[\w§]+", rest)
    word = following.group() if following else ""
    if word[:1].islower() and not any(letter.isupper() for letter in word):
        return False
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = text[max(begin, match.start() - 60) : match.start()]
    last = LAST_WORD.search(before)
    if last is None:
        return True
    return _full_stop(last.group(), before[: last.start()].rstrip(), word)


def _full_stop(last: str, earlier: str, following: str) -> bool:
    """Tell whether the full stop after the word `last` is more than the mark of an abbreviation or an ordinal."""
    begins = following.lower() in STARTERS and following[:1].isupper()
    lower = unicodedata.normalize("NFC", last.lower())
    if last.isdigit() and len(last) <= 2:
        return _after_number(earlier, following, begins=begins)
    if lower in NEVER_LAST:
        return False
    if lower in SOMETIMES_LAST:
        return begins
    if len(last) == 1 and last.isalpha():
        return _after_letter(last, earlier, begins=begins)
    if re.fullmatch(r"\w(\.\w)+", last):  # z.B, i.V.m, a.F
        return begins and lower in {"a.f", "n.f", "u.a", "o.ä"}
    return True


def _after_number(earlier: str, following: str, *, begins: bool) -> bool:
    """Tell "am 1. März" and "der 3. Kammer" from "nach Absatz 5. Ausländer"."""
    if unicodedata.normalize("NFC", following.lower()) in MONTHS or following[:1].isdigit():
        return False
    return begins or _word_before(earlier) in BEFORE_A_NUMBER


def _after_letter(letter: str, earlier: str, *, begins: bool) -> bool:
    """Tell "z. B." and "A. Müller" from "nach SGB X. Leistungen" and "a. F. Die"."""
    if _word_before(earlier) in BEFORE_A_LETTER:
        return True
    inside_abbreviation = re.search(r"(?:^|[\s(])\w\.$", earlier) is not None
    return begins and letter.isupper() and (not inside_abbreviation or letter == "F")


def _word_before(earlier: str) -> str:
    """Return the last word, lower case, without its full stop."""
    match = LAST_WORD.search(earlier.rstrip(". "))
    return match.group().lower() if match else ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take white space and a leading bullet off a span."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    bullet = BULLET.match(text, start, end)
    return (bullet.end() if bullet else start), end
