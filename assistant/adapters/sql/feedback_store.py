"""Feedback in SQL."""

from collections.abc import Collection

from sqlalchemy import delete, select

from assistant.adapters.sql.tables import feedback
from assistant.adapters.sql.transactions import SqlTransactions, upsert
from assistant.feedback.feedback import Feedback, Rating


class SqlFeedbackStore:
    """A FeedbackStore; see there."""

    def __init__(self, transaction: SqlTransactions) -> None:
        self._transaction = transaction

    def put(self, given: Feedback) -> None:
        """Keep a judgement, in place of an earlier one."""
        row = {
            "answer_id": given.answer_id,
            "rating": given.rating.value,
            "reasons": list(given.reasons),
            "comment": given.comment,
            "given_at": given.given_at,
        }
        with self._transaction() as connection:
            upsert(connection, feedback, row, key=["answer_id"])

    def of_answers(self, answer_ids: Collection[str]) -> dict[str, Feedback]:
        """Find the judgements of some answers, by answer id."""
        query = select(feedback).where(feedback.c.answer_id.in_(list(answer_ids)))
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return {
            row.answer_id: Feedback(row.answer_id, Rating(row.rating), tuple(row.reasons), row.comment, row.given_at)
            for row in rows
        }

    def remove(self, answer_ids: Collection[str]) -> None:
        """Forget the judgements of some answers; missing ones are ignored."""
        with self._transaction() as connection:
            connection.execute(delete(feedback).where(feedback.c.answer_id.in_(list(answer_ids))))
