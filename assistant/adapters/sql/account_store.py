"""Accounts and sessions in SQL."""

from datetime import datetime

from sqlalchemy import Row, delete, insert, or_, select, update

from assistant.accounts.person import Person, Role
from assistant.accounts.store import Account, Session
from assistant.adapters.sql.tables import accounts, sessions
from assistant.adapters.sql.transactions import SqlTransactions
from knowledge_base.errors import StorageError


class SqlAccountStore:
    """An AccountStore; see there."""

    def __init__(self, transaction: SqlTransactions) -> None:
        self._transaction = transaction

    def add(self, account: Account) -> None:
        """Keep a new account; raises StorageError when the user name is taken."""
        person = account.person
        with self._transaction() as connection:
            taken = select(accounts.c.id).where(accounts.c.username == person.username)
            if connection.execute(taken).first() is not None:
                raise StorageError(f"Der Benutzername {person.username} ist vergeben.", "Bitte einen anderen wählen.")
            connection.execute(
                insert(accounts).values(
                    id=person.id,
                    username=person.username,
                    display_name=person.display_name,
                    role=person.role.value,
                    password_hash=account.password_hash,
                )
            )

    def by_username(self, username: str) -> Account | None:
        """Find an account by its exact user name."""
        with self._transaction() as connection:
            row = connection.execute(select(accounts).where(accounts.c.username == username)).first()
        return None if row is None else Account(_person(row), row.password_hash)

    def is_empty(self) -> bool:
        """Tell whether there is no account at all."""
        with self._transaction() as connection:
            return connection.execute(select(accounts.c.id).limit(1)).first() is None

    def replace_password(self, person_id: str, password_hash: str) -> None:
        """Keep another password hash for a person."""
        with self._transaction() as connection:
            connection.execute(update(accounts).where(accounts.c.id == person_id).values(password_hash=password_hash))

    def open_session(self, session: Session) -> None:
        """Keep a session."""
        with self._transaction() as connection:
            connection.execute(
                insert(sessions).values(
                    token_hash=session.token_hash, person_id=session.person_id, expires_at=session.expires_at
                )
            )

    def person_of_session(self, token_hash: str, now: datetime, *, latest_end: datetime) -> Person | None:
        """Find whose session this is, unless it has expired or would end after `latest_end`."""
        query = (
            select(accounts)
            .join(sessions, sessions.c.person_id == accounts.c.id)
            .where(sessions.c.token_hash == token_hash)
            .where(sessions.c.expires_at > now, sessions.c.expires_at <= latest_end)
        )
        with self._transaction() as connection:
            row = connection.execute(query).first()
        return None if row is None else _person(row)

    def close_session(self, token_hash: str) -> None:
        """Forget a session; an unknown one is ignored."""
        with self._transaction() as connection:
            connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash))

    def forget_expired_sessions(self, now: datetime, *, latest_end: datetime) -> None:
        """Remove the sessions that have ended, or would end after `latest_end`."""
        over = or_(sessions.c.expires_at <= now, sessions.c.expires_at > latest_end)
        with self._transaction() as connection:
            connection.execute(delete(sessions).where(over))


def _person(row: Row[tuple[str, ...]]) -> Person:
    return Person(row.id, row.username, row.display_name, Role(row.role))
