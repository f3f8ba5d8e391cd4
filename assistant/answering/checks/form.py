"""Check: a statement is a German sentence of its own, neither a scrap nor in need of the one before it."""

import re

from assistant.answering.words import tokens
from knowledge_base.language_guess import is_german

SHORTEST, LONGEST = 3, 60
"""Words that a statement may have."""
_POINTS_BACK = re.compile(r"^(?:Er|Sie (?:ist|hat|wird|kann|muss|darf|gilt)|Dies\w{0,2}|Es gilt|Danach|Dann|Dort)\b")


def is_whole(statement: str, cited: str) -> bool:
    """Tell whether a statement is German, of the right length, and points back to nothing that the source does not."""
    if not SHORTEST <= len(tokens(statement)) <= LONGEST or not is_german(statement):
        return False
    start = _POINTS_BACK.match(statement)
    return start is None or start[0].lower() in cited.lower()
