"""Tells which gold entries a piece of text holds, by one rule for every way of cutting documents.

A piece answers a gold entry that quotes the document when it holds the whole quotation (white space aside), from that
document. It answers any other gold entry (a § or Absatz, a place) when what it shares with the passages there is at
least half of the shorter of the two: a small piece must lie mostly inside, a large one must hold most of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evals.case import Case, Gold
from evals.matching import Level, is_at
from evals.metrics.gains import Matches
from evals.metrics.plain_text import stands_in
from evals.peers.exported import Exported, Span, squeeze
from evals.peers.peer import Text

LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Rule:
    """The documents by their source; `level` says how exactly a statute must be hit."""

    documents: dict[str, Exported]
    level: Level = Level.SECTION
    _found: dict[tuple[Gold, str], list[Span]] = field(default_factory=dict, repr=False)

    def match(self, case: Case, pieces: Sequence[Text]) -> list[Matches]:
        """Return for each piece the gold entries and stand-ins that it holds."""
        return [
            Matches(self._entries(case.gold, piece), self._entries(case.also_acceptable, piece)) for piece in pieces
        ]

    def _entries(self, entries: Sequence[Gold], piece: Text) -> frozenset[int]:
        document = self.documents.get(piece.source)
        if document is None:
            return frozenset()
        return frozenset(number for number, gold in enumerate(entries) if self._holds(gold, piece, document))

    def _holds(self, gold: Gold, piece: Text, document: Exported) -> bool:
        if gold.contains:
            return _is_of(gold, piece.source) and stands_in(gold.contains, piece.text)
        spans = self._spans(gold, document)
        wanted = sum(span.end - span.start for span in spans)
        if not wanted:
            return False
        for start, end in _places(squeeze(piece.text), document.squeezed):
            shared = sum(max(0, min(end, span.end) - max(start, span.start)) for span in spans)
            if shared >= LEAST_SHARE * min(wanted, end - start):
                return True
        return False

    def _spans(self, gold: Gold, document: Exported) -> list[Span]:
        key = (gold, document.document.source)
        if key not in self._found:
            self._found[key] = [
                span for span in document.spans if is_at(gold, span.passage, document.document, self.level)
            ]
        return self._found[key]


def _is_of(gold: Gold, source: str) -> bool:
    return source == gold.document or source.endswith("/" + gold.document)


def _places(piece: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield every place of a piece in a text."""
    start = text.find(piece) if piece else -1
    while start >= 0:
        yield start, start + len(piece)
        start = text.find(piece, start + 1)
