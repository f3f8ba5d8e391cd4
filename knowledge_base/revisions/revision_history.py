"""Reads the history of documents: which revisions were shown, and each one's text as it was."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, Engine, RowMapping, select

from knowledge_base.database import snapshot, transaction
from knowledge_base.document import Document, Passage
from knowledge_base.registry.history import every_passage, outline_ids
from knowledge_base.registry.queries import batches
from knowledge_base.registry.rows import document_from
from knowledge_base.registry.tables import documents, passages, revisions
from knowledge_base.revisions.revision import Origin, Removal, Revision


class RevisionHistory:
    """What documents were; no search reads it. Every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def revisions(self, document_id: str) -> list[Revision]:
        """Return a document's published revisions, the newest first; of a removed one too."""
        with transaction(self._engine) as connection:
            return [_revision_from(row) for row in _rows(connection, document_id)]

    def is_removed(self, document_id: str) -> bool:
        """Tell whether a document was removed and its history kept."""
        query = select(documents.c.removed_at).where(documents.c.id == document_id)
        with transaction(self._engine) as connection:
            return connection.execute(query).scalar_one_or_none() is not None

    def removed(self) -> list[Document]:
        """Return the removed documents as they were last, by title."""
        query = select(documents.c.source, revisions).join(revisions, revisions.c.document_id == documents.c.id)
        query = query.where(documents.c.removed_at.is_not(None), revisions.c.published_at.is_not(None))
        with transaction(self._engine) as connection:
            rows = connection.execute(query.order_by(revisions.c.key)).mappings()
            last = {row["document_id"]: document_from(row) for row in rows}
        return sorted(last.values(), key=lambda document: (document.title.casefold(), document.id))

    def removals(self) -> list[Removal]:
        """Return the removed documents with their last revision, those removed last first."""
        gone = (documents.c.removed_at, documents.c.removed_in_run, documents.c.removed_by)
        query = select(documents.c.source, *gone, revisions)
        query = query.join(revisions, revisions.c.document_id == documents.c.id)
        query = query.where(documents.c.removed_at.is_not(None), revisions.c.published_at.is_not(None))
        with transaction(self._engine) as connection:
            rows = connection.execute(query.order_by(revisions.c.key)).mappings()
            last = {
                row["document_id"]: Removal(_revision_from(row), *(row[column.name] for column in gone)) for row in rows
            }
        by_title = sorted(last.values(), key=lambda one: (one.last.document.title.casefold(), one.last.document.id))
        return sorted(by_title, key=lambda one: one.removed_at, reverse=True)

    def content_hashes(self, document_ids: Iterable[str] | None = None) -> set[str]:
        """Return the contents of all revisions of these documents, staged ones too; of all documents for None."""
        query = select(revisions.c.content_hash)
        with transaction(self._engine) as connection:
            if document_ids is None:
                return set(connection.execute(query).scalars())
            found: set[str] = set()
            for batch in batches(document_ids):
                found.update(connection.execute(query.where(revisions.c.document_id.in_(batch))).scalars())
        return found

    def readers(self, content_hashes: Iterable[str]) -> dict[str, dict[str, frozenset[str]]]:
        """Return by content, and then by source, which groups read the documents that show it.

        For content that no document shows any more, those that read it last.
        """
        columns = (documents.c.source, documents.c.current_key, revisions.c.key, revisions.c.content_hash)
        query = select(*columns, revisions.c.audience).join(revisions, revisions.c.document_id == documents.c.id)
        query = query.where(revisions.c.published_at.is_not(None)).order_by(revisions.c.key)
        shown: dict[str, dict[str, frozenset[str]]] = {}
        last: dict[str, dict[str, frozenset[str]]] = {}
        with transaction(self._engine) as connection:
            for batch in batches(content_hashes):
                for source, current, key, content, groups in connection.execute(
                    query.where(revisions.c.content_hash.in_(batch))
                ):
                    last[content] = {source: frozenset(groups)}
                    if key == current:
                        shown.setdefault(content, {})[source] = frozenset(groups)
        return last | shown

    def passages(self, document_id: str, revision_ids: Iterable[str]) -> dict[str, list[Passage]]:
        """Return by revision its passages in reading order, for those revisions of the document that there are."""
        wanted = set(revision_ids)
        with snapshot(self._engine) as connection:
            known = every_passage(connection, document_id)
            found = {}
            for row in _rows(connection, document_id):
                if (key := f"r{row['key']}") in wanted:
                    ids = _ids(connection, row)
                    found[key] = [replace(known[each], ordinal=place) for place, each in enumerate(ids)]
        return found


def _rows(connection: Connection, document_id: str) -> list[RowMapping]:
    query = select(documents.c.source, revisions).join(revisions, revisions.c.document_id == documents.c.id)
    published = query.where(documents.c.id == document_id, revisions.c.published_at.is_not(None))
    return list(connection.execute(published.order_by(revisions.c.key.desc())).mappings())


def _ids(connection: Connection, row: RowMapping) -> list[str]:
    if row["outline"] is not None:
        return outline_ids(row["outline"])
    query = select(passages.c.id).where(passages.c.revision_key == row["key"])
    return list(connection.execute(query.order_by(passages.c.ordinal)).scalars())


def _revision_from(row: RowMapping) -> Revision:
    return Revision(
        id=f"r{row['key']}",
        document=document_from(row),
        passage_count=row["passage_count"],
        content_hash=row["content_hash"],
        published_at=row["published_at"],
        replaced_at=row["replaced_at"],
        how=Origin(row["how"]),
        who=row["who"],
    )
