"""How accounts and log-ins are kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.accounts.person import Person


@dataclass(frozen=True, slots=True)
class Account:
    """A person with the hash of the password."""

    person: Person
    password_hash: str


@dataclass(frozen=True, slots=True)
class Session:
    """A log-in; the token itself is never kept, only its hash."""

    token_hash: str
    person_id: str
    expires_at: datetime


class AccountStore(Protocol):
    """Keeps accounts and the sessions that are open."""

    def add(self, account: Account) -> None:
        """Keep a new account; raises StorageError when the user name is taken."""
        ...

    def by_username(self, username: str) -> Account | None:
        """Find an account by its exact user name."""
        ...

    def is_empty(self) -> bool:
        """Tell whether there is no account at all."""
        ...

    def replace_password(self, person_id: str, password_hash: str) -> None:
        """Keep another password hash for a person."""
        ...

    def open_session(self, session: Session) -> None:
        """Keep a session."""
        ...

    def person_of_session(self, token_hash: str, now: datetime, *, latest_end: datetime) -> Person | None:
        """Find whose session this is, unless it has expired or would end after `latest_end`."""
        ...

    def close_session(self, token_hash: str) -> None:
        """Forget a session; an unknown one is ignored."""
        ...

    def forget_expired_sessions(self, now: datetime, *, latest_end: datetime) -> None:
        """Remove the sessions that have ended, or would end after `latest_end`."""
        ...
