"""Log-ins kept on the server, so that a browser holds only an opaque cookie that scripts cannot read.

A log-in is made inside a script run, which cannot set a cookie. It is therefore put down under a ticket; the page
hands the ticket in at once by a request of its own, and the answer to that sets the cookie (HttpOnly, SameSite=Strict).
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from threading import Lock

from assistant.api.schemas import LoginResponse, Person

COOKIE = "amtslotse_sitzung"
TICKET_LIFETIME = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Login:
    """A person's log-in: the API's token and until when it holds. `key` is the value of the browser's cookie."""

    key: str
    token: str
    person: Person
    expires_at: datetime

    def holds_at(self, moment: datetime) -> bool:
        """Tell whether the token is still good at `moment`."""
        return moment < self.expires_at


class LoginStore:
    """The log-ins of this process; thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._logins: dict[str, Login] = {}
        self._tickets: dict[str, tuple[str, datetime]] = {}

    def add(self, response: LoginResponse) -> Login:
        """Keep a fresh log-in under a new key."""
        login = Login(secrets.token_urlsafe(32), response.token, response.person, response.expires_at)
        with self._lock:
            self._drop_expired()
            self._logins[login.key] = login
        return login

    def ticket_for(self, login: Login) -> str:
        """Return a ticket that buys the cookie of `login` once, within two minutes."""
        ticket = secrets.token_urlsafe(32)
        with self._lock:
            self._tickets[ticket] = (login.key, datetime.now(UTC) + TICKET_LIFETIME)
        return ticket

    def redeem(self, ticket: str) -> Login | None:
        """Return the ticket's log-in and make the ticket worthless."""
        with self._lock:
            key, expires_at = self._tickets.pop(ticket, ("", datetime.min.replace(tzinfo=UTC)))
        return self.find(key) if datetime.now(UTC) < expires_at else None

    def find(self, key: str) -> Login | None:
        """Return the log-in of a cookie value, unless it has ended."""
        with self._lock:
            self._drop_expired()
            return self._logins.get(key)

    def forget(self, login: Login) -> None:
        """End a log-in: its cookie opens nothing from now on."""
        with self._lock:
            self._logins.pop(login.key, None)

    def _drop_expired(self) -> None:
        now = datetime.now(UTC)
        self._logins = {key: login for key, login in self._logins.items() if login.holds_at(now)}
        self._tickets = {ticket: (key, until) for ticket, (key, until) in self._tickets.items() if now < until}


@cache
def login_store() -> LoginStore:
    """Return the process's one store, shared by script runs and web requests."""
    return LoginStore()
