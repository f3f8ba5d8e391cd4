"""A chunk: what a passage will be before it is given its ids."""

from dataclasses import dataclass, field

from ingest.chunking.limits import MAX_TOKENS, estimate_tokens
from ingest.chunking.pack import Budget, Packer, Part
from ingest.chunking.units import Unit
from knowledge_base.document import Locator


@dataclass(frozen=True, slots=True)
class Chunk:
    """Heading prefix, text and place of a passage to be."""

    context: str
    text: str
    locator: Locator
    title_path: tuple[str, ...] = ()


@dataclass(slots=True)
class Chunks:
    """The chunks of a document in order, and in German what could not be done as it should."""

    chunks: list[Chunk] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def pack(self, units: list[Unit], context: str, *, words: int | None = None) -> list[Part]:
        """Pack units below a heading prefix, noting each sentence that had to be cut."""
        packer = Packer(units, Budget(max(MAX_TOKENS - estimate_tokens(context), MAX_TOKENS // 2), words))
        parts = list(packer.parts())
        self.warnings += [f"Sehr langer Satz geteilt: „{shortened(piece)}“" for piece in packer.cut[:1]]
        return parts


def shortened(text: str, length: int = 60) -> str:
    """Return the beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
