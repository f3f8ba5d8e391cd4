"""Located quotes: the share of quotes that stand verbatim in their passage, and the passage in its document."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics.plain_text import stands_in


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote as shown, the text of its passage, and the text of its document."""

    quote: str
    passage: str
    document: str


def located_quotes(quotes: Sequence[ShownQuote]) -> float | None:
    """Return 0 to 1; None when nothing is quoted."""
    return sum(map(is_located, quotes)) / len(quotes) if quotes else None


def is_located(shown: ShownQuote) -> bool:
    """Tell whether the quote stands verbatim in the passage (to the character) and the passage in the document."""
    return bool(shown.quote) and shown.quote in shown.passage and stands_in(shown.passage, shown.document)
