"""Check: forms, authorities, abbreviations and official terms are those of the cited sentence."""

import re

from assistant.answering.checks.wording import same, stands_in
from assistant.answering.words import tokens

_ABBREVIATION = re.compile(r"\b(?:[a-zäöü]?[A-ZÄÖÜ]{2,}[\w-]*|[A-ZÄÖÜ]\d{1,2})\b")
_QUOTED = re.compile(r"[„\"]([^“\"”]+)[“\"”]")
_HEADS = (
    "erlaubnis",
    "gestattung",
    "duldung",
    "titel",
    "karte",
    "visum",
    "ausweis",
    "bescheinigung",
    "behörde",
    "gericht",
)
_OFFICE = re.compile(
    r"\b[A-ZÄÖÜ][\wäöüß-]*(?:behörden?|ämter|amt(?:e?s)?|agentur|stellen?|gerichte?s?|ministerium|polizei|kasse|register|"
    r"schein|scheins|ausweis(?:es|e)?|karten?|titels?|erlaubnis(?:se)?|bescheinigung(?:en)?|duldung|gestattung|visum|"
    r"formulars?|zentrum|kammer|vertretung(?:en)?|geber|nehmer)\b"
)


def strange_names(statement: str, cited: str, context: str = "") -> list[str]:
    """Return names of a statement that the sentence and its headings do not hold; a head alone ("Behörde") is held.

    >>> strange_names("Die Meldebehörde entscheidet.", "Die Ausländerbehörde entscheidet.")
    ['Meldebehörde']
    """
    there = f"{cited} {context}"
    words = tuple(tokens(there))
    strange = [name for name in _ABBREVIATION.findall(statement) if name not in there and name.lower() not in words]
    strange += [name for name in _QUOTED.findall(statement) if name not in there]
    for name in _OFFICE.findall(statement):
        word = name.lower()
        if not any(same(word, other) for other in words) and (
            not stands_in(word, words) or _has_another_beginning(word, words)
        ):
            strange.append(name)
    return strange


def _has_another_beginning(word: str, there: tuple[str, ...]) -> bool:
    """Tell whether the source has another compound with this head ("…erlaubnis"): it is not joined of two words."""
    head = next((head for head in _HEADS if re.search(rf"\w{{3}}{head}", word)), None)
    return head is not None and any(re.search(rf"\w{{3}}{head}", other) for other in there)
