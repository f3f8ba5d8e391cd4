"""What one person did within the last minute, and when there is room for more."""

import threading
from collections import defaultdict, deque
from collections.abc import Callable
from time import monotonic

MINUTE = 60.0


class MinuteWindow:
    """At most `most` of something in any minute for each person; safe to share between threads of one process."""

    def __init__(self, most: int, now: Callable[[], float] = monotonic) -> None:
        self.most = most
        self._now = now
        self._begun: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def take(self, person_id: str) -> int:
        """Count one more and return 0; when there is no room, count nothing and return the seconds until there is."""
        now = self._now()
        with self._lock:
            begun = self._begun[person_id]
            while begun and now - begun[0] > MINUTE:
                begun.popleft()
            if len(begun) >= self.most:
                return max(1, round(MINUTE - (now - begun[0])))
            begun.append(now)
            return 0
