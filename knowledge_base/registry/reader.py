"""Reads the registry: documents, passages, who may see them, and which model built the index."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from knowledge_base.database import transaction
from knowledge_base.document import Document, Passage
from knowledge_base.errors import IndexMismatch
from knowledge_base.fingerprint import IndexFingerprint
from knowledge_base.index import Query, Scope
from knowledge_base.legal_reference import LegalReference
from knowledge_base.registry.queries import batches, current, current_passages, read_state
from knowledge_base.registry.rows import DocumentEntry, SourceState, document_from, passage_from
from knowledge_base.registry.tables import documents, passages, revisions
from knowledge_base.vector_cache import Vector, VectorCache
from knowledge_base.visibility import visible_documents

REBUILD = "python -m ingest rebuild"
"""The command that repairs an index that does not fit."""

ROWS_AT_ONCE = 1_000

NARROW = 50
"""Documents of a question's scope up to which the database throws away what lies outside."""

ASKERS_REMEMBERED = 32
"""Combinations of day, audience and scope for which the list of visible documents is kept."""


class RegistryReader:
    """What can be asked of the registry; every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._vectors = VectorCache(engine)
        self._lock = threading.Lock()
        self._read = _Catalogue(-1, {}, {})

    def sources(self) -> dict[str, SourceState]:
        """Return, by source, the state of every published document."""
        columns = (documents.c.id, revisions.c.revision, revisions.c.content_hash, revisions.c.metadata_hash)
        with transaction(self._engine) as connection:
            rows = connection.execute(current(documents.c.source, *columns)).all()
        return {source: SourceState(*rest) for source, *rest in rows}

    def cached_vectors(self, hashes: Iterable[str]) -> dict[str, Vector]:
        """Return the kept embeddings, by the hash of what was embedded."""
        return self._vectors.find(hashes)

    def current_passage_ids(self) -> set[str]:
        """Return the ids of all passages of published revisions: what the indexes should hold."""
        with transaction(self._engine) as connection:
            return set(connection.execute(current_passages(passages.c.id)).scalars())

    def documents(self, *, audience: frozenset[str] | None = None) -> list[DocumentEntry]:
        """Return the published documents by title; with `audience`, those that its members may read."""
        entries = self._entries().values()
        readable = [entry for entry in entries if audience is None or entry.document.audience & audience]
        return sorted(readable, key=lambda entry: (entry.document.title.casefold(), entry.document.source))

    def document(self, document_id: str) -> DocumentEntry | None:
        """Return one published document, or None."""
        return self._entries().get(document_id)

    def passages(self, document_id: str) -> list[Passage]:
        """Return a published document's passages in reading order."""
        query = current_passages(passages).where(documents.c.id == document_id).order_by(passages.c.ordinal)
        with transaction(self._engine) as connection:
            return [passage_from(row) for row in connection.execute(query).mappings()]

    def documents_saying(self, texts: Iterable[str]) -> set[str]:
        """Return the ids of the published documents that hold a passage with one of these texts."""
        held = current_passages(documents.c.id)
        with transaction(self._engine) as connection:
            found = (connection.execute(held.where(passages.c.text.in_(some))).scalars() for some in batches(texts))
            return {key for keys in found for key in keys}

    def passages_with(self, passage_ids: Iterable[str]) -> dict[str, Passage]:
        """Return, by id, those of these passages that are published; for nobody's eyes before access is checked."""
        found: dict[str, Passage] = {}
        with transaction(self._engine) as connection:
            for batch in batches(passage_ids):
                for row in connection.execute(current_passages(passages).where(passages.c.id.in_(batch))).mappings():
                    found[row["id"]] = passage_from(row)
        return found

    def passage_ids_at(self, reference: LegalReference) -> list[str]:
        """Return the passages of a statute that a reference names, in reading order; of any law when it names none."""
        query = current_passages(passages.c.id, passages.c.locator).where(passages.c.section == reference.section)
        if reference.law:
            query = query.where(passages.c.law == reference.law)
        with transaction(self._engine) as connection:
            rows = connection.execute(query.order_by(passages.c.document_id, passages.c.ordinal)).all()
        there = [(key, place) for key, place in rows if place["section"].startswith("Art") == reference.article]
        exact = [key for key, place in there if reference.absatz and place.get("absatz") == reference.absatz]
        return exact or [key for key, _ in there]

    def texts(self) -> Iterator[str]:
        """Yield heading and text of every published passage; many are never in memory at a time."""
        query = current_passages(passages.c.context, passages.c.text).execution_options(yield_per=ROWS_AT_ONCE)
        with transaction(self._engine) as connection:
            for context, text in connection.execute(query):
                yield f"{context} {text}"

    def laws(self) -> frozenset[str]:
        """Return the laws of which passages are published."""
        query = current_passages(passages.c.law).where(passages.c.law.is_not(None)).distinct()
        with transaction(self._engine) as connection:
            return frozenset(connection.execute(query).scalars())

    def visible(self, passage_ids: Iterable[str], query: Query) -> dict[str, tuple[Passage, Document]]:
        """Return, by id, those passages that the asker may read and that hold that day, with their documents."""
        shown = self._shown(query)
        wanted = current_passages(passages)
        if len(shown) <= NARROW:
            # A narrow scope is left to the database: thousands of texts need not be read to be thrown away.
            wanted = wanted.where(passages.c.document_id.in_(shown))
        found: dict[str, tuple[Passage, Document]] = {}
        with transaction(self._engine) as connection:
            for batch in batches(passage_ids):
                for row in connection.execute(wanted.where(passages.c.id.in_(batch))).mappings():
                    if row["document_id"] in shown:
                        found[row["id"]] = (passage_from(row), shown[row["document_id"]])
        return found

    def counts(self) -> tuple[int, int]:
        """Return how many documents and how many passages are published."""
        entries = self._entries().values()
        return len(entries), sum(entry.passage_count for entry in entries)

    def generation(self) -> int:
        """Return a number that changes with every publish, remove and rename."""
        with transaction(self._engine) as connection:
            return int(read_state(connection, "generation") or 0)

    def fingerprint(self) -> IndexFingerprint | None:
        """Return what built the index, or None while it is empty."""
        with transaction(self._engine) as connection:
            embedding, chunking = (read_state(connection, name) for name in ("embedding", "chunking"))
        return IndexFingerprint(embedding, chunking) if embedding and chunking else None

    def require_fingerprint(self, *, embedding: str, chunking: str | None = None) -> None:
        """Raise IndexMismatch unless the index is empty or was built by this embedding model (and chunking)."""
        built = self.fingerprint()
        if built is None:
            return
        for what, there, wanted in (
            ("dem Embedding-Modell", built.embedding, embedding),
            ("der Textaufteilung", built.chunking, chunking),
        ):
            if wanted is not None and there != wanted:
                raise IndexMismatch(
                    f"Der Index wurde mit {what} „{there}“ gebaut, eingestellt ist „{wanted}“.",
                    f"Bitte neu aufbauen: {REBUILD}",
                )

    def _shown(self, query: Query) -> dict[str, Document]:
        """Return by id the documents that may answer a query; the list is kept as long as no document changes."""
        catalogue = self._catalogue()
        asker = (query.as_of, query.audience, query.scope)
        shown = catalogue.shown_to.get(asker)
        if shown is None:
            shown = visible_documents((entry.document for entry in catalogue.entries.values()), query)
            if len(catalogue.shown_to) >= ASKERS_REMEMBERED:
                catalogue.shown_to.clear()
            catalogue.shown_to[asker] = shown
        return shown

    def _entries(self) -> dict[str, DocumentEntry]:
        """Return all published documents by id."""
        return self._catalogue().entries

    def _catalogue(self) -> "_Catalogue":
        """Return what is published, read again only when the generation has changed."""
        with transaction(self._engine) as connection, self._lock:
            generation = int(read_state(connection, "generation") or 0)
            if self._read.generation != generation:
                rows = connection.execute(current(documents.c.source, revisions)).mappings()
                entries = {
                    row["document_id"]: DocumentEntry(document_from(row), row["passage_count"], row["content_hash"])
                    for row in rows
                }
                self._read = _Catalogue(generation, entries, {})
            return self._read


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """The published documents of one generation, and who was found to see which of them."""

    generation: int
    entries: dict[str, DocumentEntry]
    shown_to: dict[tuple[date, frozenset[str], Scope], dict[str, Document]]
