"""False near copies: the errors that are planted in restatements, planted in near copies, without what is no error."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from assistant.answering.checks.judging import likeness
from evals.statements.paraphrases import Paraphrase
from evals.statements.planted_errors import Planted, plant

LEAST_LIKENESS = 0.75
"""A planted error that leaves less of the wording is no near copy."""
LEAST_WORDS = 4
"""What is shorter once a condition was dropped says nothing."""
_WORDS = re.compile(r"\w+")
_GARBLED = re.compile(
    r"\b(?!Abs|Nr|Art|Buchst)\w{3,}\. (?:\d|[a-zäöü]|Januar|Juli|Dezember)|[ ,(][.]|,,|\w+ \(§[^()]*\) (?:oder|und) "
    r"|\b(?:ist|sind|wird|werden|kann|können|hat|haben|darf|dürfen|soll|sollen|nur erfolgen|es|sich|dann|auch"
    r"|außer|wie|oder)(?:[.;]| \(§)|\bNicht \w+ \w+ nicht\b"
    r"|\b(?:haben|werden|sein) nicht (?:soll|sollen|kann|können|darf|muss|wird)\b|\b(\d+\w?),? (?:und )?\1\b"
    r"|\bvon \w+ Monate\b|\blaufende Monat\b|\bam \w+ Woche\b|\bfinden? eine Anwendung\b|\bDer Standesamt\b"
    r"|\bmit (?:dass|\w+e [A-ZÄÖÜ]|den [A-ZÄÖÜ]\w*[^\Wns]\b)|\beine Daten\b"
)
"""What a rule leaves that cuts too much or too little: a reader would learn what is broken, not what is false."""
_STILL_TRUE = re.compile(
    r"\b(?:muss|müssen) (?:\w+ ){0,3}(?:nicht|kein\w*)\b|\b(?:nicht|kein\w*) [^,;.]*\b(?:muss|müssen)\b"
    r"|\bauch wenn\b.* nichts? ander|\bauch wenn (?:\w+ ){0,2}nicht\b|\b(?:oder|und|wie) auch wenn\b"
    r"|\b(?:mindestens|wenigstens) \d+\b"
)
"""What must not be done needs not be done either, and who is 16 is at least 15; "or even if" is "or if"."""
_CLAUSE_ENDS = re.compile(
    r"\b(?:ist|sind|werden|haben|können|will|soll|sollen|[a-zäöü]{2,}[dnt]), (?!oder|und|wenn|dass|d\w\w |ohne|aber)"
)
"""Where the clause of a condition ends and the sentence goes on."""
_TIMES = re.compile(
    r"(?:de[mrn] |einer |einem |ihrer |seiner )?(?:[a-zäöü]+e[mnr] )?(?:Ablauf|Aufgabe|Absendung|Ausreise|Einreise"
    r"|Erlass|Ablehnung|Bekanntgabe|Zustellung|Aushändigung|Ausstellung|Beginn|Eingang|Eintritt|Antrag\w*|Überlassung"
    r"|Fälligkeit|Unterbringung|Übermittlung|Bestellung|Kenntnis|Entscheidung|Abschluss|Wegfall|Antritt|Erlöschen"
    r"|Einleitung|Tod|\d)"
)
"""What follows on "vor" and "nach" where they tell a time."""


def false_copies(copies: Sequence[Paraphrase]) -> dict[str, dict[str, str]]:
    """Return false twins by the id of their near copy and the kind of error."""
    texts = {copy.id: copy.text for copy in copies}
    found: dict[str, dict[str, str]] = {}
    for error in plant(copies):
        copy = error.id.removesuffix(f"-{error.base}-{error.kind}")
        if error.base == "paraphrase" and copy in texts and is_false_near_copy(error, texts[copy]):
            found.setdefault(copy, {})[error.kind] = error.text
    return found


def is_false_near_copy(error: Planted, copy: str) -> bool:
    """Tell whether an error leaves a near copy of its source that reads like a sentence, and changes what it says."""
    if likeness(error.text, error.sources[0][0]) < LEAST_LIKENESS or len(error.text.split()) < LEAST_WORDS:
        return False
    if any(match[0] not in copy for pattern in (_GARBLED, _STILL_TRUE) for match in pattern.finditer(error.text)):
        return False
    return error.kind not in _MUST or _MUST[error.kind](error.text, copy)


def _is_limit(text: str, copy: str) -> bool:
    """Tell whether what was exchanged is a limit: "nach" is one before "Ablauf", and none before "den Vorschriften"."""
    changed, _ = _changed(text, copy)
    if changed[0] in {"vor", "nach", "Vor", "Nach"}:
        return _TIMES.match(text, changed.end() + 1) is not None
    return "nicht weniger" not in text


def _leaves_what_is_true_or_cut(text: str, copy: str) -> bool:
    """Tell whether "nur" was dropped (what only A may do, A may do), or a part of a condition, or more than it."""
    start = next((place for place, (one, other) in enumerate(zip(text, copy, strict=False)) if one != other), len(text))
    dropped = copy[start : start + len(copy) - len(text)].strip()
    only = dropped in {"nur", "allein"} or ("," in dropped and re.search(r"\bnur\b", text) is not None)
    return only or "auf Antrag eine" in copy or _CLAUSE_ENDS.search(dropped) is not None


def _changed(text: str, copy: str) -> tuple[re.Match[str], str]:
    """Return the word that stands in the text for another of the copy, and that other one."""
    pairs = zip(_WORDS.finditer(text), _WORDS.findall(copy), strict=True)
    return next((word, was) for word, was in pairs if word[0] != was)


_MUST: Mapping[str, Callable[[str, str], bool]] = MappingProxyType({
    "changed limit": _is_limit,
    "changed number": lambda text, copy: _changed(text, copy)[1] not in {"einen", "einer"},  # articles, mostly
    "dropped negation": lambda _, copy: not re.search(r"\bnicht (?:mehr|oder)\b|\bob [^,;.]*\bnicht\b", copy),
    "dropped condition": lambda text, copy: not _leaves_what_is_true_or_cut(text, copy),
    "wrong condition": lambda _, copy: not re.search(r"\b(?:auch|nur)\b", copy),  # "auch, wenn" would stay as it is
})  # fmt: skip
"""What some kinds of errors must do so that the twin is false, by text and copy."""
