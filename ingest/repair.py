"""Compares the indexes with the registry, which is right, and puts them right."""

import logging
import random
from dataclasses import dataclass
from pathlib import Path

from ingest.index_writer import IndexWriter, slices
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.document import Passage, content_hash
from knowledge_base.errors import AlreadyRunning, StorageError

ADDED_AT_ONCE = 2_000
UNFINISHED = "unfinished"

SAMPLE = 50
"""Vectors that are read back and looked up to tell whether the index is sound."""

SAME = 0.99
"""Cosine of a vector with itself as it was kept; half precision costs less than this leaves."""

MAY_MISS = 0.1
"""An approximate index does not find every vector, least of all among many equal ones."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one index lacks, and what it holds too much."""

    index: str
    missing: frozenset[str]
    surplus: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus)


class UnfinishedMark:
    """A file that lies there while the indexes are written: found by the next run, it tells that one was killed."""

    def __init__(self, state: Path) -> None:
        self._path = state / "ingest" / UNFINISHED

    def is_set(self) -> bool:
        """Tell whether a run was killed."""
        return self._path.exists()

    def set(self) -> None:
        """Note that the indexes are being written."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch()
        except OSError as exc:
            raise StorageError(
                f"In {self._path.parent} lässt sich nicht schreiben ({exc.strerror}).",
                "Bitte Speicherplatz und Schreibrechte prüfen.",
            ) from exc

    def clear(self) -> None:
        """Note that all is written."""
        self._path.unlink(missing_ok=True)


def differences(base: KnowledgeBase) -> list[Difference]:
    """Return how each index differs from the registry; empty when all is well."""
    wanted = frozenset(base.registry.current_passage_ids())
    found = []
    for name, index in (("Vektorindex", base.dense), ("Wortindex", base.lexical)):
        held = frozenset(index.ids())
        found.append(Difference(name, wanted - held, held - wanted))
    return [difference for difference in found if difference]


def unsound_vectors(base: KnowledgeBase, sample: int = SAMPLE) -> str:
    """Read back some vectors and look them up; return in German what is wrong with them, "" when nothing is.

    What the index does not hold at all is not looked at: `differences` tells it.
    """
    built = base.registry.fingerprint()
    ids = sorted(base.registry.current_passage_ids() & base.dense.ids())
    if built is None or not ids:
        return ""
    chosen = random.Random().sample(ids, min(sample, len(ids)))  # noqa: S311 - nothing secret in it
    keys = {p.id: content_hash(built.embedding, p.searchable_text) for p in passages_of_all(base, frozenset(chosen))}
    kept = base.registry.cached_vectors(keys.values())
    wrong = lost = 0
    for passage_id, key in keys.items():
        if (vector := kept.get(key)) is not None:
            wrong += base.dense.cosines(vector, [passage_id]).get(passage_id, 0.0) < SAME
            lost += not any(cosine >= SAME for _, cosine in base.dense.search(vector, 1))
    if wrong or lost > len(keys) * MAY_MISS:
        return f"Vektorindex: von {len(keys)} Stichproben sind {wrong} falsch, {lost} werden nicht gefunden."
    return ""


def repair(base: KnowledgeBase, writer: IndexWriter) -> int:
    """Put the indexes right, from the registry and the vectors kept there; return how many passages were concerned.

    An index of vectors that does not answer, or answers wrongly, is made anew.
    """
    if not _is_sound(base):
        _log.warning("The dense index is damaged and is filled anew.")
        base.dense.clear()
    found = differences(base)
    missing = frozenset[str]().union(*(difference.missing for difference in found))
    surplus = frozenset[str]().union(*(difference.surplus for difference in found))
    writer.remove(surplus)
    for some in slices(passages_of_all(base, missing), ADDED_AT_ONCE):
        writer.add(some)
    return len(missing) + len(surplus)


def is_damaged(base: KnowledgeBase) -> bool:
    """Tell whether an index does not answer or does not hold just what it should."""
    try:
        return bool(differences(base))
    except AlreadyRunning:
        raise
    except StorageError as exc:
        _log.warning("%s", exc)
        return True


def _is_sound(base: KnowledgeBase) -> bool:
    """Tell whether the dense index answers, and rightly; what merely lacks in it is added later."""
    try:
        return not unsound_vectors(base)
    except AlreadyRunning:
        raise
    except StorageError as exc:
        _log.warning("%s", exc)
        return False


def passages_of_all(base: KnowledgeBase, wanted: frozenset[str]) -> list[Passage]:
    """Return these passages from the registry."""
    if not wanted:
        return []
    found = []
    for entry in base.registry.documents():
        found += [passage for passage in base.registry.passages(entry.document.id) if passage.id in wanted]
    return found
