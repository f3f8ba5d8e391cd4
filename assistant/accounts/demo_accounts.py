"""The accounts that a first start creates, one per role, with passwords that exist nowhere else."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.accounts.passwords import PasswordHasher, make_password
from assistant.accounts.person import Person, Role
from assistant.accounts.store import Account, AccountStore

_DEMO_PEOPLE = (
    ("sachbearbeitung", "Samira Sachbearbeitung", Role.SACHBEARBEITUNG),
    ("neu", "Nico Neu", Role.NEU),
    ("redaktion", "Renate Redaktion", Role.REDAKTION),
)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A log-in in plain text, to be written where only the owner of the machine can read it."""

    username: str
    password: str
    role: Role
    display_name: str


def create_demo_accounts(
    store: AccountStore, hasher: PasswordHasher, *, hand_out: Callable[[Sequence[DemoAccount]], object]
) -> bool:
    """Create the demo accounts when there is no account yet; tell whether that was so.

    The passwords are handed out before the accounts are kept: interrupted in between, the next start makes new ones.
    """
    if not store.is_empty():
        return False
    accounts = [DemoAccount(name, make_password(), role, shown) for name, shown, role in _DEMO_PEOPLE]
    hand_out(accounts)
    for account in accounts:
        person = Person("u" + secrets.token_hex(8), account.username, account.display_name, account.role)
        store.add(Account(person, hasher.hash(account.password)))
    return True
