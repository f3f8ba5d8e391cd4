"""A queue in front of a chat model that serves nearly one request at a time."""

import threading
from collections.abc import Iterator
from time import monotonic
from typing import Protocol

from assistant.answering.writer import Prompt, Token, Writer
from knowledge_base.errors import ModelUnavailable

_POLL_SECONDS = 0.25


class StoppableWriter(Writer, Protocol):
    """A Writer that can be told, while it waits for a token, that nobody waits for it any more."""

    def write(self, prompt: Prompt, *, max_tokens: int, left: threading.Event | None = None) -> Iterator[Token]:
        """Yield tokens as they come; ends early once `left` is set."""
        ...


class QueuedWriter:
    """A Writer that waits for its turn, and stops as soon as the asker has left.

    `turns` is shared by all askers; `left` is this asker's own.
    """

    def __init__(
        self,
        writer: StoppableWriter,
        *,
        turns: threading.BoundedSemaphore,
        left: threading.Event,
        patience_seconds: float,
    ) -> None:
        self._writer = writer
        self._turns = turns
        self._left = left
        self._patience = patience_seconds

    @property
    def name(self) -> str:
        """The model's name."""
        return self._writer.name

    def write(self, prompt: Prompt, *, max_tokens: int) -> Iterator[Token]:
        """Yield tokens as they come; raises ModelUnavailable when the turn does not come in time."""
        self._wait_for_turn()
        try:
            tokens = self._writer.write(prompt, max_tokens=max_tokens, left=self._left)
            try:
                for token in tokens:
                    if self._left.is_set():
                        break
                    yield token
                if self._left.is_set():
                    raise ModelUnavailable("Die Anfrage wurde abgebrochen.")
            finally:
                close = getattr(tokens, "close", None)
                if close is not None:
                    close()
        finally:
            self._turns.release()

    def _wait_for_turn(self) -> None:
        deadline = monotonic() + self._patience
        while not self._turns.acquire(timeout=_POLL_SECONDS):
            if self._left.is_set() or monotonic() > deadline:
                raise ModelUnavailable(
                    "Das Sprachmodell ist mit anderen Fragen beschäftigt.",
                    "Die Zitate gelten; stellen Sie die Frage später noch einmal.",
                )
