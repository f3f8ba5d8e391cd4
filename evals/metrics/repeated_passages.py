"""Empty and repeated passages: without a letter or figure, or the same as an earlier one of the document."""

import unicodedata
from collections.abc import Iterator, Sequence

from knowledge_base.document import Passage


def empty_passages(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages in which nothing can be read; a § whose text the law left out is known by its number."""
    return (passage for passage in passages if not (passage.locator.section or any(map(_is_read, passage.text))))


def _is_read(character: str) -> bool:
    """Tell letters, figures and signs from blanks and punctuation."""
    return unicodedata.category(character)[0] in "LNS"


def repeated_passages(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the passages that an earlier one says word for word below the same headings."""
    seen: set[tuple[str, str]] = set()
    for passage in passages:
        key = (passage.context, passage.text)
        if key in seen:
            yield passage
        seen.add(key)
