"""Checks, rebuilds and removes: what is done to a knowledge base besides running over its sources."""

import getpass
from collections.abc import Iterable
from pathlib import Path

from ingest.index_writer import IndexWriter, slices
from ingest.kept_access import former_metadata
from ingest.lock import ingest_lock
from ingest.progress import NoProgress, Progress
from ingest.reader import DocumentReader, ReadRequest
from ingest.reader_process import ReaderProcess
from ingest.recut import what_is_left
from ingest.repair import UnfinishedMark, differences, unsound_vectors
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.document import Document
from knowledge_base.errors import ConfigurationError, DocumentError, StorageError
from knowledge_base.fingerprint import CHUNKING, IndexFingerprint
from knowledge_base.registry.earlier_rules import cut_by_earlier_rules
from knowledge_base.revisions.revision import Origin

ADDED_AT_ONCE = 2_000


def damage(base: KnowledgeBase, state: Path) -> list[str]:
    """Return what is wrong with the indexes, in German; empty when all is well."""
    found = []
    if UnfinishedMark(state).is_set():
        found.append("Ein Lauf wurde abgebrochen; der nächste bringt ihn zu Ende.")
    try:
        unlike = differences(base)
    except StorageError as exc:
        return [*found, str(exc)]
    for difference in unlike:
        if difference.missing:
            found.append(f"{difference.index}: {len(difference.missing)} Textstellen fehlen.")
        if difference.surplus:
            found.append(f"{difference.index}: {len(difference.surplus)} Textstellen zu viel.")
    if unsound := unsound_vectors(base):
        found.append(unsound)
    missing = [entry for entry in base.registry.documents() if base.originals.path(entry.content_hash) is None]
    found += [f"Originaldatei fehlt: {entry.document.source}" for entry in missing]
    if old := cut_by_earlier_rules(base.registry):
        found.append(what_is_left(old))
    return found


def rebuild(base: KnowledgeBase, state: Path, progress: Progress | None = None) -> list[str]:
    """Build both indexes anew from the kept originals; return warnings.

    Until it is done, the search finds only what is already back.
    """
    bar = progress or NoProgress()
    warnings: list[str] = []
    with ingest_lock(state):
        mark = UnfinishedMark(state)
        mark.set()
        if (built := base.registry.fingerprint()) is not None and built.chunking != CHUNKING:
            with ReaderProcess() as reader:
                warnings += _cut_anew(base, reader)
        base.dense.clear()
        base.lexical.clear()
        base.registry.set_fingerprint(IndexFingerprint(base.embedder.name, CHUNKING))
        entries = base.registry.documents()
        bar.begin(len(entries), sum(entry.passage_count for entry in entries))
        writer = IndexWriter(base)
        for some in slices([p for entry in entries for p in base.registry.passages(entry.document.id)], ADDED_AT_ONCE):
            writer.add(some, lambda done: bar.advance(done, done))
        mark.clear()
    return warnings


def remove(base: KnowledgeBase, state: Path, paths: Iterable[Path], *, with_history: bool = False) -> list[Document]:
    """Take out the documents at these paths or below them; the files stay where they are. Returns what was taken out.

    `with_history` also deletes every earlier revision and the kept originals, of documents removed before, too.
    Raises ConfigurationError when nothing is known there.
    """
    roots = [path.expanduser().resolve() for path in paths]
    with ingest_lock(state):
        known = [entry.document for entry in base.registry.documents()]
        known += base.history.removed() if with_history else []
        chosen = [document for document in known if _below(document, roots)]
        if not chosen:
            raise ConfigurationError("Dort ist kein Dokument in der Wissensbasis.", "Bitte den Pfad prüfen.")
        mark = UnfinishedMark(state)
        mark.set()
        passages = [passage.id for document in chosen for passage in base.registry.passages(document.id)]
        hashes = base.history.content_hashes(document.id for document in chosen) if with_history else set()
        base.registry.remove([document.id for document in chosen], with_history=with_history, who=_who())
        IndexWriter(base).remove(passages)
        if hashes:
            base.originals.forget(hashes - base.history.content_hashes())
        mark.clear()
    return chosen


def _who() -> str:
    """Return the account under which the command runs, "" where the system has no name for it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _below(document: Document, roots: list[Path]) -> bool:
    path = Path(document.source)
    return any(path == root or root in path.parents for root in roots)


def _cut_anew(base: KnowledgeBase, reader: DocumentReader) -> list[str]:
    """Read and cut all documents again, from the originals that were kept."""
    warnings = []
    states = base.registry.sources()
    kept = [(entry.document, base.originals.path(entry.content_hash)) for entry in base.registry.documents()]
    there = [(document, original) for document, original in kept if original is not None]
    warnings += [f"{document.source}: Originaldatei fehlt." for document, original in kept if original is None]
    requests = (
        ReadRequest(
            Path(document.source),
            document.id,
            former_metadata(document, states[document.source].metadata_hash),
            original,
        )
        for document, original in there
    )
    for (document, _), answer in zip(there, reader.read(requests), strict=True):
        if isinstance(answer, DocumentError):
            warnings.append(f"{document.source}: {answer}")
            continue
        held = states[document.source]
        hashes = {"content_hash": held.content_hash, "metadata_hash": held.metadata_hash}
        base.registry.stage(answer.document, answer.passages, **hashes)
        base.registry.publish([document.id], how=Origin.REBUILD)
    return warnings
