"""The system of record: documents, revisions, passages and who may see them; the indexes only point into it."""

import threading
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Engine, delete, insert, select, update

from knowledge_base.database import transaction
from knowledge_base.document import Document, Passage, document_id
from knowledge_base.errors import IndexMismatch
from knowledge_base.fingerprint import IndexFingerprint
from knowledge_base.index import Query
from knowledge_base.legal_reference import LegalReference
from knowledge_base.registry_queries import (
    batches,
    claim_id,
    count_up,
    current,
    current_passages,
    read_state,
    staged_key,
    write_state,
)
from knowledge_base.registry_rows import (
    DocumentEntry,
    SourceState,
    document_from,
    passage_from,
    passage_row,
    revision_row,
)
from knowledge_base.registry_tables import documents, passages, revisions
from knowledge_base.vector_cache import Vector, VectorCache
from knowledge_base.visibility import visible_documents

REBUILD = "python -m ingest rebuild"
"""The command that repairs an index that does not fit."""


class Registry:
    """Documents and passages in SQL. Any thread or process may use it; every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._vectors = VectorCache(engine)
        self._lock = threading.Lock()
        self._catalogue: tuple[int, dict[str, DocumentEntry]] = (-1, {})

    # What ingest compares and writes

    def sources(self) -> dict[str, SourceState]:
        """Return, by source, the state of every published document."""
        columns = (documents.c.id, revisions.c.revision, revisions.c.content_hash, revisions.c.metadata_hash)
        with transaction(self._engine) as connection:
            rows = connection.execute(current(documents.c.source, *columns)).all()
        return {source: SourceState(*rest) for source, *rest in rows}

    def new_document_id(self, source: str) -> str:
        """Return the id for a document that comes from `source`: what it has, else a free one.

        A renamed document keeps its id; another file that later takes its old name must not get it too.
        """
        with transaction(self._engine) as connection:
            owners = dict(connection.execute(select(documents.c.id, documents.c.source)).tuples().all())
        held: str | None = next((key for key, name in owners.items() if name == source), None)
        if held:
            return held
        candidates = (document_id(source if count == 0 else f"{source}\0{count}") for count in range(len(owners) + 1))
        return next(candidate for candidate in candidates if candidate not in owners)

    def stage(
        self, document: Document, document_passages: Sequence[Passage], *, content_hash: str, metadata_hash: str
    ) -> None:
        """Write a revision with its passages; nobody sees it before `publish`. Staging again replaces what was staged.

        Raises StorageError when the document's id belongs to another source.
        """
        hashes = {"content_hash": content_hash, "metadata_hash": metadata_hash}
        row = revision_row(document) | hashes | {"passage_count": len(document_passages)}
        with transaction(self._engine) as connection:
            claim_id(connection, document)
            connection.execute(delete(revisions).where(revisions.c.key.in_(staged_key(document.id))))
            key = connection.execute(insert(revisions).values(row).returning(revisions.c.key)).scalar_one()
            rows = [passage_row(passage, key) for passage in document_passages]
            if rows:
                connection.execute(insert(passages), rows)

    def publish(self, document_ids: Iterable[str]) -> None:
        """Make the staged revisions of these documents the current ones, all in one commit; drops what they replace."""
        with transaction(self._engine) as connection:
            for key in document_ids:
                staged = connection.execute(staged_key(key)).scalar_one_or_none()
                if staged is None:
                    continue
                connection.execute(delete(revisions).where(revisions.c.document_id == key, revisions.c.key != staged))
                connection.execute(update(documents).where(documents.c.id == key).values(current_key=staged))
            count_up(connection)

    def remove(self, document_ids: Iterable[str]) -> None:
        """Forget documents with all their revisions; unknown ids are ignored."""
        with transaction(self._engine) as connection:
            for batch in batches(document_ids):
                connection.execute(delete(documents).where(documents.c.id.in_(batch)))
            count_up(connection)

    def rename(self, document_id: str, new_source: str) -> None:
        """Record that a document's file has moved; its id, passages and vectors stay."""
        with transaction(self._engine) as connection:
            connection.execute(update(documents).where(documents.c.id == document_id).values(source=new_source))
            count_up(connection)

    def cached_vectors(self, hashes: Iterable[str]) -> dict[str, Vector]:
        """Return the kept embeddings, by the hash of what was embedded."""
        return self._vectors.find(hashes)

    def keep_vectors(self, new: Mapping[str, Vector]) -> None:
        """Keep embeddings, by the hash of model and embedded text."""
        self._vectors.keep(new)

    # What is read

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

    def passage_ids_at(self, reference: LegalReference) -> list[str]:
        """Return the passages of a statute that a reference names, in reading order; of any law when it names none."""
        query = current_passages(passages.c.id, passages.c.locator).where(passages.c.section == reference.section)
        if reference.law:
            query = query.where(passages.c.law == reference.law)
        with transaction(self._engine) as connection:
            rows = connection.execute(query.order_by(passages.c.document_id, passages.c.ordinal)).all()
        exact = [key for key, locator in rows if reference.absatz and locator.get("absatz") == reference.absatz]
        return exact or [key for key, _ in rows]

    def visible(self, passage_ids: Iterable[str], query: Query) -> dict[str, tuple[Passage, Document]]:
        """Return, by id, those passages that the asker may read and that hold that day, with their documents."""
        shown = visible_documents((entry.document for entry in self._entries().values()), query)
        found: dict[str, tuple[Passage, Document]] = {}
        with transaction(self._engine) as connection:
            for batch in batches(passage_ids):
                rows = connection.execute(current_passages(passages).where(passages.c.id.in_(batch))).mappings()
                for row in rows:
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

    # Which index this is

    def fingerprint(self) -> IndexFingerprint | None:
        """Return what built the index, or None while it is empty."""
        with transaction(self._engine) as connection:
            embedding, chunking = (read_state(connection, name) for name in ("embedding", "chunking"))
        return IndexFingerprint(embedding, chunking) if embedding and chunking else None

    def set_fingerprint(self, fingerprint: IndexFingerprint) -> None:
        """Record what builds the index from now on."""
        with transaction(self._engine) as connection:
            write_state(connection, "embedding", fingerprint.embedding)
            write_state(connection, "chunking", fingerprint.chunking)

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

    def _entries(self) -> dict[str, DocumentEntry]:
        """Return all published documents by id, read again only when the generation has changed."""
        with transaction(self._engine) as connection, self._lock:
            generation = int(read_state(connection, "generation") or 0)
            if self._catalogue[0] != generation:
                rows = connection.execute(current(documents.c.source, revisions)).mappings()
                entries = {
                    row["document_id"]: DocumentEntry(document_from(row), row["passage_count"], row["content_hash"])
                    for row in rows
                }
                self._catalogue = (generation, entries)
            return self._catalogue[1]
