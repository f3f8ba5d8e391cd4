"""Cut sentences: lines of passages that begin or end inside a sentence of the document."""

from collections.abc import Iterator, Sequence

from evals.metrics.document_lines import LineKind
from evals.metrics.passage_lines import FoundLine

CONTINUATION = frozenset({LineKind.CONTINUATION})


def cut_sentences(lines: Sequence[FoundLine]) -> Iterator[str]:
    """Yield what is left of each sentence: pieces of lines, and lines that go on with one of another passage."""
    there = {line.text for line in lines}
    for line in lines:
        if line.is_cut or (line.kinds == CONTINUATION and not _begins_here(line, there)):
            yield line.text


def _begins_here(line: FoundLine, there: set[str]) -> bool:
    """Tell whether the passage holds what the line goes on with, or the last sentence of it."""
    return any(all(any(need.endswith(text) for text in there) for need in origin.needs) for origin in line.origins)
