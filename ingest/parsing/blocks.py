"""What every parser returns: a document as a sequence of plain frozen blocks in reading order."""

from dataclasses import dataclass
from datetime import date

from knowledge_base.document import DocumentKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands, as far as the format knows it; pages and slides count from 1."""

    page: int | None = None
    slide: int | None = None
    sheet: str | None = None


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's own title or its highest headings."""

    text: str
    level: int = 1
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text; `level` says how deep it stands inside a list."""

    text: str
    place: Place = NOWHERE
    level: int = 0


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list; `marker` is "-", "1.", "a)" or empty for a further paragraph of the item before."""

    text: str
    marker: str = "-"
    level: int = 0
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `header` is empty when it has none, and each row is as long as the header. Cells may have lines."""

    rows: tuple[tuple[str, ...], ...]
    header: tuple[str, ...] = ()
    caption: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Provision:
    """One Absatz of a law, or a § without Absätze, an Anlage, a footnote to a §.

    `section` is "§ 25", "Art. 16a", "Anlage C" or empty for the law as a whole; `path` names the chapters above.
    """

    law: str
    section: str
    title: str
    absatz: str
    units: tuple["Heading | Paragraph | ListItem | Table", ...]
    path: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a process, or with an empty `id` the process as a whole; `lines` describe it in German sentences."""

    id: str
    name: str
    process: str
    lines: tuple[str, ...]


Block = Heading | Paragraph | ListItem | Table | Provision | Step


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A file as it was read.

    `how` says in German how it was read ("Text", "Texterkennung"); `warnings` say what could not be taken over;
    `stand` and `version_of` are filled when the content itself tells them.
    """

    title: str
    kind: DocumentKind
    media_type: str
    blocks: tuple[Block, ...]
    how: str
    warnings: tuple[str, ...] = ()
    stand: date | None = None
    version_of: str | None = None
    language: str = "de"
