"""What a file would become: its documents and passages, exactly as they will be found."""

from dataclasses import dataclass
from datetime import date

from knowledge_base.document import Locator


@dataclass(frozen=True, slots=True)
class PreviewPassage:
    """A passage to be, with its heading prefix and its place."""

    context: str
    text: str
    locator: Locator


@dataclass(frozen=True, slots=True)
class PreviewDocument:
    """A document to be; `name` is its file name, in an archive with its folder.

    `stand_told` says that the content itself tells its Stand. `how` and `warnings` are German.
    """

    name: str
    title: str
    kind: str
    media_type: str
    stand: date
    stand_told: bool
    content_hash: str
    how: str
    warnings: tuple[str, ...]
    passages: tuple[PreviewPassage, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be read: why, and what to do."""

    name: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What became of a file, or of the files of an archive; `suffix` is the ending that fits its content."""

    suffix: str
    documents: tuple[PreviewDocument, ...] = ()
    refused: tuple[Refusal, ...] = ()

    @property
    def passages(self) -> int:
        """How many passages there are in all."""
        return sum(len(document.passages) for document in self.documents)
