"""Uploads in SQL."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from assistant.adapters.sql.tables import accounts, upload_events, uploads
from assistant.adapters.sql.transactions import SqlTransactions, upsert
from assistant.uploads.upload import Upload, UploadAction, UploadEvent, UploadMetadata, UploadState


class SqlUploadStore:
    """An UploadStore; see there."""

    def __init__(self, transaction: SqlTransactions) -> None:
        self._transaction = transaction

    def put(self, upload: Upload) -> None:
        """Keep an upload, in place of the one with the same id."""
        row = {
            "id": upload.id,
            "name": upload.name,
            "size": upload.size,
            "content_hash": upload.content_hash,
            "state": upload.state.value,
            "place": upload.place,
            "replaces": upload.replaces,
            "metadata": _metadata_row(upload.metadata),
            "passages": upload.passages,
            "notes": list(upload.notes),
            "problem": upload.problem,
            "remedy": upload.remedy,
            "created_at": upload.created_at,
            "changed_at": upload.changed_at,
        }
        with self._transaction() as connection:
            upsert(connection, uploads, row, key=["id"])

    def get(self, upload_id: str) -> Upload | None:
        """Find an upload; inside a transaction it stays locked until its end."""
        with self._transaction() as connection:
            # A write that changes nothing locks the row on both databases; SQLite knows no SELECT … FOR UPDATE.
            connection.execute(update(uploads).where(uploads.c.id == upload_id).values(id=upload_id))
            row = connection.execute(select(uploads).where(uploads.c.id == upload_id)).mappings().first()
        return None if row is None else _upload(row)

    def uploads(self, states: Collection[UploadState] = (), limit: int = 1000) -> list[Upload]:
        """List uploads in some states, or in all, those brought last first."""
        query = select(uploads).order_by(uploads.c.created_at.desc(), uploads.c.id).limit(limit)
        if states:
            query = query.where(uploads.c.state.in_([state.value for state in states]))
        with self._transaction() as connection:
            return [_upload(row) for row in connection.execute(query).mappings()]

    def remove(self, upload_id: str) -> None:
        """Forget an upload and what was done to it."""
        with self._transaction() as connection:
            connection.execute(delete(uploads).where(uploads.c.id == upload_id))

    def note(self, upload_id: str, action: UploadAction, *, person_id: str, at: datetime) -> None:
        """Keep that somebody did something to an upload."""
        row = {"upload_id": upload_id, "action": action.value, "person_id": person_id, "at": at}
        with self._transaction() as connection:
            connection.execute(insert(upload_events).values(**row))

    def events(self, upload_ids: Collection[str]) -> dict[str, list[UploadEvent]]:
        """Find what was done to some uploads, oldest first, by upload id."""
        query = (
            select(upload_events, accounts.c.display_name)
            .outerjoin(accounts, accounts.c.id == upload_events.c.person_id)
            .where(upload_events.c.upload_id.in_(list(upload_ids)))
            .order_by(upload_events.c.number)
        )
        found: dict[str, list[UploadEvent]] = {}
        with self._transaction() as connection:
            for row in connection.execute(query):
                event = UploadEvent(UploadAction(row.action), row.at, row.display_name or "")
                found.setdefault(row.upload_id, []).append(event)
        return found


def _upload(row: Mapping[Any, Any]) -> Upload:
    values = {name: row[name] for name in Upload.__dataclass_fields__}
    values |= {
        "state": UploadState(row["state"]),
        "metadata": _metadata_from(row["metadata"]),
        "notes": tuple(row["notes"]),
    }
    return Upload(**values)


def _metadata_row(metadata: UploadMetadata) -> dict[str, Any]:
    days = {name: getattr(metadata, name) for name in ("valid_from", "valid_until", "review_by")}
    return {
        "title": metadata.title,
        "owner": metadata.owner,
        "audience": sorted(metadata.audience),
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def _metadata_from(kept: Mapping[str, Any]) -> UploadMetadata:
    days = {name: kept[name] for name in ("valid_from", "valid_until", "review_by")}
    return UploadMetadata(
        title=kept["title"],
        owner=kept["owner"],
        audience=frozenset(kept["audience"]),
        **{name: date.fromisoformat(day) if day else None for name, day in days.items()},
    )
