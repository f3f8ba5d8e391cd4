from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.accounts.demo_accounts import DemoAccount, create_demo_accounts
from assistant.accounts.log_in import LogIn
from assistant.accounts.passwords import make_password
from assistant.accounts.throttle import FREE_ATTEMPTS, LoginThrottle
from assistant.adapters.argon2_passwords import Argon2Passwords
from assistant.adapters.sql.account_store import SqlAccountStore
from assistant.adapters.sql.transactions import SqlTransactions, upgrade_assistant_tables
from assistant.errors import LoginRefused, TooManyRequests
from knowledge_base.database import open_engine
from tests.support.assistant_records import NOON


class Office:
    """Accounts in a real database, and a clock that can be put forward."""

    def __init__(self, folder: Path) -> None:
        self.now: datetime = NOON
        self.seconds = 0.0
        self.engine = open_engine(f"sqlite:///{folder / 'test.db'}")
        upgrade_assistant_tables(self.engine)
        self.store = SqlAccountStore(SqlTransactions(self.engine))
        self.handed_out: list[DemoAccount] = []
        self.passwords = Argon2Passwords()
        create_demo_accounts(self.store, self.passwords, hand_out=self.handed_out.extend)
        self.log_in = LogIn(
            self.store,
            self.passwords,
            throttle=LoginThrottle(lambda: self.seconds),
            lifetime=timedelta(hours=12),
            now=lambda: self.now,
        )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.engine.dispose()


def test_a_session_lasts_as_long_as_set(office: Office) -> None:
    account = office.handed_out[0]
    opened = office.log_in.log_in(account.username, account.password)
    assert opened.expires_at == NOON + timedelta(hours=12)
    office.now = NOON + timedelta(hours=11, minutes=59)
    assert office.log_in.person_of(opened.token) == opened.person
    office.now = NOON + timedelta(hours=12)
    assert office.log_in.person_of(opened.token) is None


@pytest.mark.parametrize("back", [timedelta(days=1), timedelta(days=3650)])
def test_a_session_opened_under_a_wrong_clock_does_not_last_for_years(office: Office, back: timedelta) -> None:
    account = office.handed_out[0]
    opened = office.log_in.log_in(account.username, account.password)
    office.now -= timedelta(minutes=59)
    assert office.log_in.person_of(opened.token) == opened.person
    office.now = NOON - back
    assert office.log_in.person_of(opened.token) is None
    again = office.log_in.log_in(account.username, account.password)
    assert office.log_in.person_of(again.token) == opened.person
    office.now = NOON
    assert office.log_in.person_of(opened.token) is None, "what was no longer valid does not become so again"


def test_a_wrong_password_is_refused_and_slowed_down_even_the_right_one(office: Office) -> None:
    account = office.handed_out[0]
    for _ in range(FREE_ATTEMPTS):
        with pytest.raises(LoginRefused):
            office.log_in.log_in(account.username, "falsch")
    with pytest.raises(TooManyRequests) as refused:
        office.log_in.log_in(account.username, account.password)
    # Setting the clock neither shortens the pause nor makes it last for days.
    for jump in (timedelta(days=-1), timedelta(days=3650)):
        office.now += jump
        with pytest.raises(TooManyRequests, match=f"in {refused.value.seconds} Sekunden"):
            office.log_in.log_in(account.username, account.password)
    office.seconds += refused.value.seconds
    assert office.log_in.log_in(account.username, account.password).person.username == account.username


def test_demo_accounts_are_made_only_once(office: Office) -> None:
    again: list[DemoAccount] = []
    assert create_demo_accounts(office.store, office.passwords, hand_out=again.extend) is False
    assert again == []
    assert [account.username for account in office.handed_out] == ["sachbearbeitung", "neu", "redaktion"]


def test_passwords_are_all_different() -> None:
    assert len({make_password() for _ in range(50)}) == 50


def test_hashes_are_salted_and_broken_ones_match_nothing() -> None:
    passwords = Argon2Passwords()
    first, second = passwords.hash("geheim"), passwords.hash("geheim")
    assert first != second
    assert passwords.verify(first, "geheim")
    assert not passwords.verify(first, "Geheim")
    assert not passwords.verify("no hash", "geheim")
    assert not passwords.is_outdated(first)
    assert passwords.is_outdated("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$" + first.rsplit("$", 1)[1])
