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
_MODALS = frozenset("muss müssen kann können darf dürfen".split())
_DENIED_DUTY = re.compile(r"\b(?:muss|müssen|musst\w*|brauch\w*)\b[^;,.]*?\b(?:nicht|kein\w{0,2})\b(?! nur)", re.I)
_FREE = re.compile(
    r"befreit|befreiung|entbehrlich|entfäll|entfallen|verzicht|abgesehen|abzusehen|absehen|freigestellt|\bohne\b|"
    r"nicht (?:erforderlich|nötig|notwendig|verpflichtet|zuzumuten|zumutbar)|kein\w* [^,;.]*(?:erforderlich|nötig)|"
    r"bedarf[^,;.]*(?:nicht|kein)|genüg|reich|\w(?:frei|los)\b",
    re.I,
)
_ONLY_IF = re.compile(r"\b(?:nur|ausschließlich|lediglich|erst|ohne|voraus\w*|frühestens|solange|wenn|sofern)\b", re.I)


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


def is_permission(text: str) -> bool:
    """Tell whether a text allows something, or says that it may be."""
    return bool(set(tokens(text)) & _PERMISSIONS or _ABLE.search(text))


def _fits(told: str, there: str) -> bool:
    if bool(set(tokens(told)) & _ADVICE) != bool(set(tokens(there)) & _ADVICE):
        return False
    ours, theirs = is_permission(told), is_permission(there)
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


def releases_anew(statement: str, cited: str) -> bool:
    """Tell whether a statement says "muss nicht" where the sentence releases nobody from anything."""
    return bool(_DENIED_DUTY.search(statement)) and not _DENIED_DUTY.search(cited) and not _FREE.search(cited)


def advice_changed(statement: str, cited: str) -> bool:
    """Tell whether advice became duty or permission, or the other way round."""
    ours, theirs = (bool(set(tokens(text)) & _ADVICE) for text in (statement, cited))
    other = statement if theirs else cited
    return ours != theirs and (bool(set(tokens(other)) & _MODALS) or ours)


def duty_became_permission(statement: str, cited: str) -> bool:
    """Tell whether what the sentence demands ("ist zu löschen") is only allowed in a statement ("darf")."""
    free = bool(_ONLY_IF.search(statement)) or is_denied(statement) or is_denied(cited)
    return not free and is_duty(cited) and not is_permission(cited) and is_permission(statement)


def permission_became_duty(statement: str, cited: str) -> bool:
    """Tell whether what the sentence only allows is demanded in a statement."""
    free = bool(_ONLY_IF.search(cited)) or bool(_ONLY_IF.search(statement))
    return not free and is_permission(cited) and not is_duty(cited) and is_duty(statement)
