"""Measures what tells whether the found evidence answers a question, before any model is asked."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from statistics import median
from typing import Any

from assistant.answering.answerability import Signals
from assistant.answering.asked_fact import AskedFact, asked_fact, today_missing
from assistant.answering.asked_form import compared_things, definition_missing, papers_missing
from assistant.answering.evidence import Compared, Selection
from assistant.answering.question import WholeQuestion
from assistant.answering.words import character_ngrams, stem
from knowledge_base.document import DocumentKind
from knowledge_base.index import Hit, WeighedWord

Weigh = Callable[[str], Sequence[WeighedWord]]
"""Weighs the words of a text by their rarity in the knowledge base; none when it is not German."""

SHORTEST_STEM = 4
"""A stem of so many letters counts as found inside a longer word, a compound."""
LEAST_ALIKE = 0.5
"""Share of a word's grams from which it counts in part as found."""
COSINE_WEIGHT = 5.0
"""How much likeness counts beside coverage in `Signals.fit`; cosines above the typical one reach some 0.15."""
USUAL_COVERAGE = 0.6
"""Share of the rare words that stands in the best sentence of answerable questions, in the middle."""
ASKING_WORDS = frozenset("teuer kostet kosten dauert lange lang viel viele vielen hoch oft groß weit heißt".split())

_FOLD = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


def measure(question: WholeQuestion, hits: Sequence[Hit], selection: Selection, weigh: Weigh | None) -> Signals:
    """Return the signals; those of words stay neutral without `weigh`, or when the question is not German."""
    asked = asked_fact(question.typed)
    known = Signals(
        max((one.likeness for one in selection.compared), default=_nearest(hits)),
        selection.coverage,
        cited_section_found=any(hit.cited for hit in hits),
        fit=_meaning_alone(selection.compared),
        fact_fit=_fact_fit(asked, selection.compared, hits, ()),
        exact_fact_asked=asked is not None and asked.exact,
        today_missing=today_missing(question.typed, _quoted(selection)),
        stands_out=_stands_out(hits),
        of_laws=sum(hit.document.kind is DocumentKind.STATUTE for hit in hits) / max(1, len(hits)),
        one_document=len({hit.document.id for hit in hits}) == 1,
    )
    words = _of_topic(weigh(question.search_text)) if weigh and hits else []
    return replace(known, **_of_words(question, hits, selection, words, weigh)) if words and weigh else known


def _of_words(
    question: WholeQuestion, hits: Sequence[Hit], selection: Selection, words: Sequence[WeighedWord], weigh: Weigh
) -> dict[str, Any]:
    everything = " ".join(f"{hit.passage.context} {hit.passage.text}" for hit in hits)
    quoted = _quoted(selection)
    return {
        "fit": max((_fit(one, words, hits) for one in selection.compared), default=None),
        "fact_fit": _fact_fit(asked_fact(question.typed), selection.compared, hits, words),
        "name_missing": max((w.rarity * (1 - _found(w.text, everything)) for w in words if w.capitalised), default=0.0),
        "definition_missing": definition_missing(question.typed, quoted),
        "papers_missing": papers_missing(question.typed, quoted),
        "difference_missing": _difference_missing(question.typed, selection.compared, hits, weigh),
    }


def _of_topic(words: Sequence[WeighedWord]) -> Sequence[WeighedWord]:
    """Leave out words that only ask: an amount answers "wie teuer", though no sentence says so."""
    return [word for word in words if word.text not in ASKING_WORDS] or words


def _quoted(selection: Selection) -> str:
    return " ".join(quote.unit.text for quote in selection.quotes)


def _nearest(hits: Sequence[Hit]) -> float:
    return max((hit.cosine for hit in hits if hit.cosine is not None), default=0.0)


def _stands_out(hits: Sequence[Hit]) -> float:
    cosines = [hit.cosine for hit in hits if hit.cosine is not None]
    return max(cosines) - median(cosines) if cosines else 0.0


def _fit(one: Compared, words: Sequence[WeighedWord], hits: Sequence[Hit]) -> float:
    return COSINE_WEIGHT * (one.likeness - one.typical) + _covered(words, _with_headings(one, hits))


def _meaning_alone(compared: Sequence[Compared]) -> float | None:
    return max((_fit_of_meaning(one) for one in compared), default=None)


def _fit_of_meaning(one: Compared) -> float:
    """Stand in for the coverage of a question whose words say nothing: what answerable ones reach in the middle."""
    return COSINE_WEIGHT * (one.likeness - one.typical) + USUAL_COVERAGE


def _fact_fit(
    asked: AskedFact | None, compared: Sequence[Compared], hits: Sequence[Hit], words: Sequence[WeighedWord]
) -> float | None:
    """Return the best fit among the sentences that hold what is asked for."""
    if asked is None or not compared:
        return None
    holding = [one for one in compared if asked.holds(one.unit.text)]
    return max((_fit(one, words, hits) if words else _fit_of_meaning(one) for one in holding), default=0.0)


def _with_headings(one: Compared, hits: Sequence[Hit]) -> str:
    return f"{one.unit.text} {hits[one.unit.hit_index].passage.context}"


def _covered(words: Sequence[WeighedWord], text: str) -> float:
    """Return the share of the words' rarity that stands in a text, 0 to 1."""
    total = sum(word.rarity for word in words)
    return sum(word.rarity * _found(word.text, text) for word in words) / total if total else 1.0


def _difference_missing(question: str, compared: Sequence[Compared], hits: Sequence[Hit], weigh: Weigh) -> float:
    """Return how much of the two things that are to be compared is missing where both are spoken of best, 0 to 1."""
    things = compared_things(question)
    if things is None:
        return 0.0
    words = [[word.text for word in weigh(thing)] for thing in things]
    texts = [_with_headings(one, hits) for one in compared]
    return 1 - max((min(_share(some, text) for some in words) for text in texts), default=0.0)


def _share(words: Sequence[str], text: str) -> float:
    return sum(_found(word, text) for word in words) / len(words) if words else 0.0


@lru_cache(maxsize=50_000)
def _found(word: str, text: str) -> float:
    """Return 1 when the word, its stem, or a compound with it stands in the text; in part when it is much alike."""
    folded, root = _folded(text), stem(word)
    if len(root) < SHORTEST_STEM:
        return float(re.search(rf"\b{re.escape(_folded(word))}", folded) is not None)
    if root in folded:
        return 1.0
    grams = character_ngrams(word)
    share = len(grams & character_ngrams(text)) / max(1, len(grams))
    return share if share >= LEAST_ALIKE else 0.0


@lru_cache(maxsize=500)
def _folded(text: str) -> str:
    return text.lower().translate(_FOLD)
