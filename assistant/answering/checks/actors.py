"""Finds the authorities and persons that a clause names, and the case in which each stands; plain German grammar."""

import re
from dataclasses import dataclass

_GENDER = {
    "f": "behörde agentur stelle polizei person verwaltung einrichtung vertretung leitung koordination "
    "sachbearbeitung schule abteilung versicherung kasse kammer",
    "m": "ausländer arbeitgeber arbeitnehmer antragsteller inhaber ehegatte servicepunkt schalter träger empfänger "
    "beamter bevollmächtigte beamte teilnehmer betroffene bürger flüchtling dienst",
    "n": "amt gericht ministerium kind team unternehmen register",
}
_PLURAL = (
    "behörden agenturen stellen personen verwaltungen einrichtungen vertretungen schulen ausländern arbeitgebern "
    "antragstellern inhabern ehegatten ämter ämtern gerichte gerichten kinder kindern eltern "
    "flüchtlinge flüchtlingen berechtigte berechtigten studierende studierenden beamten bürgern familienangehörige "
    "familienangehörigen staatsangehörige staatsangehörigen beteiligte beteiligten"
).split()
_PREPOSITIONS = frozenset(
    "an am bei beim für mit gegen gegenüber zu zum zur nach über auf in im aus ohne vor unter seit zwischen".split()
)
_ARTICLE = re.compile(
    r"^(der|die|das|dem|den|des|ein\w{0,2}|kein\w{0,2}|dies\w{1,2}|jed\w{1,2}|ihr\w{0,2}|sein\w{0,2})$"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """An authority or a person in a clause: the word, its case ("either" when open), the preposition before it."""

    word: str
    case: str
    preposition: str


def actor_at(words: list[str], position: int) -> Actor | None:
    """Return the authority or person that the word at a position names, with its grammar; None when it names none."""
    word = words[position]
    found = gender(word.lower())
    if not found or not word[0].isupper():
        return None
    start = position - 1
    while start >= 0 and position - start <= 3 and words[start][0].islower() and not _is_marker(words[start]):
        start -= 1
    article = words[start].lower() if start >= 0 and _ARTICLE.match(words[start].lower()) else ""
    before = words[start - 1].lower() if article and start else words[start].lower() if start >= 0 else ""
    preposition = before if before in _PREPOSITIONS | {"von", "vom", "durch"} else ""
    behind_noun = bool(article) and start > 0 and words[start - 1][0].isupper()
    return Actor(word.lower(), _case(article, found, behind_noun=behind_noun), preposition)


def _is_marker(word: str) -> bool:
    lower = word.lower()
    return bool(_ARTICLE.match(lower)) or lower in _PREPOSITIONS or lower in ("von", "vom", "durch")


def gender(word: str) -> str:
    """Return "f", "m", "n", or "p" for several; empty when a word in small letters names none."""
    if word in ("land", "länder", "ländern"):  # "Ausländer" and "Inland" end alike
        return "n" if word == "land" else "p"
    if any(word.endswith(ending) for ending in _PLURAL):
        return "p"
    for known, endings in _GENDER.items():
        if any(word.endswith((ending, ending + "s", ending + "es")) for ending in endings.split()):
            return known
    return ""


def _case(article: str, of_gender: str, *, behind_noun: bool) -> str:
    if article == "der":
        return {"m": "nominative", "p": "genitive"}.get(of_gender, "genitive" if behind_noun else "dative")
    if article.endswith("des") or (article.endswith("es") and of_gender in "mn"):
        return "genitive"
    if article.endswith("em"):
        return "dative"
    if article.endswith("en"):
        return "dative" if of_gender == "p" else "accusative"
    if article.endswith("er"):
        return {"m": "nominative", "p": "genitive"}.get(of_gender, "genitive" if behind_noun else "dative")
    return "nominative" if article and of_gender == "m" and not article.endswith("ie") else "either"
