"""Check: a statement is a German sentence of its own, neither a scrap nor in need of the one before it."""

import re

from assistant.answering.words import tokens
from knowledge_base.language_guess import is_german

SHORTEST, LONGEST = 3, 60
"""Words that a statement may have."""
_WORD = re.compile(r"\w+")
_GOES_ON = re.compile(r"[ \xa0](?!(?:und|oder|sowie|wenn|sofern|soweit|aber|bzw)\b)\w")
"""Another word of the same phrase follows: no sign stands between, and no word that begins a new one."""
_POINTS_BACK = re.compile(r"^(?:Er|Sie (?:ist|hat|wird|kann|muss|darf|gilt)|Dies\w{0,2}|Es gilt|Danach|Dann|Dort)\b")


_ENDS_OPEN = re.compile(
    r"\b(?:der|die|das|dem|den|des|eine[mnrs]?|und|oder|sowie|bei|für|von|zum|zur|im|wenn|dass)\W*$"
)
"""Words behind which a phrase must go on; particles of verbs ("an", "ab") are not among them."""


def is_whole(statement: str, cited: str) -> bool:
    """Tell whether a statement is German, of the right length, and points back to nothing that the source does not."""
    if not SHORTEST <= len(tokens(statement)) <= LONGEST or not is_german(statement):
        return False
    if _ENDS_OPEN.search(statement) and not cited.rstrip().endswith(statement.rstrip()[-8:]):
        return False
    start = _POINTS_BACK.match(statement)
    return (start is None or start[0].lower() in cited.lower()) and not _breaks_off(statement, cited)


def _breaks_off(statement: str, cited: str) -> bool:
    """Tell whether a statement is in its source's own words and ends in mid-phrase, as a small model may."""
    words = _WORD.findall(statement)
    same = re.search(r"\W+".join(map(re.escape, words)), cited)
    return same is not None and _GOES_ON.match(cited, same.end()) is not None
