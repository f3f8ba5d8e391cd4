"""What a statement says beyond its source, by kind of word: a noun or an adjective adds more than a verb does."""

import re
from dataclasses import dataclass

from assistant.answering.checks.additions import added_words
from assistant.answering.checks.clauses import Binding, clauses, coverage, without_asides
from assistant.answering.checks.wording import same, stands_in, substance
from assistant.answering.words import tokens

_INFLECTED = re.compile(r"e[nrsm]?$")
_ADVERB = re.compile(r"(?:lich|ig|isch|weise|bar|los|fach|mals|line)$")
_BEFORE_A_NOUN = re.compile(r"\s+(?:(?:und|oder) )?(?:\w+e[nrsm]? )?[A-ZÄÖÜ]")
_NOUN = re.compile(r"(?<!^)\b[A-ZÄÖÜ][\w-]+|^(?:De[rmns]|Die|Das|Eine?[rnms]?) [A-ZÄÖÜ][\w-]+")
_LONGEST_ENDING = 4
"""Letters by which an inflected word may be longer than another."""
_ALSO = re.compile(r"\b(?:auch|ebenfalls|ebenso|gleichfalls|sowohl)\b", re.I)
_UNIVERSAL = re.compile(
    r"\b(?:alle[nrms]?|jede[nrms]?|sämtliche[nrms]?|jemals|irgend\w*|ausnahmslos|stets|immer|jederzeit|generell|"
    r"überhaupt|beliebig\w*|in (?:jedem|keinem) Fall|auf (?:jeden|keinen) Fall|niemals|nie|sowohl|automatisch|"
    r"zwingend|ohne weiteres|sofort|zusätzlich|allein|vorsorglich|beide[nrs]?)\b",
    re.I,
)
_CONCESSION = re.compile(
    r"\b(?:auch (?:dann|wenn|bei|falls|ohne|nach|für|mit)|selbst (?:wenn|dann|bei)|obwohl|obgleich|unabhängig|"
    r"ungeachtet|egal|weiterhin)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Added:
    """How many words without counterpart a statement has, by kind."""

    nouns: int = 0
    modifiers: int = 0
    adverbs: int = 0
    verbs: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.nouns + self.modifiers + self.adverbs + self.verbs


def added(statement: str, cited: str, context: str = "") -> Added:
    """Count the words of substance that the sentence and its headings do not hold.

    >>> added("Die strenge Behörde entscheidet im Ernstfall.", "Die Behörde entscheidet.")
    Added(nouns=1, modifiers=1, adverbs=0, verbs=0)
    """
    plain = without_asides(statement)
    kinds = [_kind(word, plain) for word in added_words(statement, cited, context)]
    return Added(kinds.count("noun"), kinds.count("modifier"), kinds.count("adverb"), kinds.count("verb"))


def _kind(word: str, text: str) -> str:
    place = re.search(rf"\b{re.escape(word)}\b", text, re.I)
    if place is None:
        return "verb"
    if place[0][0].isupper() and place.start() > 0:
        return "noun"
    follows = _BEFORE_A_NOUN.match(text, place.end())
    if _INFLECTED.search(word) and follows:
        return "modifier"
    return "adverb" if _ADVERB.search(word) else "verb"


def share_added(statement: str, cited: str, context: str = "") -> float:
    """Return which share of a statement's words of substance is without counterpart (0 to 1)."""
    words = set(substance(without_asides(statement)))
    return len(added_words(statement, cited, context)) / len(words) if words else 0.0


def heads_lost(statement: str, cited: str, context: str = "") -> int:
    """Count nouns of which the source holds only compounds with another head ("Ausländer": "Ausländerbehörde")."""
    there = tuple(tokens(f"{cited} {context}"))
    return sum(
        stands_in(word, there)
        and any(other.startswith(word) and len(other) > len(word) + _LONGEST_ENDING for other in there)
        and not any(same(word, other) or other.endswith(word) for other in there)
        for word in dict.fromkeys(substance(" ".join(_NOUN.findall(without_asides(statement)))))
    )


def main_words_lost(statement: str, cited: str) -> float:
    """Return which share of the words of the main clause that is told best has no counterpart (0 to 1)."""
    told = tuple(substance(statement))
    shares = [coverage(clause, told) for clause in clauses(cited) if clause.binding is Binding.MAIN]
    return 1 - max(shares) if shares else 0.0


def also_anew(statement: str, cited: str) -> bool:
    """Tell whether a statement says "also" where the sentence does not."""
    return bool(_ALSO.search(statement)) and not _ALSO.search(cited)


def new_universals(statement: str, cited: str) -> int:
    """Count words of the kind of "always" and "every" that the sentence does not hold."""
    return len(_found(_UNIVERSAL, statement) - _found(_UNIVERSAL, cited))


def concedes_anew(statement: str, cited: str) -> bool:
    """Tell whether a statement says "even if" where the sentence does not."""
    return bool(_CONCESSION.search(statement)) and not _CONCESSION.search(cited)


def _found(pattern: re.Pattern[str], text: str) -> set[str]:
    return {match.lower() for match in pattern.findall(text)}
