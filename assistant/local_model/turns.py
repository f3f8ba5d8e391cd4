"""Lets threads use one thing one after another, in the order in which they came."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A lock that nobody can overtake: whoever takes many turns waits behind all others after each."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()

    @contextmanager
    def mine(self) -> Iterator[None]:
        """Wait for the turn, and end it with this context."""
        come = threading.Event()
        with self._guard:
            self._waiting.append(come)
            if self._waiting[0] is come:
                come.set()
        try:
            come.wait()
            yield
        finally:
            with self._guard:
                self._waiting.remove(come)
                if self._waiting:
                    self._waiting[0].set()
