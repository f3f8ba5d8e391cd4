"""Chooses the sentences that answer a question best, without any model that writes; each stands in its passage.

Method: a unit (a sentence, or a list with its lead-in) is scored by the share of the question's character 5-grams
that it covers, rare ones weighing more, its headings counting in part; the passage's rank and the similarity of the
embeddings are mixed in. The weights were fitted on municipal questions with sentence-level evidence
(`python -m evals evidence`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log

from assistant.answering.announcing import announces, asks_for_document
from assistant.answering.answer_type import AnswerType, expected_type, holds
from assistant.answering.question import WholeQuestion
from assistant.answering.quotable_units import LONGEST_UNIT, split_into_units
from assistant.answering.words import alike, character_ngrams
from knowledge_base.document import DocumentKind
from knowledge_base.index import Hit
from knowledge_base.model_instructions import speaks_to_a_model

MOST_QUOTES = 4
CONTEXT_SHARE = 0.5
"""How much of a gram's weight counts when it stands in the headings only."""
TOPIC_SHARE = 0.5
"""How much the grams of an earlier question weigh that a follow-up leans on."""
WEIGHT_WORDS, WEIGHT_PASSAGE, WEIGHT_MEANING = 0.2, 0.2, 0.6
WEIGHT_TYPE = 0.15
"""Added to a unit that holds the kind of fact that is asked for (an amount, a time, a number)."""
COMPARED_BY_MEANING = 24
"""Units, best by words and passage, whose meaning is compared too; each costs some ten milliseconds on two cores."""
GIST_CHARACTERS = 240
"""Characters of a unit that are compared by meaning."""
WORTH_SHOWING = 0.62
"""A further quote is shown when it scores at least this share of the best one."""
WORTH_SHOWING_WITHOUT_FACT = 0.8
"""The same for a quote without the amount, time or number that is asked for, where another one has it.

Over 135 answerable questions in evals/cases, .68 of the quotes then lead to a place that answers instead of .65, and no
key fact is lost. Of 220 municipal askings it changes three, and takes away nothing that answers.
"""

Similarity = Callable[[Sequence[str]], Sequence[tuple[float, float]]]
"""Compares texts with the question, and with questions in general; returns pairs of raw cosines, −1 to 1."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A span of a hit's passage that makes sense alone: `text` is passage.text[start:end]."""

    hit_index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A chosen unit and its score (0 to 1)."""

    unit: Unit
    score: float


@dataclass(frozen=True, slots=True)
class Compared:
    """A unit's cosine with the question, and its typical cosine with any question: some texts are like everything."""

    unit: Unit
    likeness: float
    typical: float


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen quotes, all units by score, and what tells whether they answer the question.

    `coverage` is the share of the question that the quotes cover (0 to 1), `compared` the units whose meaning was
    compared with it.
    """

    quotes: tuple[Quote, ...] = ()
    ranked: tuple[Quote, ...] = ()
    coverage: float = 0.0
    compared: tuple[Compared, ...] = ()


def select(question: WholeQuestion, hits: Sequence[Hit], similarity: Similarity | None = None) -> Selection:
    """Rank all units of the hits' passages and choose the quotes."""
    units = [
        Unit(index, start, end, hit.passage.text[start:end])
        for index, hit in enumerate(hits)
        for start, end in _units_of(hit)
        if not speaks_to_a_model(hit.passage.text[start:end])
    ]
    if not units:
        return Selection()
    weights = _gram_weights(question, units)
    kind = expected_type(question.typed)
    by_words = _rank(Quote(unit, _score_by_words(unit, hits, weights) + _bonus(kind, unit)) for unit in units)
    ranked, compared = _mix_in_meaning(by_words, hits, similarity) if similarity else (by_words, ())
    ranked = _without_announcements(question.typed, ranked)
    quotes = _with_the_fact(_pick(ranked), kind)
    return Selection(tuple(quotes), tuple(ranked), _coverage(hits, quotes, weights), compared)


def _without_announcements(question: str, ranked: list[Quote]) -> list[Quote]:
    """Leave out what only says what a document is about, unless that is what is asked, or all there is."""
    if asks_for_document(question):
        return ranked
    return [quote for quote in ranked if not announces(quote.unit.text)] or ranked


def _units_of(hit: Hit) -> list[tuple[int, int]]:
    """A process step makes sense only as a whole: who does what, before and after what."""
    text = hit.passage.text
    if hit.passage.kind is DocumentKind.PROCESS_MODEL and len(text) <= LONGEST_UNIT:
        return [(0, len(text))]
    return split_into_units(text)


def _bonus(kind: AnswerType | None, unit: Unit) -> float:
    return WEIGHT_TYPE if kind is not None and holds(kind, unit.text) else 0.0


def _rank(quotes: Iterable[Quote]) -> list[Quote]:
    return sorted(quotes, key=lambda quote: -quote.score)


def _gram_weights(question: WholeQuestion, units: Sequence[Unit]) -> dict[str, float]:
    """Weigh each gram of the question by its rarity among the units; grams of the topic only count in part."""
    typed = character_ngrams(" ".join([question.typed, *question.long_forms]))
    topic = character_ngrams(question.topic)
    frequency = Counter(gram for unit in units for gram in character_ngrams(unit.text) & (typed | topic))
    return {
        gram: log(1 + len(units) / (1 + frequency[gram])) * (1.0 if gram in typed else TOPIC_SHARE)
        for gram in typed | topic
    }


def _score_by_words(unit: Unit, hits: Sequence[Hit], weights: dict[str, float]) -> float:
    """Score a unit by the question's grams and its passage's rank, 0 to WEIGHT_WORDS + WEIGHT_PASSAGE."""
    total = sum(weights.values()) or 1.0
    best_passage = max(hit.score for hit in hits) or 1.0
    hit = hits[unit.hit_index]
    return WEIGHT_WORDS * _covered(unit, hit, weights) / total + WEIGHT_PASSAGE * max(hit.score, 0.0) / best_passage


def _mix_in_meaning(
    by_words: Sequence[Quote], hits: Sequence[Hit], similarity: Similarity
) -> tuple[list[Quote], tuple[Compared, ...]]:
    """Add the likeness of meaning to the best units' scores; return all, ranked anew, and what was compared."""
    best, others = by_words[:COMPARED_BY_MEANING], by_words[COMPARED_BY_MEANING:]
    cosines = similarity([_gist(quote.unit, hits[quote.unit.hit_index]) for quote in best])
    compared = tuple(Compared(quote.unit, *pair) for quote, pair in zip(best, cosines, strict=True))
    low, high = min(one.likeness for one in compared), max(one.likeness for one in compared)
    spread = (high - low) or 1.0
    mixed = [
        Quote(quote.unit, quote.score + WEIGHT_MEANING * (one.likeness - low) / spread)
        for quote, one in zip(best, compared, strict=True)
    ]
    return [*_rank(mixed), *others], compared


def _gist(unit: Unit, hit: Hit) -> str:
    """What is compared by meaning: headings and beginning, so that a long list counts by its lead-in."""
    return f"{hit.passage.context}: {unit.text[:GIST_CHARACTERS]}"


def _covered(unit: Unit, hit: Hit, weights: dict[str, float]) -> float:
    own = character_ngrams(unit.text)
    headings = character_ngrams(hit.passage.context)
    return sum(
        weight if gram in own else CONTEXT_SHARE * weight
        for gram, weight in weights.items()
        if gram in own or gram in headings
    )


def _pick(scored: Sequence[Quote]) -> list[Quote]:
    chosen: list[Quote] = []
    for quote in scored:
        if len(chosen) == MOST_QUOTES or (chosen and quote.score < WORTH_SHOWING * chosen[0].score):
            break
        if quote.unit.text.rstrip().endswith((":", "?")):
            continue
        if not any(alike(quote.unit.text, other.unit.text) for other in chosen):
            chosen.append(quote)
    return chosen


def _with_the_fact(chosen: Sequence[Quote], kind: AnswerType | None) -> list[Quote]:
    """Leave out what is far below the best quote and lacks the kind of fact asked for; the best one always stays."""
    if kind is None or not any(holds(kind, quote.unit.text) for quote in chosen):
        return list(chosen)
    least = WORTH_SHOWING_WITHOUT_FACT * chosen[0].score
    return [quote for quote in chosen if quote is chosen[0] or quote.score >= least or holds(kind, quote.unit.text)]


def _coverage(hits: Sequence[Hit], quotes: Sequence[Quote], weights: dict[str, float]) -> float:
    there: set[str] = set()
    for quote in quotes:
        there |= character_ngrams(quote.unit.text) | character_ngrams(hits[quote.unit.hit_index].passage.context)
    total = sum(weights.values())
    return sum(weight for gram, weight in weights.items() if gram in there) / total if total else 0.0
