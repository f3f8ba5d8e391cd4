"""What every implementation of the uploads' store has to do, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.adapters.sql.transactions import SqlTransactions
from assistant.adapters.sql.upload_store import SqlUploadStore
from assistant.uploads.upload import Upload, UploadAction, UploadMetadata, UploadState
from tests.support.assistant_records import EDDA, EMIL, NOON, assistant_database

DRAFT = Upload(
    "u1",
    "Gebühren.pdf",
    51_000,
    "0" * 64,
    UploadState.DRAFT,
    NOON,
    NOON,
    metadata=UploadMetadata(
        "Titel", "Team", frozenset({"redaktion", "alle"}), date(2026, 1, 1), date(2026, 12, 31), date(2026, 6, 1)
    ),
    passages=3,
    notes=("Hinweis „eins“",),
)


@pytest.fixture
def transaction(database_url: str) -> Iterator[SqlTransactions]:
    with assistant_database(database_url) as opened:
        yield opened


def test_an_upload_comes_back_whole_and_is_replaced(transaction: SqlTransactions) -> None:
    store = SqlUploadStore(transaction)
    store.put(DRAFT)
    assert store.get("u1") == DRAFT
    assert store.get("u2") is None
    changed = replace(
        DRAFT, state=UploadState.PUBLISHED, place="u1", problem="p", remedy="r", metadata=UploadMetadata()
    )
    store.put(changed)
    assert store.get("u1") == changed


def test_uploads_are_listed_by_state_the_latest_first(transaction: SqlTransactions) -> None:
    store = SqlUploadStore(transaction)
    store.put(DRAFT)
    store.put(replace(DRAFT, id="u2", state=UploadState.PUBLISHED, created_at=NOON + timedelta(minutes=1)))
    store.put(replace(DRAFT, id="u3", state=UploadState.READING, created_at=NOON + timedelta(minutes=2)))
    assert [upload.id for upload in store.uploads()] == ["u3", "u2", "u1"]
    assert [upload.id for upload in store.uploads({UploadState.DRAFT, UploadState.READING})] == ["u3", "u1"]
    assert [upload.id for upload in store.uploads(limit=1)] == ["u3"]


def test_what_was_done_is_kept_with_names_and_goes_with_the_upload(transaction: SqlTransactions) -> None:
    store = SqlUploadStore(transaction)
    store.put(DRAFT)
    store.put(replace(DRAFT, id="u2", replaces="u1"))
    later = NOON + timedelta(hours=1)
    store.note("u1", UploadAction.UPLOADED, person_id=EDDA.id, at=NOON)
    store.note("u1", UploadAction.PUBLISHED, person_id=EMIL.id, at=later)
    events = store.events(["u1", "u2"])
    assert [(event.action, event.at, event.person) for event in events["u1"]] == [
        (UploadAction.UPLOADED, NOON, EDDA.display_name),
        (UploadAction.PUBLISHED, later, EMIL.display_name),
    ]
    assert "u2" not in events
    store.remove("u1")
    assert store.events(["u1"]) == {}
    left = store.get("u2")
    assert left is not None
    assert left.replaces is None
