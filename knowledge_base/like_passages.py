"""Pairs of passages that say the same or contradict each other, as they are kept: values and their table."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import JSON, Column, Engine, Float, MetaData, String, Table, delete, insert, or_, select

from knowledge_base.database import transaction
from knowledge_base.document import Passage, content_hash
from knowledge_base.facts_in_text import FactKind
from knowledge_base.registry_queries import batches
from knowledge_base.similar_passages import Likeness, LikePassages, Statement

_metadata = MetaData()
_pairs = Table(
    "kb_like_passages",
    _metadata,
    Column("id", String(24), primary_key=True),
    Column("left_document", String(16), nullable=False),
    Column("right_document", String(16), nullable=False),
    Column("left_passage", String(24), nullable=False),
    Column("right_passage", String(24), nullable=False),
    Column("likeness", String(16), nullable=False),
    Column("score", Float, nullable=False),
    Column("statements", JSON, nullable=False),
)
_compared = Table(
    "kb_compared",
    _metadata,
    Column("document_id", String(16), primary_key=True),
    Column("state", String(64), nullable=False),
)


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


class LikePassagesStore:
    """The tables kb_like_passages and kb_compared."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def compared(self) -> dict[str, str]:
        """Return, by document, the state in which it was last compared."""
        with transaction(self._engine) as connection:
            return dict(connection.execute(select(_compared)).tuples().all())

    def replace(self, states: Mapping[str, str], found: Iterable[LikePair], gone: Collection[str] = ()) -> None:
        """Keep the pairs of documents that were compared just now, in place of their earlier ones; forget `gone`."""
        rows = {pair.id: _row(pair) for pair in found}
        with transaction(self._engine) as connection:
            for batch in batches([*states, *gone]):
                either = or_(_pairs.c.left_document.in_(batch), _pairs.c.right_document.in_(batch))
                connection.execute(delete(_pairs).where(either))
                connection.execute(delete(_compared).where(_compared.c.document_id.in_(batch)))
            if rows:
                connection.execute(insert(_pairs), list(rows.values()))
            if states:
                kept = [{"document_id": key, "state": state} for key, state in states.items()]
                connection.execute(insert(_compared), kept)

    def pairs(self) -> list[LikePair]:
        """Return all pairs: contradictions first, the most alike first."""
        query = select(_pairs).order_by(_pairs.c.likeness, _pairs.c.score.desc(), _pairs.c.id)
        with transaction(self._engine) as connection:
            return [_pair(row) for row in connection.execute(query).mappings()]

    def pair(self, pair_id: str) -> LikePair | None:
        """Return one pair, or None."""
        with transaction(self._engine) as connection:
            row = connection.execute(select(_pairs).where(_pairs.c.id == pair_id)).mappings().first()
        return None if row is None else _pair(row)

    def contradictions_among(self, passage_ids: Collection[str]) -> list[LikePair]:
        """Return the contradictions of which both passages are among these few."""
        some = list(passage_ids)
        query = select(_pairs).where(
            _pairs.c.likeness == Likeness.CONTRADICTION.value,
            _pairs.c.left_passage.in_(some),
            _pairs.c.right_passage.in_(some),
        )
        with transaction(self._engine) as connection:
            return [_pair(row) for row in connection.execute(query.order_by(_pairs.c.id)).mappings()]


def _row(pair: LikePair) -> dict[str, Any]:
    return asdict(pair) | {"likeness": pair.likeness.value, "statements": [asdict(each) for each in pair.statements]}


def _pair(row: Mapping[Any, Any]) -> LikePair:
    statements = tuple(
        LikePlaces(_read_place(each["left"]), _read_place(each["right"]), each["differs_in"])
        for each in row["statements"]
    )
    return LikePair(**{**row, "likeness": Likeness(row["likeness"]), "statements": statements})


def _read_place(kept: Mapping[str, Any]) -> Place:
    return Place(kept["start"], kept["end"], kept["text"], tuple(kept["differs"]))
