"""Conversations and answers in SQL."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from assistant.adapters.sql.answer_rows import answer_row, record_from
from assistant.adapters.sql.tables import answers, conversations
from assistant.adapters.sql.transactions import SqlTransactions, upsert
from assistant.answering.answer import AnswerRecord
from assistant.conversations.conversation import Conversation

CLOCK_WAS_SET_BACK = timedelta(minutes=5)
"""Two questions under way at once may be kept in another order than asked, but not by so much."""


class SqlConversationStore:
    """A ConversationStore; see there."""

    def __init__(self, transaction: SqlTransactions) -> None:
        self._transaction = transaction

    def keep(self, record: AnswerRecord, *, title: str) -> None:
        """Keep an answer; its conversation begins with this title when there is none yet."""
        beginning = {
            "id": record.conversation_id,
            "user_id": record.user_id,
            "title": title,
            "started_at": record.asked_at,
        }
        with self._transaction() as connection:
            upsert(connection, conversations, beginning, key=["id"], replace=False)
            asked_at = _after_the_others(connection, record)
            connection.execute(insert(answers).values(**(answer_row(record) | {"asked_at": asked_at})))

    def add_translations(self, record: AnswerRecord) -> None:
        """Replace a kept answer's statements and timings by those of `record`; one that is gone stays gone."""
        row = answer_row(record)
        changed = {name: row[name] for name in ("statements", "timings")}
        with self._transaction() as connection:
            connection.execute(update(answers).where(answers.c.id == record.id).values(**changed))

    def answer(self, answer_id: str) -> AnswerRecord | None:
        """Find an answer."""
        with self._transaction() as connection:
            row = connection.execute(select(answers).where(answers.c.id == answer_id)).mappings().first()
        return None if row is None else record_from(row)

    def conversation(self, conversation_id: str) -> Conversation | None:
        """Find a conversation."""
        found = self._find(_with_counts().where(conversations.c.id == conversation_id))
        return found[0] if found else None

    def conversations(self, user_id: str) -> list[Conversation]:
        """List a person's conversations, the latest first."""
        latest = func.max(answers.c.asked_at).desc()
        return self._find(_with_counts().where(conversations.c.user_id == user_id).order_by(latest))

    def answers(self, conversation_id: str) -> list[AnswerRecord]:
        """List a conversation's answers, oldest first."""
        query = select(answers).where(answers.c.conversation_id == conversation_id).order_by(answers.c.asked_at)
        with self._transaction() as connection:
            return [record_from(row) for row in connection.execute(query).mappings()]

    def detach(self, answer_ids: Collection[str]) -> None:
        """Cut some answers off their asker and conversation; both ids are empty from then on."""
        with self._transaction() as connection:
            connection.execute(
                update(answers).where(answers.c.id.in_(list(answer_ids))).values(user_id=None, conversation_id=None)
            )

    def delete(self, conversation_id: str) -> None:
        """Remove a conversation with the answers that are still in it."""
        with self._transaction() as connection:
            connection.execute(delete(answers).where(answers.c.conversation_id == conversation_id))
            connection.execute(delete(conversations).where(conversations.c.id == conversation_id))

    def _find(self, query: Select[Any]) -> list[Conversation]:
        with self._transaction() as connection:
            return [Conversation(**row) for row in connection.execute(query).mappings()]


def _after_the_others(connection: Connection, record: AnswerRecord) -> datetime:
    """Return when it was asked, or just after the last of its conversation where the clock was set back since."""
    query = select(func.max(answers.c.asked_at)).where(answers.c.conversation_id == record.conversation_id)
    last = connection.execute(query).scalar()
    if last is None or last - record.asked_at < CLOCK_WAS_SET_BACK:
        return record.asked_at
    later: datetime = last + timedelta(microseconds=1)
    return later


def _with_counts() -> Select[Any]:
    return (
        select(conversations, func.count(answers.c.id).label("questions"))
        .outerjoin(answers, answers.c.conversation_id == conversations.c.id)
        .group_by(conversations.c.id)
    )
