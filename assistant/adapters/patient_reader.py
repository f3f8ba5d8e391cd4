"""A reader for one answer: it stops when the asker has left, when it has failed once, or when its time is used up."""

import logging
import threading
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Protocol

from knowledge_base.errors import ModelUnavailable

_LOG = logging.getLogger(__name__)


class SharedReader(Protocol):
    """A Reader (see assistant.answering.reading) for whom one waits no longer than one wants."""

    @property
    def name(self) -> str:
        """The reader's name."""
        ...

    def read_while(self, wanted: Callable[[], bool], prompt: str) -> Sequence[float]:
        """Read, if it is still `wanted` once it is this prompt's turn; raises ModelUnavailable."""
        ...


class PatientReader:
    """A Reader (see assistant.answering.reading) that waits and reads for `seconds` in all.

    Then rule and checks decide alone.
    """

    def __init__(self, reader: SharedReader, *, left: threading.Event, seconds: float) -> None:
        self._reader = reader
        self._left = left
        self._rest = seconds
        self._failed = False

    @property
    def name(self) -> str:
        """The reader's name."""
        return self._reader.name

    def read(self, prompt: str) -> Sequence[float]:
        """Return the prompt's state; raises ModelUnavailable, and from then on without asking."""
        if self._left.is_set():
            raise ModelUnavailable("Die Anfrage wurde abgebrochen.")
        if self._failed or self._rest <= 0:
            raise ModelUnavailable("Der Leser wird für diese Antwort nicht mehr gefragt.")
        began = monotonic()
        end = began + self._rest
        try:
            return self._reader.read_while(lambda: not self._left.is_set() and monotonic() < end, prompt)
        except ModelUnavailable as problem:
            self._failed = True
            if not self._left.is_set():
                _LOG.warning("Diese Antwort wird ohne Leser zu Ende geprüft: %s", problem)
            raise
        finally:
            self._rest -= monotonic() - began
