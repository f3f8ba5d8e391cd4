"""Writes the documents of a knowledge base as plain text with headings, as a loader would read them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.peers.peer import Text
from knowledge_base.document import Document, Passage
from knowledge_base.registry.registry import Registry


@dataclass(frozen=True, slots=True)
class Span:
    """A passage with its place in the exported text, counted in characters without white space."""

    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Exported:
    """A document, its text as every peer gets it, that text without white space, and where passages stand in it."""

    document: Document
    text: str
    squeezed: str
    spans: Sequence[Span]

    def as_text(self) -> Text:
        """Return what a peer is given."""
        return Text(self.document.source, self.text)


def export(registry: Registry) -> list[Exported]:
    """Export every published document."""
    return [write_out(entry.document, registry.passages(entry.document.id)) for entry in registry.documents()]


def write_out(document: Document, passages: Sequence[Passage]) -> Exported:
    """Join title, headings (each once, where it begins) and passages, separated by blank lines."""
    blocks = [document.title]
    length = len(squeeze(document.title))
    spans = []
    above: tuple[str, ...] = ()
    for passage in passages:
        headings = list(_new(above, passage.title_path))
        above = passage.title_path
        blocks += [*headings, passage.text]
        start = length + sum(len(squeeze(heading)) for heading in headings)
        length = start + len(squeeze(passage.text))
        spans.append(Span(passage, start, length))
    text = "\n\n".join(blocks)
    return Exported(document, text, squeeze(text), spans)


def squeeze(text: str) -> str:
    """Return the text without white space: splitters keep the letters, but not always the space between them.

    >>> squeeze("Die Gebühr\\n beträgt")
    'DieGebührbeträgt'
    """
    return "".join(text.split())


def _new(above: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    """Yield the headings from the first that differs from those in force."""
    same = True
    for level, heading in enumerate(now):
        same = same and level < len(above) and above[level] == heading
        if not same:
            yield heading
