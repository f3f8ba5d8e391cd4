"""What log-in needs of password hashing, and how passwords are made up."""

import secrets
from typing import Protocol

_WITHOUT_LOOK_ALIKES = "abcdefghijkmnpqrstuvwxyz23456789"


class PasswordHasher(Protocol):
    """Turns passwords into hashes that are slow to guess."""

    def hash(self, password: str) -> str:
        """Hash a password with a fresh salt."""
        ...

    def verify(self, password_hash: str, password: str) -> bool:
        """Tell whether the hash is this password's."""
        ...

    def is_outdated(self, password_hash: str) -> bool:
        """Tell whether the hash was made with other parameters than the present ones."""
        ...


def make_password() -> str:
    """Make a password of four groups of four letters or digits, easy to read and type (80 bits)."""
    groups = ("".join(secrets.choice(_WITHOUT_LOOK_ALIKES) for _ in range(4)) for _ in range(4))
    return "-".join(groups)
