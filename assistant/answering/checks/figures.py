"""Check: every law, §, number, amount, date and deadline stands in the cited sentence, and where it stood."""

import re

from assistant.answering.checks.clauses import clauses, counterpart, without_asides
from assistant.answering.checks.wording import substance, unsupported
from assistant.answering.figures import figures

_USED_PART = 0.34
_PLACES_IN_LAWS = re.compile(
    r"(?:§§?|\b(?:Absatz|Satz|Nummer|Artikel|Art\.|Buchstabe|Richtlinie))\s*\d+[a-z]?(?:/\d+)*", re.I
)
_DATE = re.compile(r"\d{2}\.\d{2}\.")
_TIME = re.compile(r" (?:tag|werktag|arbeitstag|kalendertag|woche|monat|jahr|stunde|minute)$")


def figures_stand_there(statement: str, cited: str, context: str = "") -> bool:
    """Tell whether the sentence or its headings hold every figure, and no two figures have changed places."""
    return (
        figures(statement) <= figures(f"{cited} {context}")
        and _in_their_places(statement, cited)
        and _in_their_clauses(statement, cited)
    )


def deadlines_are_kept(statement: str, cited: str) -> bool:
    """Tell whether the clauses that a statement repeats keep their times: without one a rule holds too widely."""
    told = figures(statement)
    wording = clauses(cited)
    used = {match.text for clause in clauses(statement) if (match := counterpart(clause, wording)) is not None}
    return all(
        figure in told
        for clause in wording
        if clause.text in used
        for part in re.split(r"\b(?:und|oder|sowie)\b", clause.text)
        if share_told(part, statement) >= _USED_PART
        for figure in figures(part)
        if _TIME.search(figure)
    )


def share_told(part: str, statement: str) -> float:
    """Return which share of a part's words the statement repeats."""
    words = substance(part)
    return 1 - len(unsupported(words, substance(statement))) / len(words) if words else 1.0


def _in_their_places(statement: str, cited: str) -> bool:
    """Two figures with one unit keep their order within a clause ("60 statt 36 Monate")."""
    original = _numbers(cited)
    if len(set(original)) < 2:
        return True
    for clause in clauses(statement):
        match = counterpart(clause, clauses(cited))
        there = _numbers(match.text) if match else []
        told = [number for number in _numbers(clause.text) if number in there]
        if len(set(there)) == len(there) and told != [number for number in there if number in told]:
            return False
    return True


def _in_their_clauses(statement: str, cited: str) -> bool:
    """No clause tells another clause's date or time in place of its own."""
    there = clauses(cited)
    for clause in clauses(statement):
        match = counterpart(clause, there)
        told, own = figures(clause.text), figures(match.text) if match else frozenset()
        strange = {_kind(figure) for figure in told - own} - {""}
        if strange & {_kind(figure) for figure in own - told}:
            return False
    return True


def _kind(figure: str) -> str:
    return "date" if _DATE.match(figure) else figure.rpartition(" ")[2] if _TIME.search(figure) else ""


def _numbers(text: str) -> list[str]:
    return re.findall(r"(?<![\w§])\d+(?:[.,]\d+)*", _PLACES_IN_LAWS.sub(" ", without_asides(text)))
