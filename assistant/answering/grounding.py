"""Checks a phrased sentence against the sentences it cites; only what passes every check is shown as `belegt`.

The rules are strict on purpose: a small model turns rules round ("sind befreit" becomes "müssen zahlen"), and a
withheld sentence costs nothing, because the quotation it would have replaced stays.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.figures import figures
from assistant.answering.words import content_stems, share_found, tokens

LEAST_WORDING = 0.8
"""Share of a statement's content words that must stand in the cited sentences."""
LEAST_SHARED = 0.35
"""Share of the cited sentence's content words that a statement must keep, so that no condition is dropped unseen."""
SHORTEST, LONGEST = 3, 60
"""Words that a statement may have."""

_CITATION = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]")

_MARKERS: dict[str, frozenset[str]] = {
    "negation": frozenset(
        "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder entfällt entfallen".split()
    ),
    "exemption": frozenset(
        "befreit befreiung gebührenfrei kostenlos kostenfrei ausgenommen ausgeschlossen verzichtet".split()
    ),
    "obligation": frozenset("muss müssen musste verpflichtet pflicht zwingend erforderlich".split()),
    "permission": frozenset("darf dürfen berechtigt gestattet erlaubt zulässig".split()),
    "discretion": frozenset("kann können könnte ermessen".split()),
    "norm": frozenset("soll sollen sollte".split()),
    "prohibition": frozenset("verboten unzulässig untersagt unerlaubt".split()),
    "limit_low": frozenset("mindestens wenigstens".split()),
    "limit_high": frozenset("höchstens maximal längstens spätestens".split()),
    "restriction": frozenset("nur ausschließlich lediglich allein".split()),
}
"""Words that decide whether and how a rule holds, by what they do to it."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One sentence that a statement may rest on: the number of its source and its words."""

    number: int
    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a statement holds, on which cited sentences, and why not (empty when it holds)."""

    holds: bool
    support: tuple[Cited, ...] = ()
    reason: str = ""


def strip_citations(sentence: str) -> tuple[str, tuple[int, ...]]:
    """Take the [n] marks out of a sentence and return it with the numbers, in order.

    >>> strip_citations("Die Gebühr beträgt 93 Euro [1, 2].")
    ('Die Gebühr beträgt 93 Euro.', (1, 2))
    """
    numbers = [int(number) for match in _CITATION.finditer(sentence) for number in match[1].split(",")]
    return _CITATION.sub("", sentence).strip(), tuple(dict.fromkeys(numbers))


def check(statement: str, numbers: Sequence[int], candidates: Sequence[Cited]) -> Verdict:
    """Check a statement (citations taken out) against the candidates from the sources that it cites.

    The one or two best matching sentences are its support; without a valid number all candidates are considered.
    """
    if not SHORTEST <= len(tokens(statement)) <= LONGEST:
        return Verdict(False, reason="length")
    pool = [cited for cited in candidates if cited.number in numbers] or list(candidates)
    support = best_support(statement, pool)
    if not support:
        return Verdict(False, reason="nothing similar")
    failed = next((name for name, passes in _CHECKS.items() if not passes(statement, support)), "")
    return Verdict(not failed, support, failed)


def _figures_stand_there(statement: str, support: tuple[Cited, ...]) -> bool:
    """Every law, §, number, date and deadline stands in the cited sentences or their headings."""
    return figures(statement) <= figures(_with_headings(support))


def _words_stand_there(statement: str, support: tuple[Cited, ...]) -> bool:
    """Nearly all that the statement says stands in the cited sentences or their headings."""
    return share_found(content_stems(statement), content_stems(_with_headings(support))) >= LEAST_WORDING


def _keeps_the_conditions(statement: str, support: tuple[Cited, ...]) -> bool:
    """The statement keeps enough of what it cites that no condition is dropped unseen."""
    return share_found(content_stems(support[0].text), content_stems(statement)) >= LEAST_SHARED


def _keeps_the_polarity(statement: str, support: tuple[Cited, ...]) -> bool:
    """Negation, duty, permission and limits are neither added nor dropped."""
    return markers(statement) == markers(" ".join(cited.text for cited in support))


def _with_headings(support: tuple[Cited, ...]) -> str:
    return " ".join(f"{cited.text} {cited.context}" for cited in support)


_CHECKS: dict[str, Callable[[str, tuple[Cited, ...]], bool]] = {
    "figure": _figures_stand_there,
    "wording": _words_stand_there,
    "condition": _keeps_the_conditions,
    "polarity": _keeps_the_polarity,
}


def markers(text: str) -> frozenset[str]:
    """Return which kinds of deciding words (negation, obligation, permission …) stand in a text."""
    words = set(tokens(text))
    return frozenset(kind for kind, listed in _MARKERS.items() if words & listed)


def best_support(statement: str, candidates: Sequence[Cited]) -> tuple[Cited, ...]:
    """Return the candidate that holds most of the statement's words, and a second one when it adds some."""
    stems = set(content_stems(statement))
    if not stems or not candidates:
        return ()

    def shared(cited: Cited) -> tuple[int, float]:
        words = set(content_stems(cited.text))
        return len(stems & words), -len(words)

    first = max(candidates, key=shared)
    found = stems & set(content_stems(first.text))
    if not found:
        return ()
    missing = stems - found
    others = [cited for cited in candidates if cited.number == first.number and cited is not first]
    second = max(others, key=lambda cited: len(missing & set(content_stems(cited.text))), default=None)
    if second is not None and len(missing & set(content_stems(second.text))) >= 2:
        return first, second
    return (first,)
