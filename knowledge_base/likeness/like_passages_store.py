"""Keeps the pairs of passages that say the same or contradict each other."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, delete, exists, insert, literal, or_, select

from knowledge_base.database import transaction
from knowledge_base.likeness.like_pair import LikePair, LikePlaces, PairOutline, Place
from knowledge_base.likeness.similar_passages import Likeness
from knowledge_base.registry.queries import batches
from knowledge_base.registry.tables import compared, documents, like_passages, passages


class LikePassagesStore:
    """The tables kb_like_passages and kb_compared."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def compared(self) -> dict[str, str]:
        """Return, by document, the state in which it was last compared."""
        with transaction(self._engine) as connection:
            return dict(connection.execute(select(compared)).tuples().all())

    def replace(self, states: Mapping[str, str], found: Iterable[LikePair], gone: Collection[str] = ()) -> None:
        """Keep the pairs of documents that were compared just now, in place of their earlier ones; forget `gone`."""
        rows = {pair.id: _row(pair) for pair in found}
        with transaction(self._engine) as connection:
            for batch in batches([*states, *gone]):
                either = or_(like_passages.c.left_document.in_(batch), like_passages.c.right_document.in_(batch))
                connection.execute(delete(like_passages).where(either))
                connection.execute(delete(compared).where(compared.c.document_id.in_(batch)))
            if rows:
                connection.execute(insert(like_passages), list(rows.values()))
            if states:
                kept = [{"document_id": key, "state": state} for key, state in states.items()]
                connection.execute(insert(compared), kept)

    def pairs(self) -> list[LikePair]:
        """Return all pairs: contradictions first, the most alike first."""
        with transaction(self._engine) as connection:
            return [_pair(row) for row in connection.execute(_in_order(select(like_passages))).mappings()]

    def outline(self) -> list[PairOutline]:
        """Return the pairs of which both passages are published, in the same order and without their texts."""
        columns = (like_passages.c[name] for name in ("id", "left_document", "right_document", "likeness"))
        query = select(*columns).where(
            _published(like_passages.c.left_passage, like_passages.c.left_document),
            _published(like_passages.c.right_passage, like_passages.c.right_document),
        )
        with transaction(self._engine) as connection:
            rows = connection.execute(_in_order(query)).all()
        return [PairOutline(pair_id, left, right, Likeness(likeness)) for pair_id, left, right, likeness in rows]

    def some(self, pair_ids: Collection[str]) -> list[LikePair]:
        """Return these few pairs, in the same order."""
        query = _in_order(select(like_passages).where(like_passages.c.id.in_(list(pair_ids))))
        with transaction(self._engine) as connection:
            return [_pair(row) for row in connection.execute(query).mappings()]

    def pair(self, pair_id: str) -> LikePair | None:
        """Return one pair, or None."""
        with transaction(self._engine) as connection:
            row = connection.execute(select(like_passages).where(like_passages.c.id == pair_id)).mappings().first()
        return None if row is None else _pair(row)

    def contradictions_among(self, passage_ids: Collection[str]) -> list[LikePair]:
        """Return the contradictions of which both passages are among these few."""
        some = list(passage_ids)
        query = select(like_passages).where(
            like_passages.c.likeness == Likeness.CONTRADICTION.value,
            like_passages.c.left_passage.in_(some),
            like_passages.c.right_passage.in_(some),
        )
        with transaction(self._engine) as connection:
            return [_pair(row) for row in connection.execute(query.order_by(like_passages.c.id)).mappings()]


def _in_order(query: Select[Any]) -> Select[Any]:
    return query.order_by(like_passages.c.likeness, like_passages.c.score.desc(), like_passages.c.id)


def _published(passage_id: ColumnElement[str], document_id: ColumnElement[str]) -> ColumnElement[bool]:
    shown = select(literal(1)).join(documents, documents.c.current_key == passages.c.revision_key)
    return exists(shown.where(passages.c.id == passage_id, documents.c.id == document_id))


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
