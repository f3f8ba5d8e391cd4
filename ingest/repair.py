"""Compares the indexes with the registry, which is right, and puts them right."""

from dataclasses import dataclass
from pathlib import Path

from ingest.index_writer import IndexWriter, slices
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.document import Passage
from knowledge_base.errors import StorageError

ADDED_AT_ONCE = 2_000
UNFINISHED = "unfinished"


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


def repair(base: KnowledgeBase, writer: IndexWriter) -> int:
    """Add what is missing and remove what is too much; return how many passages were concerned."""
    found = differences(base)
    missing = frozenset[str]().union(*(difference.missing for difference in found))
    surplus = frozenset[str]().union(*(difference.surplus for difference in found))
    writer.remove(surplus)
    for some in slices(passages_of_all(base, missing), ADDED_AT_ONCE):
        writer.add(some)
    return len(missing) + len(surplus)


def passages_of_all(base: KnowledgeBase, wanted: frozenset[str]) -> list[Passage]:
    """Return these passages from the registry."""
    if not wanted:
        return []
    found = []
    for entry in base.registry.documents():
        found += [passage for passage in base.registry.passages(entry.document.id) if passage.id in wanted]
    return found
