"""Orphan headings: passages that are nothing but headings, or that end with one."""

from collections.abc import Sequence

from evals.metrics.document_lines import LineKind
from evals.metrics.passage_lines import FoundLine

HEADING = frozenset({LineKind.HEADING})
SENTENCE_LIKE_WORDS = 12
CONTENTS = 3
"""So many headings one below the other are a table of contents."""


def orphan_heading(lines: Sequence[FoundLine]) -> str:
    """Return the heading that a passage's lines end with, "" when they end with text.

    A line that a file calls a heading and that reads like a sentence is text; several headings and nothing else are a
    table of contents.
    """
    last = lines[-1] if lines else None
    if last is None or last.kinds != HEADING or not last.is_whole:
        return ""
    if len(lines) >= CONTENTS and all(LineKind.HEADING in line.kinds for line in lines):
        return ""
    is_sentence = len(last.text.split()) > SENTENCE_LIKE_WORDS or last.text.endswith((".", "!", "?"))
    return "" if is_sentence else last.text
