"""The SQL that the registry's methods share."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, Text, and_, cast, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from knowledge_base.document import Document
from knowledge_base.errors import StorageError
from knowledge_base.registry.tables import documents, passages, revisions, state
from knowledge_base.vector_cache import BATCH


def current(*columns: Any) -> Select[Any]:
    """Select from published documents and their shown revision."""
    return select(*columns).select_from(documents.join(revisions, documents.c.current_key == revisions.c.key))


def current_passages(*columns: Any) -> Select[Any]:
    """Select from published documents and the passages of their shown revision."""
    # Joined by the primary key too: without it SQLite looks through all documents for each passage.
    shown = and_(documents.c.id == passages.c.document_id, documents.c.current_key == passages.c.revision_key)
    return select(*columns).select_from(documents.join(passages, shown))


def staged_key(document_id: str) -> Select[Any]:
    """Select the key of a document's staged, not yet published revision."""
    return select(revisions.c.key).where(revisions.c.document_id == document_id, revisions.c.published_at.is_(None))


def claim_id(connection: Connection, document: Document) -> None:
    """Make sure that the document's row is there; raises StorageError when its id or source belongs to another."""
    taken = or_(documents.c.id == document.id, documents.c.source == document.source)
    drop_unpublished(connection, taken)
    free_name(connection, document.source, documents.c.id != document.id)
    rows = connection.execute(select(documents.c.id, documents.c.source).where(taken)).tuples().all()
    if not rows:
        connection.execute(insert(documents).values(id=document.id, source=document.source))
    elif rows != [(document.id, document.source)]:
        raise StorageError(
            f"Die Kennung {document.id} von {document.source} gehört schon zu {rows[0][1]}.",
            "Bitte die Aufnahme neu starten.",
        )


def drop_unpublished(connection: Connection, which: ColumnElement[bool]) -> None:
    """Forget documents that a killed run has staged but never published: they must not hold an id or a source."""
    never = and_(documents.c.current_key.is_(None), documents.c.removed_at.is_(None))
    connection.execute(delete(documents).where(which, never))


def free_name(connection: Connection, source: str, which: ColumnElement[bool]) -> None:
    """Take a source from documents that are shown no more; a removed one is known by a name below its old one."""
    drop_unpublished(connection, and_(documents.c.source == source, which))
    holds = and_(documents.c.source == source, which, documents.c.removed_at.is_not(None))
    connection.execute(update(documents).where(holds).values(source=documents.c.source + "/" + documents.c.id))


def count_up(connection: Connection) -> None:
    """Change the generation, so that every process reads its lists of documents anew."""
    # Counted by the database: two workers at once must not write the same number.
    counted = cast(cast(state.c.value, Integer) + 1, Text)
    one_more = update(state).where(state.c.name == "generation").values(value=counted)
    if connection.execute(one_more).rowcount:
        return
    try:
        with connection.begin_nested():
            connection.execute(insert(state).values(name="generation", value="1"))
    except IntegrityError:
        connection.execute(one_more)


def read_state(connection: Connection, name: str) -> str | None:
    """Return one value of kb_state."""
    return connection.execute(select(state.c.value).where(state.c.name == name)).scalar_one_or_none()


def write_state(connection: Connection, name: str, value: str) -> None:
    """Set one value of kb_state."""
    changed = connection.execute(update(state).where(state.c.name == name).values(value=value))
    if changed.rowcount == 0:
        connection.execute(insert(state).values(name=name, value=value))


def batches(values: Iterable[str]) -> Iterator[list[str]]:
    """Cut values into lists short enough for IN (…)."""
    rest = iter(values)
    while batch := list(islice(rest, BATCH)):
        yield batch
