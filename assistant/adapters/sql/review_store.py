"""The editor's list in SQL."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select, delete, func, select, update

from assistant.adapters.sql.answer_rows import record_from
from assistant.adapters.sql.tables import accounts, answers, review_items
from assistant.adapters.sql.transactions import SqlTransactions, upsert
from assistant.review.list_page import PageRequest
from assistant.review.review_item import ReviewEntry, ReviewItem, ReviewKind, ReviewState

_askers = accounts.alias("askers")
_editors = accounts.alias("editors")
_ITEM_COLUMNS = [column.label(f"item_{column.name}") for column in review_items.c]


class SqlReviewStore:
    """A ReviewStore; see there."""

    def __init__(self, transaction: SqlTransactions) -> None:
        self._transaction = transaction

    def put(self, item: ReviewItem) -> None:
        """Keep an item, in place of the one with the same id."""
        row = {
            "id": item.id,
            "kind": item.kind.value,
            "answer_id": item.answer_id,
            "state": item.state.value,
            "opened_at": item.opened_at,
            "updated_at": item.updated_at,
            "reasons": list(item.reasons),
            "comment": item.comment,
            "note": item.note,
            "handled_by": item.handled_by,
            "part": item.part,
        }
        with self._transaction() as connection:
            upsert(connection, review_items, row, key=["id"])

    def remove(self, item_id: str) -> None:
        """Forget an item."""
        with self._transaction() as connection:
            connection.execute(delete(review_items).where(review_items.c.id == item_id))

    def of_answer(self, answer_id: str, kind: ReviewKind) -> ReviewItem | None:
        """Find the item of a kind that an answer as a whole has."""
        of_kind = select(*_ITEM_COLUMNS).where(review_items.c.answer_id == answer_id, review_items.c.kind == kind.value)
        query = of_kind.where(review_items.c.part == 0)
        with self._transaction() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else _item(row)

    def answers_with_items(self, answer_ids: Collection[str]) -> set[str]:
        """Tell which of some answers have an item."""
        query = select(review_items.c.answer_id).where(review_items.c.answer_id.in_(list(answer_ids)))
        with self._transaction() as connection:
            return set(connection.execute(query).scalars())

    def entry(self, item_id: str) -> ReviewEntry | None:
        """Find an item with its answer; inside a transaction the item stays locked until its end."""
        with self._transaction() as connection:
            # A write that changes nothing locks the row on both databases; SQLite knows no SELECT … FOR UPDATE.
            connection.execute(update(review_items).where(review_items.c.id == item_id).values(id=item_id))
            row = connection.execute(_entries().where(review_items.c.id == item_id)).mappings().first()
        return None if row is None else _entry(row)

    def entries(self, state: ReviewState | None, page: PageRequest) -> list[ReviewEntry]:
        """List a page of the items in one state or in all, those opened last first, parts as asked."""
        newest_first = review_items.c.opened_at.desc(), review_items.c.part, review_items.c.id
        query = _in_state(_entries(), state).order_by(*newest_first)
        with self._transaction() as connection:
            rows = connection.execute(query.limit(page.limit).offset(page.offset)).mappings()
            return [_entry(row) for row in rows]

    def count(self, state: ReviewState | None) -> int:
        """Count the items in one state or in all."""
        with self._transaction() as connection:
            query = _in_state(select(func.count()).select_from(review_items), state)
            return int(connection.execute(query).scalar_one())


def _in_state(query: Select[Any], state: ReviewState | None) -> Select[Any]:
    return query if state is None else query.where(review_items.c.state == state.value)


def _entries() -> Select[Any]:
    return (
        select(
            *_ITEM_COLUMNS,
            answers,
            _askers.c.display_name.label("asker_name"),
            _editors.c.display_name.label("editor_name"),
        )
        .join(answers, answers.c.id == review_items.c.answer_id)
        .outerjoin(_askers, _askers.c.id == answers.c.user_id)
        .outerjoin(_editors, _editors.c.id == review_items.c.handled_by)
    )


def _item(row: Mapping[Any, Any]) -> ReviewItem:
    return ReviewItem(
        id=row["item_id"],
        kind=ReviewKind(row["item_kind"]),
        answer_id=row["item_answer_id"],
        state=ReviewState(row["item_state"]),
        opened_at=row["item_opened_at"],
        updated_at=row["item_updated_at"],
        reasons=tuple(row["item_reasons"]),
        comment=row["item_comment"],
        note=row["item_note"],
        handled_by=row["item_handled_by"],
        part=row["item_part"],
    )


def _entry(row: Mapping[Any, Any]) -> ReviewEntry:
    return ReviewEntry(_item(row), record_from(row), row["asker_name"] or "", row["editor_name"])
