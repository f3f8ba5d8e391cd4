"""Logging in and out: wrong passwords are slowed down, tokens are random and only their hash is kept."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.accounts.passwords import PasswordHasher, make_password
from assistant.accounts.person import Person
from assistant.accounts.store import AccountStore, Session
from assistant.accounts.throttle import LoginThrottle
from assistant.errors import LoginRefused, TooManyRequests
from assistant.plain_text import plain_text

_TOKEN_BYTES = 32

CLOCK_MAY_BE_SET_BACK_BY = timedelta(hours=1)
"""Without ending the sessions that are open; after more, everybody logs in again."""


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """A fresh log-in: the only moment at which the token is known."""

    token: str
    expires_at: datetime
    person: Person


class LogIn:
    """Opens, recognises and closes sessions; `lifetime` is how long one lasts, `now` gives aware times."""

    def __init__(
        self,
        store: AccountStore,
        hasher: PasswordHasher,
        *,
        throttle: LoginThrottle,
        lifetime: timedelta,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._hasher = hasher
        self._throttle = throttle
        self._lifetime = lifetime
        self._now = now
        # An unknown name is checked against this hash, so that it takes as long as a known one.
        self._nobodys_hash = hasher.hash(make_password())

    def log_in(self, username: str, password: str) -> LoggedIn:
        """Open a session; raises LoginRefused or TooManyRequests."""
        if wait := self._throttle.seconds_to_wait(username):
            raise TooManyRequests("Zu viele falsche Anmeldungen.", seconds=wait)
        account = self._store.by_username(plain_text(username))
        matches = self._hasher.verify(account.password_hash if account else self._nobodys_hash, password)
        if account is None or not matches:
            self._throttle.note_failure(username)
            raise LoginRefused(
                "Benutzername oder Passwort ist falsch.", "Bitte prüfen Sie beides und die Feststelltaste."
            )
        self._throttle.note_success(username)
        if self._hasher.is_outdated(account.password_hash):
            self._store.replace_password(account.person.id, self._hasher.hash(password))
        return self._open(account.person, self._now())

    def person_of(self, token: str) -> Person | None:
        """Find who holds this token, unless the session has ended."""
        now = self._now()
        return self._store.person_of_session(token_hash(token), now, latest_end=self._latest_end(now))

    def log_out(self, token: str) -> None:
        """End a session."""
        self._store.close_session(token_hash(token))

    def _open(self, person: Person, now: datetime) -> LoggedIn:
        self._store.forget_expired_sessions(now, latest_end=self._latest_end(now))
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        expires_at = now + self._lifetime
        self._store.open_session(Session(token_hash(token), person.id, expires_at))
        return LoggedIn(token, expires_at, person)

    def _latest_end(self, now: datetime) -> datetime:
        """Return when a session ends at the latest; one that lasts longer was opened while the clock was wrong."""
        return now + self._lifetime + CLOCK_MAY_BE_SET_BACK_BY


def token_hash(token: str) -> str:
    """Hash a token for keeping; it is random and long, so a fast hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
