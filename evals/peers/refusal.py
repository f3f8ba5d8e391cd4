"""Tells whether an answer in free text says that it does not know."""

import re

_REFUSAL = re.compile(
    r"\b(?:weiß|weiss|kenne) (?:ich |es |das |die Antwort )*(?:leider )?nicht\b"
    r"|\bich weiß\b[^.]{0,40}\bnicht\b"
    r"|\b(?:kann|können|lässt|lassen)\b[^.]{0,80}\bnicht "
    r"(?:beantwortet|beantworten|beurteilt|entnommen|entnehmen|gesagt)\b"
    r"|\b(?:keine|keinerlei) (?:\w+ ){0,2}(?:angaben?|informationen?|hinweise?|auskunft)\b"
    r"|\benthalten die quellen nichts\b"
    r"|\b(?:nicht|nichts)\b[^.]{0,40}\b(?:enthalten|genannt|angegeben|erwähnt|aufgeführt|hervor)\b"
    r"|\bdo(?:es)?(?: not|n't) (?:know|contain|provide|mention|specify|include)\b"
    r"|\bno information\b|\bcannot (?:be )?answer(?:ed)?\b|\bnot (?:mentioned|specified|provided)\b",
    re.I,
)


def says_unknown(answer: str) -> bool:
    """Tell whether an answer refuses; an empty one does.

    >>> says_unknown("Ich weiß es nicht."), says_unknown("Die Gebühr beträgt 93 Euro.")
    (True, False)
    """
    return not answer.strip() or bool(_REFUSAL.search(answer.replace("’", "'")))
