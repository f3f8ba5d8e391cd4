"""Check: "and" and "or" have not changed places where a statement keeps the cited sentence's words."""

import re

from assistant.answering.checks.pairing import paired
from assistant.answering.checks.polarity import denials
from assistant.answering.checks.wording import substance, unsupported

_JOINING = re.compile(r"\b(und|oder|sowie)\b")
_KEPT = 0.85


def joined_alike(statement: str, cited: str) -> bool:
    """Tell whether alternatives are still alternatives, and what is needed together still is."""
    return all(_same_joinings(told, there) for told, there in paired(statement, cited))


def _same_joinings(told: str, there: str) -> bool:
    if denials(told) or denials(there) or not (_keeps(told, there) and _keeps(there, told)):
        return True
    ours, theirs = ([word.replace("sowie", "und") for word in _JOINING.findall(text)] for text in (told, there))
    return len(ours) != len(theirs) or sorted(ours) == sorted(theirs)


def _keeps(text: str, other: str) -> bool:
    words = substance(text)
    return bool(words) and 1 - len(unsupported(words, substance(other))) / len(set(words)) >= _KEPT
