"""Turns hits into numbered sources, quoted statements and the sentences that a model may rest on."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.answer import Source, Statement, Support
from assistant.answering.answerability import Signals
from assistant.answering.evidence import Quote, Selection
from assistant.answering.grounding import Cited
from knowledge_base.index import Hit

MOST_SOURCES = 5
"""Sources that are shown with an answer: those that are quoted first, then the nearest others."""


WORTH_CITING = 0.75
"""Beside the quotes the model gets sentences of at least this share of the best score; others lead it astray."""
NAVIGATION = frozenset({"siehe auch", "weitere informationen", "verwandte dokumente", "inhalt", "inhaltsverzeichnis"})
"""Headings over mere lists of other documents, which answer nothing but resemble every question."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known before a model is asked.

    `statements` are the quotes, best first; `citable` are sentences for the model, the most useful first. `signals`
    are those of the whole question; a question of several parts has further ones, of each part that is quoted, and
    names those of which nothing is found.
    """

    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    citable: tuple[Cited, ...]
    signals: Signals
    of_parts: tuple[Signals, ...] = ()
    missing_parts: tuple[str, ...] = ()

    @property
    def quoted(self) -> tuple[Cited, ...]:
        """The sentences that are quoted, with their headings, as a reader reads them."""
        return self.citable[: len(self.statements)]

    @property
    def all_signals(self) -> tuple[Signals, ...]:
        """Those of the whole question, then of its parts: one that can be answered is enough."""
        return (self.signals, *self.of_parts)


def without_navigation(hits: Sequence[Hit]) -> list[Hit]:
    """Leave out passages that only list other documents."""
    return [hit for hit in hits if (hit.passage.locator.heading or "").split("›")[-1].strip().lower() not in NAVIGATION]


def gather(hits: Sequence[Hit], selection: Selection, signals: Signals) -> Evidence:
    """Number the sources, quoted ones first, and attach the chosen quotes to them."""
    order = _source_order(hits, selection.quotes)
    number = {hit_index: position for position, hit_index in enumerate(order, start=1)}
    best: dict[int, str] = {}
    for quote in selection.ranked:
        best.setdefault(quote.unit.hit_index, quote.unit.text)
    sources = tuple(Source(number[index], hits[index], best.get(index, hits[index].passage.text)) for index in order)
    statements = tuple(
        Statement(quote.unit.text, Support.ZITAT, (number[quote.unit.hit_index],)) for quote in selection.quotes
    )
    return Evidence(sources, statements, _citable(hits, selection, number), signals)


def _source_order(hits: Sequence[Hit], quotes: Sequence[Quote]) -> list[int]:
    quoted = list(dict.fromkeys(quote.unit.hit_index for quote in quotes))
    others = [index for index in range(len(hits)) if index not in quoted]
    return (quoted + others)[:MOST_SOURCES]


def _citable(hits: Sequence[Hit], selection: Selection, number: dict[int, int]) -> tuple[Cited, ...]:
    chosen = [quote.unit for quote in selection.quotes]
    least = WORTH_CITING * max((quote.score for quote in selection.ranked), default=0.0)
    further = [quote.unit for quote in selection.ranked if quote.unit not in chosen and quote.score >= least]
    return tuple(
        Cited(number[unit.hit_index], unit.text, hits[unit.hit_index].passage.context)
        for unit in [*chosen, *further]
        if unit.hit_index in number
    )
