"""Finds each line of a passage in its document: the whole line, or the one that it is a piece of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics.document_lines import DocumentLine, LineKind, column_name, plain
from knowledge_base.document import Passage
from knowledge_base.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line of a passage, the document's lines that it may be, and where in the first of them it stands."""

    text: str
    origins: tuple[DocumentLine, ...]
    start: int = 0

    @property
    def is_whole(self) -> bool:
        """Tell whether a line of the document stands here from end to end."""
        return bool(self.origins) and self.text == self.origins[0].text

    @property
    def is_cut(self) -> bool:
        """Tell whether this piece begins or ends inside a sentence."""
        if self.is_whole or not self.origins or self.text == column_name(self.origins[0]):
            return False
        spans = sentence_spans(self.origins[0].text)
        end = self.start + len(self.text)
        return not (any(start == self.start for start, _ in spans) or self.start == 0) or not any(
            stop == end for _, stop in spans
        )

    @property
    def kinds(self) -> frozenset[LineKind]:
        """What the line may be in its document."""
        return frozenset(origin.kind for origin in self.origins)


class LineFinder:
    """The lines of one document, to be searched."""

    def __init__(self, lines: Sequence[DocumentLine]) -> None:
        self._lines = lines
        self._whole: defaultdict[str, list[DocumentLine]] = defaultdict(list)
        for line in lines:
            self._whole[line.text].append(line)

    def lines_of(self, passage: Passage) -> list[FoundLine]:
        """Return the lines of a passage in order."""
        return [self._find(plain(line)) for line in passage.text.split("\n") if plain(line)]

    def _find(self, text: str) -> FoundLine:
        whole = self._whole.get(text)
        if whole:
            return FoundLine(text, tuple(whole))
        for line in self._lines:
            start = line.text.find(text)
            if start >= 0:
                return FoundLine(text, (line,), start)
        return FoundLine(text, ())
