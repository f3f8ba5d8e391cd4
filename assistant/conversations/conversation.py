"""A conversation in somebody's history."""

from dataclasses import dataclass
from datetime import datetime

_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Conversation:
    """A person's questions on one topic; `questions` is how many there are."""

    id: str
    user_id: str
    title: str
    started_at: datetime
    questions: int


def title_of(question: str) -> str:
    """Make a conversation's title from its first question: one line, cut after a word when it is long.

    >>> title_of("Was kostet  eine\\nFiktionsbescheinigung?")
    'Was kostet eine Fiktionsbescheinigung?'
    """
    line = " ".join(question.split())
    if len(line) <= _LONGEST_TITLE:
        return line
    cut = line[:_LONGEST_TITLE]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return at_word + " …"
