"""How many questions one person may ask at a time and in a minute."""

import threading
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from assistant.errors import TooManyRequests

_MINUTE = 60.0


class AnswerLimits:
    """Counts per person; safe to share between threads of one process."""

    def __init__(self, *, at_once: int, per_minute: int) -> None:
        self._at_once = at_once
        self._per_minute = per_minute
        self._under_way: Counter[str] = Counter()
        self._begun: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    @contextmanager
    def one_answer(self, person_id: str) -> Iterator[None]:
        """Count a question while the block runs; raises TooManyRequests."""
        self._begin(person_id)
        try:
            yield
        finally:
            with self._lock:
                self._under_way[person_id] -= 1

    def _begin(self, person_id: str) -> None:
        now = monotonic()
        with self._lock:
            begun = self._begun[person_id]
            while begun and now - begun[0] > _MINUTE:
                begun.popleft()
            if self._under_way[person_id] >= self._at_once:
                raise TooManyRequests(f"Es sind schon {self._at_once} Ihrer Fragen in Arbeit.", seconds=5)
            if len(begun) >= self._per_minute:
                raise TooManyRequests(
                    f"Sie haben in einer Minute {self._per_minute} Fragen gestellt.",
                    seconds=max(1, round(_MINUTE - (now - begun[0]))),
                )
            begun.append(now)
            self._under_way[person_id] += 1
