"""Finds personal data in a text and replaces it by placeholders such as [AZR-Nummer]."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from assistant.privacy.contact import birth_dates, contacts, plates
from assistant.privacy.names import names
from assistant.privacy.numbers import numbers
from assistant.privacy.personal_data import Finding, Kind
from assistant.privacy.public_references import public_spans

_LIKE = str.maketrans("\xa0\u2007\u202f\u2010\u2011\u2012\u2013\u2014\u2212", "   ------")
"""Signs that are typed in place of a space or a hyphen; each stays one character long."""
_PLACEHOLDER = re.compile(r"\[(" + "|".join(re.escape(kind.value) for kind in Kind) + r")\]")
_PLACEHOLDER_WITH_LABEL = re.compile(
    r"(?:(?i:\b(?:für|von|vom|bei|mit|des|der)\s+))?"
    r"(?:(?i:\b(?:herrn?|frau|familie|geb\.(?: am)?|tel\.|azr|az\.|iban|[\w-]*(?:nr\.?|nummer|kennzeichen))):?\s+)?"
    rf"{_PLACEHOLDER.pattern}\s*"
)
"""A placeholder with what leads to it: "für Herrn [Name]", "AZR-Nr. [AZR-Nummer]"."""
_LEFT_OVER = re.compile(r"\s*,(?=\s*(?:[?.!,:]|$))|\s+(?=[?.!,:])")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with placeholders, and what they stand for in the text as it was."""

    text: str
    findings: tuple[Finding, ...]


def find_personal_data(text: str) -> tuple[Finding, ...]:
    """Return what is personal in a text, in reading order and without overlaps."""
    like = text.translate(_LIKE)
    public = public_spans(like)
    found = [
        finding
        for finding in chain(numbers(like), contacts(like), plates(like), names(like))
        if not any(finding.overlaps(*span) for span in public)
    ]
    return tuple(_without_overlaps([*birth_dates(like), *found]))


def mask(text: str, *, certain_only: bool = False) -> Masked:
    """Replace what is personal; with `certain_only` leave alone what may be a false alarm.

    >>> mask("Kunde mit AZR-Nr. 165435758513 zieht um").text
    'Kunde mit AZR-Nr. [AZR-Nummer] zieht um'
    """
    findings = tuple(finding for finding in find_personal_data(text) if finding.certain or not certain_only)
    pieces, position = [], 0
    for finding in findings:
        pieces += [text[position : finding.start], f"[{finding.kind}]"]
        position = finding.end
    return Masked("".join([*pieces, text[position:]]), findings)


def masked_kinds(text: str) -> tuple[Kind, ...]:
    """Return the kinds of data whose placeholders stand in a text, each once."""
    return tuple(dict.fromkeys(Kind(match[1]) for match in _PLACEHOLDER.finditer(text)))


def without_placeholders(text: str) -> str:
    """Take placeholders out, so that they are not searched for.

    >>> without_placeholders("Darf Herr [Name] arbeiten?")
    'Darf arbeiten?'
    >>> without_placeholders("Was kostet sie für Frau [Name], AZR-Nr. [AZR-Nummer]?")
    'Was kostet sie?'
    """
    if "[" not in text:
        return text
    return _LEFT_OVER.sub("", _PLACEHOLDER_WITH_LABEL.sub("", text)).strip(" ,:;")


def _without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """Where findings overlap keep the certain one, then the longer one."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (not one.certain, one.start - one.end, one.start)):
        if not any(finding.overlaps(other.start, other.end) for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda one: one.start)
