"""What a statement may rest on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cited:
    """One sentence (or list) that a statement may rest on: the number of its source, its words, its headings."""

    number: int
    text: str
    context: str = ""
