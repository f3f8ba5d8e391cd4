"""The SQL that turns a shown revision into an earlier one, and back into text."""

import zlib
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, exists, insert, literal, select, update
from sqlalchemy.orm import aliased

from knowledge_base.document import Passage
from knowledge_base.registry.queries import staged_key
from knowledge_base.registry.rows import passage_from
from knowledge_base.registry.tables import documents, earlier_passages, passages, revisions
from knowledge_base.revisions.revision import Origin

_KEPT = ("document_id", "id", "kind", "context", "text", "locator", "title_path")


def publish_staged(connection: Connection, document_id: str, *, origin: Origin, who: str, now: datetime) -> None:
    """Show a document's staged revision and keep the one it replaces; nothing happens when none is staged.

    The same content with the same metadata, staged again, takes the place of its like and leaves no trace.
    """
    staged: int | None = connection.execute(staged_key(document_id)).scalar_one_or_none()
    if staged is None:
        return
    said: dict[str, object] = {"published_at": now, "how": origin.value, "who": who}
    shown = _shown(connection, document_id)
    if shown is not None and shown["revision"] == _revision(connection, staged):
        said = {name: shown[name] for name in said}
        # A renamed file's passages may be headed otherwise; earlier revisions still need them as they were.
        _keep_passages(connection, shown["key"], successor=staged)
        connection.execute(delete(revisions).where(revisions.c.key == shown["key"]))
    elif shown is not None:
        archive(connection, shown["key"], now, successor=staged)
    connection.execute(update(revisions).where(revisions.c.key == staged).values(said))
    shown_now = update(documents).where(documents.c.id == document_id)
    back = {"removed_at": None, "removed_in_run": None, "removed_by": ""}
    connection.execute(shown_now.values(current_key=staged, **back))


def _shown(connection: Connection, document_id: str) -> RowMapping | None:
    columns = (revisions.c.key, revisions.c.revision, revisions.c.published_at, revisions.c.how, revisions.c.who)
    query = select(*columns).join(documents, documents.c.current_key == revisions.c.key)
    return connection.execute(query.where(documents.c.id == document_id)).mappings().one_or_none()


def _revision(connection: Connection, key: int) -> str:
    revision: str = connection.execute(select(revisions.c.revision).where(revisions.c.key == key)).scalar_one()
    return revision


def archive(connection: Connection, key: int, now: datetime, *, successor: int | None = None) -> None:
    """Keep a revision that is shown no more: its outline, and those passages that its successor lacks."""
    ids = connection.execute(
        select(passages.c.id).where(passages.c.revision_key == key).order_by(passages.c.ordinal)
    ).scalars()
    outline = zlib.compress("\n".join(ids).encode())
    _keep_passages(connection, key, successor=successor)
    connection.execute(delete(passages).where(passages.c.revision_key == key))
    connection.execute(update(revisions).where(revisions.c.key == key).values(replaced_at=now, outline=outline))


def _keep_passages(connection: Connection, key: int, *, successor: int | None) -> None:
    """Keep those passages of a shown revision that its successor lacks."""
    others, earlier = aliased(passages), aliased(earlier_passages)
    columns = [passages.c[name] for name in _KEPT]
    lacking = select(*columns).where(
        passages.c.revision_key == key,
        ~exists(
            select(literal(1)).where(earlier.c.document_id == passages.c.document_id, earlier.c.id == passages.c.id)
        ),
    )
    if successor is not None:
        lacking = lacking.where(
            ~exists(select(literal(1)).where(others.c.revision_key == successor, others.c.id == passages.c.id))
        )
    connection.execute(insert(earlier_passages).from_select(list(_KEPT), lacking))


def remove_shown(
    connection: Connection, document_ids: Iterable[str], now: datetime, *, in_run: datetime | None, who: str
) -> None:
    """Show these documents no more and keep their history."""
    for key in document_ids:
        shown = _shown(connection, key)
        if shown is not None:
            archive(connection, shown["key"], now)
            gone = update(documents).where(documents.c.id == key)
            connection.execute(gone.values(current_key=None, removed_at=now, removed_in_run=in_run, removed_by=who))


def every_passage(connection: Connection, document_id: str) -> dict[str, Passage]:
    """Return by id the passages of all published revisions of a document, the shown one's with their places."""
    was = select(*(earlier_passages.c[name] for name in _KEPT), literal(0).label("ordinal"))
    query = was.where(earlier_passages.c.document_id == document_id)
    found = {row["id"]: passage_from(row) for row in connection.execute(query).mappings()}
    shown = select(passages).join(documents, documents.c.current_key == passages.c.revision_key)
    rows = connection.execute(shown.where(documents.c.id == document_id).order_by(passages.c.ordinal)).mappings()
    return found | {row["id"]: passage_from(row) for row in rows}


def outline_ids(outline: bytes) -> list[str]:
    """Return the ids that an outline holds, in reading order."""
    return zlib.decompress(outline).decode().splitlines()
