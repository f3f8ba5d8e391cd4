"""Divides a line that is larger than a passage: between sentences, as a last resort between clauses or words."""

import itertools
import re
from collections.abc import Iterator

from ingest.chunking.limits import estimate_tokens
from knowledge_base.sentences import sentence_spans

CLAUSE_ENDS = (re.compile(r"(?<=;)\s+"), re.compile(r"(?<=,)\s+"), re.compile(r"\s+"), re.compile(r""))


def split_unit(text: str, tokens: int) -> Iterator[tuple[str, bool]]:
    """Yield (piece, whether a sentence had to be cut for it); each piece stands verbatim in the text."""
    for piece in _merged(_sentence_pieces(text), tokens):
        if estimate_tokens(piece) <= tokens:
            yield piece, False
        else:
            yield from ((part, True) for part in _clauses(piece, tokens, 0))


def _sentence_pieces(text: str) -> list[str]:
    """Cut a text before each sentence, so that the pieces joined are the text again."""
    starts = [0, *(start for start, _ in sentence_spans(text)[1:]), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(starts) if end > start]


def _merged(pieces: list[str], tokens: int) -> Iterator[str]:
    """Join neighbours as long as they fit."""
    open_piece = ""
    for piece in pieces:
        if open_piece and estimate_tokens(open_piece + piece) > tokens:
            yield open_piece.strip()
            open_piece = ""
        open_piece += piece
    if open_piece.strip():
        yield open_piece.strip()


def _clauses(text: str, tokens: int, finer: int) -> Iterator[str]:
    if estimate_tokens(text) <= tokens:
        yield text
        return
    if finer == len(CLAUSE_ENDS) - 1:
        # Not even a space: so many characters at a time that any script fits.
        step = max(1, tokens // 2)
        yield from (text[start : start + step] for start in range(0, len(text), step))
        return
    starts = [0, *(match.end() for match in CLAUSE_ENDS[finer].finditer(text)), len(text)]
    pieces = [text[start:end] for start, end in itertools.pairwise(starts) if end > start]
    for piece in _merged(pieces, tokens):
        yield from _clauses(piece, tokens, finer + 1)
