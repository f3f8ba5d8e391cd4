"""The system of record: documents, revisions, passages and who may see them; the indexes only point into it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Engine, delete, insert, select, update

from knowledge_base.database import transaction
from knowledge_base.document import Document, Passage, document_id
from knowledge_base.fingerprint import IndexFingerprint
from knowledge_base.registry.history import publish_staged, remove_shown
from knowledge_base.registry.queries import (
    batches,
    claim_id,
    count_up,
    free_name,
    staged_key,
    write_state,
)
from knowledge_base.registry.reader import RegistryReader
from knowledge_base.registry.rows import DocumentEntry, SourceState, passage_row, revision_row
from knowledge_base.registry.tables import documents, passages, revisions
from knowledge_base.revisions.revision import Origin
from knowledge_base.vector_cache import Vector

__all__ = ["DocumentEntry", "Registry", "SourceState"]


def utc_now() -> datetime:
    """Return this moment by the machine's clock."""
    return datetime.now(UTC)


class Registry(RegistryReader):
    """Documents and passages in SQL. Any thread or process may use it; every method is one transaction.

    What happened before what is told by the order of writing; `now` is for people to read.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now) -> None:
        super().__init__(engine)
        self._now = now

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

    def publish(self, document_ids: Iterable[str], *, how: Origin = Origin.RUN, who: str = "") -> None:
        """Make the staged revisions of these documents the shown ones, all in one commit; keeps what they replace."""
        with transaction(self._engine) as connection:
            for key in document_ids:
                publish_staged(connection, key, origin=how, who=who, now=self._now())
            count_up(connection)

    def remove(
        self,
        document_ids: Iterable[str],
        *,
        with_history: bool = False,
        in_run: datetime | None = None,
        who: str = "",
    ) -> None:
        """Show documents no more, or forget them with all their revisions; unknown ids are ignored.

        `in_run` is when the run began that does it, `who` the person, for the history.
        """
        with transaction(self._engine) as connection:
            for batch in batches(document_ids):
                if with_history:
                    connection.execute(delete(documents).where(documents.c.id.in_(batch)))
                else:
                    remove_shown(connection, batch, self._now(), in_run=in_run, who=who)
            count_up(connection)

    def rename(self, document_id: str, new_source: str) -> None:
        """Record that a document's file has moved; its id, passages and vectors stay."""
        with transaction(self._engine) as connection:
            free_name(connection, new_source, documents.c.id != document_id)
            connection.execute(update(documents).where(documents.c.id == document_id).values(source=new_source))
            count_up(connection)

    def keep_vectors(self, new: Mapping[str, Vector]) -> None:
        """Keep embeddings, by the hash of model and embedded text."""
        self._vectors.keep(new)

    def set_fingerprint(self, fingerprint: IndexFingerprint) -> None:
        """Record what builds the index from now on."""
        with transaction(self._engine) as connection:
            write_state(connection, "embedding", fingerprint.embedding)
            write_state(connection, "chunking", fingerprint.chunking)
