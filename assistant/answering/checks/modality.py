"""Check: duty, permission and advice are those of the clause in the cited sentence that is repeated."""

import re

from assistant.answering.checks.pairing import paired
from assistant.answering.checks.polarity import RELEASES, is_denied
from assistant.answering.words import tokens

_DUTIES = frozenset(
    "muss müssen musste mussten müsste verpflichtet pflicht verpflichtung zwingend vorgeschrieben erforderlich nötig "
    "notwendig bedarf bedürfen brauchen braucht brauche benötigen benötigt voraus vorausgesetzt "
    "voraussetzt voraussetzen verlangt verlangen obliegt obliegen erfordert erfordern "
    "entbehrlich".split()
)
_PERMISSIONS = frozenset(
    "kann können könnte darf dürfen durfte durften berechtigt gestattet erlaubt zulässig unzulässig befugt möglich "
    "unmöglich ermessen verboten untersagt".split()
)
_ABLE = re.compile(r"\b[a-zäöü]{5,}bar(?:e[mnrs]?)?\b", re.I)
_ADVICE = frozenset("soll sollen sollte sollten".split())
_INFINITIVE = (
    r"(?:zu \w+e?n\b|(?<!\w)(?:ab|an|auf|aus|bei|ein|fest|hin|mit|nach|vor|weiter|zurück|heraus|entgegen)zu\w+e?n\b)"
)
_TO_DO = re.compile(
    rf"\b(?:ist|sind|hat|haben)\b(?!.*\b(?:möglich|um)\b).*?{_INFINITIVE}|{_INFINITIVE}[^,]* (?:ist|sind|hat|haben)\b|"
    rf"^\w+zu\w+en (?:ist|sind)\b",
    re.I,
)
_ORDER = re.compile(r"(?:^|[;,] (?:und )?)[A-ZÄÖÜ]?\w+en Sie\b", re.I)
_WITHOUT = re.compile(r"\bohne\b", re.I)
_ONLY = re.compile(r"\b(?:nur|ausschließlich|lediglich)\b", re.I)


def same_modality(statement: str, cited: str) -> bool:
    """Tell whether duty, permission and advice are neither exchanged, added nor dropped.

    What is simply stated ("wird geprüft") and a duty ("ist zu prüfen") are the same in an office's rules.
    """
    return all(_fits(told, there) for told, there in paired(statement, cited))


def is_duty(text: str) -> bool:
    """Tell whether a text obliges someone to do something."""
    words = set(tokens(text))
    if words & _DUTIES:
        return True
    return not words & _PERMISSIONS and bool(_TO_DO.search(text) or _ORDER.search(text))


def _is_permission(text: str) -> bool:
    return bool(set(tokens(text)) & _PERMISSIONS or _ABLE.search(text))


def _fits(told: str, there: str) -> bool:
    if bool(set(tokens(told)) & _ADVICE) != bool(set(tokens(there)) & _ADVICE):
        return False
    ours, theirs = _is_permission(told), _is_permission(there)
    if (set(tokens(told)) | set(tokens(there))) & RELEASES:
        return ours == theirs
    if ours == theirs:
        if is_duty(told) == is_duty(there):
            return True
        return not ours and not (is_denied(told) or is_denied(there))
    allowing, other = (told, there) if ours else (there, told)
    if is_denied(told) and is_denied(there):  # "kann nicht", "wird nicht"; but not "muss nicht"
        return not is_duty(other) or bool(_WITHOUT.search(allowing) and not _WITHOUT.search(other))
    return bool(_ONLY.search(allowing)) and is_duty(other) != bool(_ONLY.search(other))
