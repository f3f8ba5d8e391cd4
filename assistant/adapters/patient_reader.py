"""A reader for one answer: it stops when the asker has left, when it has failed once, or when its time is used up."""

import logging
import threading
from collections.abc import Sequence
from time import monotonic

from assistant.answering.reading import Reader
from knowledge_base.errors import ModelUnavailable

_LOG = logging.getLogger(__name__)


class PatientReader:
    """A Reader (see assistant.answering.reading) that reads for `seconds` in all; then rule and checks decide alone."""

    def __init__(self, reader: Reader, *, left: threading.Event, seconds: float) -> None:
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
        try:
            return self._reader.read(prompt)
        except ModelUnavailable as problem:
            self._failed = True
            _LOG.warning("Diese Antwort wird ohne Leser zu Ende geprüft: %s", problem)
            raise
        finally:
            self._rest -= monotonic() - began
