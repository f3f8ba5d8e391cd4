"""What has to be said about the sources of an answer: outdated, ending, of another day, or contradicting each other."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.answering.answer import Source, Statement
from knowledge_base.likeness.like_pair import LikePair

SOON = timedelta(days=30)
"""A source that ends within this time is said to end."""

OVERDUE = "Quelle [{number}] war am {day} zur Prüfung fällig und kann überholt sein."
ENDS = "Quelle [{number}] gilt nur bis zum {day}."
ENDED = "Quelle [{number}] galt nur bis zum {day}; heute gilt sie nicht mehr."
LATER = "Quelle [{number}] gilt erst ab dem {day}."
OTHER_STAND = "Quelle [{number}] hat den Stand {day}. Eine Fassung für den {asked} liegt nicht vor."
CONTRADICTION = "Die Quellen [{left}] und [{right}] widersprechen sich{facts}. Bitte vor Verwendung klären."

OpenContradictions = Callable[[Collection[str]], Sequence[LikePair]]
"""Returns the contradictions among passages that no editor has settled."""


@dataclass(frozen=True, slots=True)
class SourceNotices:
    """Writes the notices of an answer as German sentences."""

    today: Callable[[], date]
    open_contradictions: OpenContradictions = lambda _: ()

    def of(self, statements: Sequence[Statement], sources: Sequence[Source], as_of: date) -> tuple[str, ...]:
        """Return the notices about the cited sources, and about those that contradict one of them."""
        numbers = {number for statement in statements for number in statement.citations}
        cited = [source for source in sources if source.number in numbers]
        if not cited:
            return ()
        dates = (notice for source in cited for notice in about_dates(source, as_of=as_of, today=self.today()))
        pairs = self.open_contradictions([source.hit.passage.id for source in sources])
        return (*about_contradictions(pairs, sources, numbers), *dates)


def about_dates(source: Source, *, as_of: date, today: date) -> list[str]:
    """Say what a source's dates have against it on the day that is asked about."""
    document, notices = source.hit.document, list[str]()
    validity = document.validity
    if validity.valid_from and validity.valid_from > as_of:
        notices.append(LATER.format(number=source.number, day=_day(validity.valid_from)))
    elif document.version_of is not None and document.stand > as_of:
        notices.append(OTHER_STAND.format(number=source.number, day=_day(document.stand), asked=_day(as_of)))
    if validity.valid_until and validity.valid_until < today:
        notices.append(ENDED.format(number=source.number, day=_day(validity.valid_until)))
    elif validity.valid_until and validity.valid_until <= as_of + SOON:
        notices.append(ENDS.format(number=source.number, day=_day(validity.valid_until)))
    if document.review_by and document.review_by < today:
        notices.append(OVERDUE.format(number=source.number, day=_day(document.review_by)))
    return notices


def about_contradictions(pairs: Sequence[LikePair], sources: Sequence[Source], cited: Collection[int]) -> list[str]:
    """Say which sources contradict each other, and in what; at least one of the two is cited."""
    number = {source.hit.passage.id: source.number for source in sources}
    notices = []
    for pair in pairs:
        left, right = number.get(pair.left_passage), number.get(pair.right_passage)
        if left is None or right is None or not {left, right} & set(cited):
            continue
        facts = next((_facts(each.left.differs, each.right.differs) for each in pair.statements), ("", ""))
        if left > right:
            left, right, facts = right, left, (facts[1], facts[0])
        said = f": {facts[0]} / {facts[1]}" if all(facts) else ""
        notices.append(CONTRADICTION.format(left=left, right=right, facts=said))
    return list(dict.fromkeys(notices))


def _facts(left: Sequence[str], right: Sequence[str]) -> tuple[str, str]:
    return ", ".join(left), ", ".join(right)


def _day(value: date) -> str:
    return f"{value:%d.%m.%Y}"
