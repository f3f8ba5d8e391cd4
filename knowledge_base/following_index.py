"""The full-text index of one of several hosts: it follows the registry, whoever brought the documents in."""

import logging
import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from knowledge_base.document import Passage
from knowledge_base.errors import AmtslotseError
from knowledge_base.index import LexicalIndex
from knowledge_base.registry.registry import Registry

ADDED_AT_ONCE = 2_000
_log = logging.getLogger(__name__)


class FollowingIndex:
    """A LexicalIndex that fills itself from the registry: what is added or deleted here comes in that way, too.

    The first question waits until it is up to date; later ones are answered while it catches up.
    """

    def __init__(self, inner: LexicalIndex, registry: Registry) -> None:
        self._inner = inner
        self._registry = registry
        self._followed: int | None = None
        self._following = threading.Lock()

    def add(self, passages: Sequence[Passage]) -> None:
        """Do nothing: what is published comes in from the registry."""

    def delete(self, ids: Sequence[str]) -> None:
        """Do nothing: what is no longer published goes by itself."""

    def search(self, text: str, limit: int) -> list[tuple[str, float]]:
        """Return (id, score) of the best by BM25, best first."""
        self._follow()
        return self._inner.search(text, limit)

    def passages_with(self, terms: Sequence[str]) -> tuple[list[int], int]:
        """Return in how many passages each term stands, and how many passages there are."""
        self._follow()
        return self._inner.passages_with(terms)

    def ids(self) -> set[str]:
        """Return every id that is held, once it is up to date."""
        with self._following:
            self._catch_up()
        return self._inner.ids()

    def clear(self) -> None:
        """Forget everything; it fills itself again."""
        with self._following:
            self._inner.clear()
            self._followed = None

    def close(self) -> None:
        """Let go of files and locks."""
        self._inner.close()

    def _follow(self) -> None:
        if self._followed is None:
            with self._following:
                if self._followed is None:
                    self._catch_up()
        elif self._registry.generation() != self._followed and self._following.acquire(blocking=False):
            threading.Thread(target=self._catch_up_and_release, name="full text", daemon=True).start()

    def _catch_up_and_release(self) -> None:
        try:
            self._catch_up()
        except AmtslotseError as exc:
            _log.warning("Der Wortindex kommt nicht nach: %s", exc)
        finally:
            self._following.release()

    def _catch_up(self) -> None:
        generation = self._registry.generation()
        if generation == self._followed:
            return
        published, held = self._registry.current_passage_ids(), self._inner.ids()
        for some in _slices(sorted(published - held), ADDED_AT_ONCE):
            self._inner.add(list(self._registry.passages_with(some).values()))
        if surplus := held - published:
            self._inner.delete(sorted(surplus))
        self._followed = generation


def _slices(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(ids)
    while some := list(islice(rest, size)):
        yield some
