"""Tells whether computations hang or keep failing, which the server that waits for them does not notice itself."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from time import monotonic

from knowledge_base.errors import ModelUnavailable

_LOG = logging.getLogger(__name__)
_LONGEST_SECONDS = 60.0
"""For one step, which takes half a second, and for others' steps before it."""

_MOST_FAILURES = 3


class Watch:
    """Watches computations of one kind; threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: dict[object, float] = {}
        self._failed = 0

    @property
    def is_well(self) -> bool:
        """False while a step takes over a minute, and after three failures in a row."""
        with self._lock:
            longest = monotonic() - min(self._since.values(), default=inf)
            return longest <= _LONGEST_SECONDS and self._failed < _MOST_FAILURES

    @contextmanager
    def over(self) -> Iterator[Callable[[], None]]:
        """Watch a computation; gives what it calls after each of its steps.

        A ModelUnavailable without a cause refuses the prompt, and says nothing about the model.
        """
        computation = object()

        def step_done() -> None:
            with self._lock:
                self._since[computation] = monotonic()

        step_done()
        try:
            yield step_done
        except ModelUnavailable as error:
            if error.__cause__ is not None:
                self._count(failed=True)
                _LOG.warning("%s (%s)", error, error.__cause__)
            raise
        except Exception:
            self._count(failed=True)
            raise
        else:
            self._count(failed=False)
        finally:
            with self._lock:
                del self._since[computation]

    def _count(self, *, failed: bool) -> None:
        with self._lock:
            self._failed = self._failed + 1 if failed else 0
