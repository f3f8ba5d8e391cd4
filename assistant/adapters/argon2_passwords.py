"""Password hashing with Argon2id."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's choice for interactive log-in: 19 MiB and two passes.
_MEMORY_KIB = 19 * 1024
_PASSES = 2
_AT_ONCE = 4
"""So many passwords are checked at a time, so that a flood of log-ins fills neither memory nor processors."""


class Argon2Passwords:
    """A PasswordHasher; see there. Safe to share between threads."""

    def __init__(self) -> None:
        self._argon2 = PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=1)
        self._turn = threading.BoundedSemaphore(_AT_ONCE)

    def hash(self, password: str) -> str:
        """Hash a password with a fresh salt."""
        with self._turn:
            return self._argon2.hash(password)

    def verify(self, password_hash: str, password: str) -> bool:
        """Tell whether the hash is this password's."""
        with self._turn:
            try:
                return self._argon2.verify(password_hash, password)
            except (VerificationError, InvalidHashError):
                return False

    def is_outdated(self, password_hash: str) -> bool:
        """Tell whether the hash was made with other parameters than the present ones."""
        return self._argon2.check_needs_rehash(password_hash)
