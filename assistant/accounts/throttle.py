"""Slows down the guessing of passwords."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

FREE_ATTEMPTS = 5
"""So many wrong passwords in a row cost nothing."""
FIRST_PAUSE = timedelta(seconds=30)
"""The pause after one more; it doubles with each further wrong password."""
LONGEST_PAUSE = timedelta(minutes=15)
FORGET_AFTER = timedelta(hours=1)
_MOST_NAMES = 10_000


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int
    last: timedelta


class LoginThrottle:
    """Counts wrong passwords per user name, known or not; safe to share between threads of one process.

    `now` gives seconds of a clock that nobody sets: with the office's own one set back, a pause would last for days.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._failures: OrderedDict[str, _Failures] = OrderedDict()
        self._lock = threading.Lock()

    def seconds_to_wait(self, username: str) -> int:
        """Tell how long this name must still wait before the next attempt; 0 when it need not."""
        now = timedelta(seconds=self._now())
        with self._lock:
            failures = self._failures.get(_key(username))
        if failures is None or now - failures.last > FORGET_AFTER:
            return 0
        return max(0, -((now - failures.last - _pause(failures.count)) // timedelta(seconds=1)))

    def note_failure(self, username: str) -> None:
        """Count a wrong password."""
        key, now = _key(username), timedelta(seconds=self._now())
        with self._lock:
            before = self._failures.pop(key, None)
            fresh = before is None or now - before.last > FORGET_AFTER
            self._failures[key] = _Failures(1 if before is None or fresh else before.count + 1, now)
            # Names that nobody tried for longest go first, so that made-up names cannot fill the memory.
            while len(self._failures) > _MOST_NAMES:
                self._failures.popitem(last=False)

    def note_success(self, username: str) -> None:
        """Forget the wrong passwords of this name."""
        with self._lock:
            self._failures.pop(_key(username), None)


def _key(username: str) -> str:
    return username.strip().casefold()


def _pause(count: int) -> timedelta:
    if count < FREE_ATTEMPTS:
        return timedelta()
    doublings = min(count - FREE_ATTEMPTS, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
