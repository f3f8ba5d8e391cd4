"""Cuts a passage into what can be quoted alone: sentences, and lists with the sentence that leads them in."""

import re

from knowledge_base.sentences import sentence_spans

LONGEST_UNIT = 900
"""Characters up to which a list stays together with its lead-in."""

_ITEM_GAP = re.compile(r"\n[ \t]*(?:[-–•*]|\(?\d{1,2}[a-z]?[.)]|\(?[a-z]{1,2}[.)])\s+$")
"""What stands between a list's lead-in or item and the next item."""


def split_into_units(text: str) -> list[tuple[int, int]]:
    """Return spans of sentences; a list of at most LONGEST_UNIT characters stays with the sentence that leads it in."""
    spans = sentence_spans(text)
    units: list[tuple[int, int]] = []
    position = 0
    while position < len(spans):
        start, end = spans[position]
        position += 1
        if text[start:end].rstrip().endswith(":"):
            while position < len(spans) and _continues_list(text, end, spans[position]):
                if spans[position][1] - start > LONGEST_UNIT:
                    break
                end = spans[position][1]
                position += 1
        units.append((start, end))
    return units


def _continues_list(text: str, end: int, span: tuple[int, int]) -> bool:
    """Tell whether the span goes on with the list: an item, or the rest of one on the same line."""
    gap = text[end : span[0]]
    return "\n" not in gap or _ITEM_GAP.search(gap) is not None
