"""Legal references in every spelling: "§ 25 Abs. 5 S. 1 AufenthG", "25 V AufenthG", "Art. 6 GG" ↔ LegalReference."""

import re
from dataclasses import dataclass, replace
from typing import Any

from knowledge_base.law_names import LAW, ROMAN, canonical_law, is_listed

_NUMBER = r"\d{1,4}(?:(?:[a-z]|[A-H])(?!\w)|\s[a-z](?![\w.])|(?![a-zäöüß\d_]))"
_START = re.compile(
    rf"(?P<mark>§§?|(?i:\bparagra(?:ph|f)(?:en|s)?|\bpar\.?)|(?P<article>\bArt\.?|(?i:\bartikel[ns]?)))\s*(?={_NUMBER})"
    # Without any mark only when a law of the house follows: "25 V AufenthG", "104c AufenthG".
    r"|(?<![\w.,/§-])(?=\d{1,3}(?:[a-z]|\s[a-z](?=\s))?"
    rf"(?:\s+(?:(?i:abs)\.?\s*\d+[a-z]?|[IVX]{{1,4}}(?:\s\d)?))?\s+(?P<bare>{LAW}))"
)
_LEVELS = (
    (
        "absatz",
        re.compile(
            r"\s*,?\s*(?:(?i:abs(?:atz(?:es)?|ätzen?)?\.?)\s*(\d+(?:[a-z](?!\w))?)(?![a-zäöüß\d])"
            r"|\(\s*(\d+[a-z]?)\s*\)|([IVX]{1,5})(?!\w|\.\s?m))"
        ),
    ),
    ("satz", re.compile(r"\s*,?\s*(?:[Ss]\.|(?i:sätzen?|satz(?:es)?)\b|S(?=\s\d))\s*(\d+)(?!\w)")),
    ("nummer", re.compile(r"\s*,?\s*(?i:nrn?\b\.?|nummern?\b|ziff(?:ern?)?\b\.?)\s*(\d+[a-z]{0,2})(?!\w)")),
    ("buchstabe", re.compile(r"\s*,?\s*(?i:buchst(?:abe)?\b\.?|lit\b\.?)\s*([a-z]{1,2})(?!\w)")),
)
_NAMES = tuple(name for name, _ in _LEVELS)
_SATZ_AFTER_ROMAN = re.compile(r"\s(\d{1,2})(?![\w.,])")
_ASIDE = re.compile(r"\s*(?:(?i:hs\.?|halbs(?:atz|\.)|alt(?:ernative|\.)|var(?:iante|\.))\s*\d+|ff?\b\.?)")
_AND = re.compile(r"\s*(?:,|/|–|-|(?:und|oder|bis|sowie|u\.|bzw\.)(?=\s))\s*(?:(?:und|oder|sowie)\s+)?")
_PLAIN = re.compile(_NUMBER)
_LETTER = re.compile(r"[a-z](?![\w.])")
# A bare number goes on with a list only when no counted thing follows it ("Abs. 4 und 3 Monate").
_NO_THING_AFTER = re.compile(rf"\s*(?:$|[^\w\s]|[a-zäöü]|Abs|Satz|S\.|Nr|Nummer|Buchst|{LAW})")
_LAW_AFTER = re.compile(rf"\s*,?\s*(?:(?:des|der|dem)\s+)?({LAW})")
_LAW_BEFORE = re.compile(rf"({LAW})\s*[,:]?\s*$")
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True)
class LegalReference:
    """A place in a law, as far down as it was given; numbers are kept as written ("104c", "1a")."""

    law: str | None
    section: str
    absatz: str | None = None
    satz: str | None = None
    nummer: str | None = None
    buchstabe: str | None = None
    article: bool = False

    def __str__(self) -> str:
        parts = [f"{'Art.' if self.article else '§'} {self.section}"]
        labels = (("Abs.", self.absatz), ("Satz", self.satz), ("Nr.", self.nummer), ("Buchst.", self.buchstabe))
        parts += [f"{label} {value}" for label, value in labels if value]
        return " ".join(parts + ([self.law] if self.law else []))

    def covers(self, other: "LegalReference") -> bool:
        """Tell whether `other` is this place or lies within it; what is not given here fits anything.

        >>> parse("§ 25 AufenthG").covers(parse("§ 25 Abs. 5 Satz 1 AufenthG"))
        True
        """
        pairs = (
            (self.law, other.law),
            (self.absatz, other.absatz),
            (self.satz, other.satz),
            (self.nummer, other.nummer),
            (self.buchstabe, other.buchstabe),
        )
        return (self.section, self.article) == (other.section, other.article) and all(
            mine is None or mine == theirs for mine, theirs in pairs
        )


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A reference and where in the text it stands: text[start:end]."""

    reference: LegalReference
    start: int
    end: int


def parse(text: str) -> LegalReference | None:
    """Return the first reference in a text, or None.

    >>> str(parse("Par. 81 IV 1 AufenthG"))
    '§ 81 Abs. 4 Satz 1 AufenthG'
    """
    return next((found.reference for found in find_references(text)), None)


def find_references(text: str) -> list[FoundReference]:
    """Return all references in reading order; an enumeration gives one for each of its members.

    >>> [str(found.reference) for found in find_references("§§ 3, 4 ff. VwVfG und Art. 6 GG")]
    ['§ 3 VwVfG', '§ 4 VwVfG', 'Art. 6 GG']
    """
    found: list[FoundReference] = []
    position = 0
    while start := _START.search(text, position):
        position = max(start.end(), start.start() + 1)
        if start["bare"] is None or is_listed(start["bare"]):
            found += _Enumeration(text, start).read()
            position = max(position, found[-1].end)
    return found


class _Enumeration:
    """Reads one enumeration ("§§ 3, 4 Abs. 1 und 2 VwVfG"); the law at its end, or before it, holds for all members."""

    def __init__(self, text: str, start: re.Match[str]) -> None:
        self._text = text
        self._begin = start.start()
        self._end = start.end()
        self._here = LegalReference(None, "", article=start["article"] is not None)
        self._level = "section"
        self._several = start["mark"] == "§§" or self._here.article

    def read(self) -> list[FoundReference]:
        number = _PLAIN.match(self._text, self._end)
        assert number is not None  # noqa: S101  # both ways of starting look ahead for it
        self._set("section", number[0], number.end())
        members = [(self._here, self._begin, self._end)]
        while (joint := _AND.match(self._text, self._end)) and self._go_on(joint):
            members.append((self._here, joint.end(), self._end))
        after = _LAW_AFTER.match(self._text, self._end)
        law = canonical_law(after[1]) if after else self._law_before()
        found = [FoundReference(replace(member, law=law), begin, end) for member, begin, end in members]
        if after:
            found[-1] = replace(found[-1], end=after.end())
        return found

    def _law_before(self) -> str | None:
        before = _LAW_BEFORE.search(self._text[max(0, self._begin - _LOOK_BACK) : self._begin])
        return canonical_law(before[1]) if before and is_listed(before[1]) else None

    def _go_on(self, joint: re.Match[str]) -> bool:
        """Read the next member, if one follows: ", 4", "und Abs. 2", "oder Satz 3", "und b"."""
        for name, pattern in _LEVELS:
            match = pattern.match(self._text, joint.end())
            if match and (name != "absatz" or match[3] is None or self._level == "absatz"):
                return self._set(name, _value(match), match.end())
        if self._level == "buchstabe" and (letter := _LETTER.match(self._text, joint.end())):
            return self._set("buchstabe", letter[0], letter.end())
        number = _PLAIN.match(self._text, joint.end())
        if number and _NO_THING_AFTER.match(self._text, number.end()):
            return self._set(self._level_of(number, joint[0]), number[0], number.end())
        return False

    def _level_of(self, number: re.Match[str], joint: str) -> str:
        """Tell what a bare number in a list counts; empty when it does not belong to the list."""
        if not self._several:
            return "" if self._level == "section" else self._level
        rises = int(re.sub(r"\D", "", number[0])) > int(re.sub(r"\D", "", self._here.section))
        goes_deeper = _LEVELS[0][1].match(self._text, number.end()) is not None
        new_section = self._level == "section" or goes_deeper or ("," in joint and rises)
        return "section" if new_section else self._level

    def _set(self, level: str, value: str, end: int) -> bool:
        """Note a level's value, forget what lay below it, and read the levels that follow."""
        if not level or not value:
            return False
        self._note(level, "".join(value.lower().split()), end)
        first = 0 if level == "section" else _NAMES.index(level) + 1
        for name, pattern in _LEVELS[first:]:
            match = pattern.match(self._text, self._end)
            if match and (deeper := _value(match)):
                self._note(name, deeper, match.end())
                satz = _SATZ_AFTER_ROMAN.match(self._text, self._end) if name == "absatz" and match[3] else None
                if satz:
                    self._note("satz", satz[1], satz.end())
            self._skip_asides()
        return True

    def _note(self, level: str, value: str, end: int) -> None:
        below = _NAMES[0 if level == "section" else _NAMES.index(level) + 1 :]
        changes: dict[str, Any] = {level: value} | dict.fromkeys(below)
        self._here = replace(self._here, **changes)
        self._level, self._end = level, end

    def _skip_asides(self) -> None:
        while aside := _ASIDE.match(self._text, self._end):
            self._end = aside.end()


def _value(match: re.Match[str]) -> str:
    """Return the number that a level's pattern found, Roman ones in Arabic; empty when it is none."""
    value = next(group for group in match.groups() if group)
    if value[0] in "IVX":
        return str(ROMAN.index(value)) if value in ROMAN else ""
    return value
