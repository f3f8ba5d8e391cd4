"""Documents and passages as plain frozen values; their ids are derived from their content."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

EVERYBODY = "alle"
"""The audience group that each person belongs to."""


class DocumentKind(StrEnum):
    """What a document is to its reader."""

    STATUTE = "statute"
    PROCESS_MODEL = "process_model"
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    PAGE = "page"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Validity:
    """The days on which something holds, both ends included; None means open."""

    valid_from: date | None = None
    valid_until: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether `day` lies within.

        >>> Validity(valid_until=date(2025, 6, 30)).covers(date(2025, 7, 1))
        False
        """
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in its document a passage stands; `label` is ready to show: "§ 25 Abs. 5 AufenthG", "S. 2, Gebühren"."""

    label: str
    law: str | None = None
    section: str | None = None
    absatz: str | None = None
    page: int | None = None
    slide: int | None = None
    sheet: str | None = None
    heading: str | None = None
    step_id: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One revision of a source file, as the registry keeps it.

    `stand` is the day as of which the content is right (a statute's build date, else valid_from or the file's date).
    `version_of` names what this is a version of ("law:AufenthG"); of several, search uses the one in force on that day.
    """

    id: str
    revision: str
    source: str
    title: str
    kind: DocumentKind
    media_type: str
    stand: date
    owner: str = ""
    audience: frozenset[str] = frozenset({EVERYBODY})
    validity: Validity = Validity()
    review_by: date | None = None
    version_of: str | None = None
    language: str = "de"


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest unit that is found and cited: the document's own unit, never cut inside a sentence.

    `context` is the heading prefix ("AufenthG § 25 Aufenthalt aus humanitären Gründen") that is embedded and searched
    with the text, but never quoted; `text` stands verbatim in the document's text.
    """

    id: str
    document_id: str
    ordinal: int
    kind: DocumentKind
    context: str
    text: str
    locator: Locator
    title_path: tuple[str, ...] = field(default=())

    @property
    def searchable_text(self) -> str:
        """What is embedded and indexed: the heading prefix, then the text."""
        return f"{self.context}: {self.text}" if self.context else self.text


def content_hash(*parts: str) -> str:
    """Hash text parts to 64 hexadecimal digits (SHA-256, parts separated unambiguously)."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()


def document_id(source: str) -> str:
    """Derive a document's stable id from where it comes from ("d" and 15 hexadecimal digits)."""
    return "d" + content_hash(source)[:15]


def passage_id(document: str, locator: Locator, context: str, text: str, occurrence: int = 0) -> str:
    """Derive a passage's id from its content ("p" and 23 hexadecimal digits); `occurrence` tells equal ones apart."""
    return "p" + content_hash(document, locator.label, context, text, str(occurrence))[:23]


def full_text(passages: Iterable[Passage]) -> str:
    """Join a document's passages in reading order, separated by blank lines."""
    return "\n\n".join(passage.text for passage in sorted(passages, key=lambda passage: passage.ordinal))
