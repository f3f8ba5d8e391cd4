"""Decisions about duplicates and contradictions in SQL."""

from collections.abc import Collection

from sqlalchemy import select

from assistant.adapters.sql.tables import accounts, duplicate_decisions
from assistant.adapters.sql.transactions import SqlTransactions, upsert
from assistant.review.duplicates import DuplicateDecision, DuplicateState

_BATCH = 500
"""Values in one IN (…), well below what any SQLite build allows."""


class SqlDuplicateStore:
    """Decisions; see there."""

    def __init__(self, transaction: SqlTransactions) -> None:
        self._transaction = transaction

    def put(self, decision: DuplicateDecision) -> None:
        """Keep a decision in place of the earlier one about the same pair."""
        row = {
            "pair_id": decision.pair_id,
            "state": decision.state.value,
            "note": decision.note,
            "decided_by": decision.decided_by,
            "decided_at": decision.decided_at,
        }
        with self._transaction() as connection:
            upsert(connection, duplicate_decisions, row, key=["pair_id"])

    def states(self) -> dict[str, DuplicateState]:
        """Return, by pair, what was decided about it; a pair may be gone meanwhile."""
        query = select(duplicate_decisions.c.pair_id, duplicate_decisions.c.state)
        with self._transaction() as connection:
            return {pair_id: DuplicateState(state) for pair_id, state in connection.execute(query)}

    def of(self, pair_ids: Collection[str]) -> dict[str, tuple[DuplicateDecision, str | None]]:
        """Return, by pair, decisions with the display name of who made them."""
        wanted = sorted(pair_ids)
        query = select(duplicate_decisions, accounts.c.display_name).outerjoin(
            accounts, accounts.c.id == duplicate_decisions.c.decided_by
        )
        found: dict[str, tuple[DuplicateDecision, str | None]] = {}
        with self._transaction() as connection:
            for start in range(0, len(wanted), _BATCH):
                some = query.where(duplicate_decisions.c.pair_id.in_(wanted[start : start + _BATCH]))
                for pair_id, state, note, decided_by, decided_at, name in connection.execute(some):
                    decision = DuplicateDecision(pair_id, DuplicateState(state), note, decided_by, decided_at)
                    found[pair_id] = (decision, name)
        return found
