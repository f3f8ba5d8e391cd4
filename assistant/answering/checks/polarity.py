"""Check: each clause is as affirmed or denied as the clause in the cited sentence that it repeats."""

import re

from assistant.answering.checks.pairing import paired
from assistant.answering.words import tokens

_NEGATIONS = frozenset("nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne".split())
RELEASES = frozenset("befreit befreiung entfällt entfallen verzichtet absehen abgesehen entbehrlich absieht".split())
_EXCLUSIONS = frozenset("ausgenommen ausgeschlossen ausscheidet ausscheiden".split())
_PROHIBITIONS = frozenset(
    "verboten untersagt unzulässig unmöglich unwirksam ungültig fehlt fehlen fehlende fehlender fehlenden".split()
)
DENIALS = _NEGATIONS | RELEASES | _EXCLUSIONS | _PROHIBITIONS
_DECISIVE = re.compile(r"\b(?:muss|müssen|verpflichtet|pflicht|erforderlich|nötig|notwendig|bedarf|brauch\w+)\b", re.I)
_NO_AND_NO = re.compile(
    r"\b(kein\w*|nicht)\b([^,;]*?)\b(?:und|oder|noch)\s+(?:\w+\s+){0,2}(?:kein\w*|nicht|ohne)\b", re.I
)


def same_polarity(statement: str, cited: str) -> bool:
    """Tell whether each clause is as affirmed or denied as its counterpart."""
    return all(_fits(told, there) for told, there in paired(statement, cited))


def denials(text: str) -> int:
    """Count the words that deny something."""
    return sum(token in DENIALS for token in tokens(_NO_AND_NO.sub(r"\1\2 und", text)))


def is_denied(text: str) -> bool:
    """Tell whether a text denies, two denials undoing each other."""
    return bool(denials(text) % 2)


def _fits(told: str, there: str) -> bool:
    if is_denied(told) == is_denied(there):
        return True
    if not (set(tokens(told)) | set(tokens(there))) & (RELEASES | _EXCLUSIONS):
        return False
    decisive = [part for part in told.split(" , ") if set(tokens(part)) & DENIALS or _DECISIVE.search(part)]
    return bool(decisive) and all(is_denied(part) == is_denied(there) for part in decisive)
