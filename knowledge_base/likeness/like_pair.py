"""Two passages of different documents that say the same or contradict each other, as an editor is shown them."""

from dataclasses import dataclass

from knowledge_base.document import Passage, content_hash
from knowledge_base.likeness.facts_in_text import FactKind
from knowledge_base.likeness.similar_passages import Likeness, LikePassages
from knowledge_base.likeness.statement import Statement


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a passage, text[start:end], and what in it differs from the other: a figure, a §, a word."""

    start: int
    end: int
    text: str
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LikePlaces:
    """Two sentences that belong together; `differs_in` is a FactKind's value, empty when they say the same."""

    left: Place
    right: Place
    differs_in: str = ""


@dataclass(frozen=True, slots=True)
class LikePair:
    """Two passages of different documents; the id is derived from both texts, so it changes when one of them does."""

    id: str
    left_document: str
    right_document: str
    left_passage: str
    right_passage: str
    likeness: Likeness
    score: float
    statements: tuple[LikePlaces, ...]


@dataclass(frozen=True, slots=True)
class PairOutline:
    """What is needed of a pair to choose and count, without its texts."""

    id: str
    left_document: str
    right_document: str
    likeness: Likeness


def make_pair(left: Passage, right: Passage, like: LikePassages) -> LikePair:
    """Make what is kept of two like passages."""
    texts = (left.document_id, left.context, left.text, right.document_id, right.context, right.text)
    return LikePair(
        id="x" + content_hash(*texts)[:23],
        left_document=left.document_id,
        right_document=right.document_id,
        left_passage=left.id,
        right_passage=right.id,
        likeness=like.likeness,
        score=max(pair.score for pair in like.statements),
        statements=tuple(
            LikePlaces(
                _place(pair.left, pair.right, pair.differs_in),
                _place(pair.right, pair.left, pair.differs_in),
                pair.differs_in.value if pair.differs_in else "",
            )
            for pair in like.statements
        ),
    )


def _place(one: Statement, other: Statement, kind: FactKind | None) -> Place:
    theirs = other.values(kind) if kind else frozenset()
    own = [fact for fact in one.facts if fact.kind is kind and fact.value not in theirs]
    marked = tuple(dict.fromkeys(one.text[fact.start : fact.end].strip() for fact in own))
    return Place(one.start, one.end, one.text, marked)
