"""How many questions one person may ask at a time and in a minute."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.api.minute_window import MinuteWindow
from assistant.errors import TooManyRequests


class AnswerLimits:
    """Counts per person; safe to share between threads of one process."""

    def __init__(self, *, at_once: int, per_minute: int) -> None:
        self._at_once = at_once
        self._window = MinuteWindow(per_minute)
        self._under_way: Counter[str] = Counter()
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
        with self._lock:
            if self._under_way[person_id] >= self._at_once:
                raise TooManyRequests(f"Es sind schon {self._at_once} Ihrer Fragen in Arbeit.", seconds=5)
            if seconds := self._window.take(person_id):
                raise TooManyRequests(
                    f"Sie haben in einer Minute {self._window.most} Fragen gestellt.", seconds=seconds
                )
            self._under_way[person_id] += 1
