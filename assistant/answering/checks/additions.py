"""Check: a statement says nothing of substance that the cited sentence and its headings do not say."""

from assistant.answering.checks.clauses import without_asides
from assistant.answering.checks.wording import substance, unsupported
from assistant.answering.words import tokens


def added_words(statement: str, cited: str, context: str = "") -> list[str]:
    """Return the words of a statement without counterpart, in order; empty when nothing was added."""
    return unsupported(substance(without_asides(statement)), tokens(f"{cited} {context}"))
