"""Progress on the learning path in SQL."""

from datetime import datetime

from sqlalchemy import delete, select

from assistant.adapters.sql.tables import learning_progress
from assistant.adapters.sql.transactions import SqlTransactions, upsert


class SqlProgressStore:
    """A ProgressStore; see there."""

    def __init__(self, transaction: SqlTransactions) -> None:
        self._transaction = transaction

    def tick(self, person_id: str, step_id: str, at: datetime) -> None:
        """Keep that a step is done; the first time counts."""
        row = {"person_id": person_id, "step_id": step_id, "done_at": at}
        with self._transaction() as connection:
            upsert(connection, learning_progress, row, key=["person_id", "step_id"], replace=False)

    def untick(self, person_id: str, step_id: str) -> None:
        """Forget that a step is done."""
        of_step = (learning_progress.c.person_id == person_id, learning_progress.c.step_id == step_id)
        with self._transaction() as connection:
            connection.execute(delete(learning_progress).where(*of_step))

    def done(self, person_id: str) -> dict[str, datetime]:
        """Return when which step was ticked."""
        query = select(learning_progress.c.step_id, learning_progress.c.done_at).where(
            learning_progress.c.person_id == person_id
        )
        with self._transaction() as connection:
            return dict(connection.execute(query).tuples().all())
