"""The work on uploads, over a real database and real files; only ingestion is left out."""

import io
from collections.abc import Callable
from pathlib import Path
from threading import Event

from assistant.adapters.sql.upload_store import SqlUploadStore
from assistant.adapters.upload_folder import UploadFolder
from assistant.uploads.ingestion import KnownDocument, Published
from assistant.uploads.manage_uploads import UploadParts
from assistant.uploads.preview import Preview
from assistant.uploads.progress_board import ProgressBoard
from assistant.uploads.upload import Upload, UploadAction, UploadMetadata, UploadProgress, UploadState
from assistant.uploads.work import UploadWork
from ingest.metadata import DocumentMetadata, read_metadata
from tests.support.assistant_records import EDDA, NOON, assistant_database


class TakesAll:
    """An ingestion that takes in what lies there, and knows of nothing else."""

    def publish(self, folder: Path, _stop: Event, _tell: Callable[[UploadProgress], None]) -> Published:
        return Published(files=len(list(folder.iterdir())), passages=1)

    def preview(self, path: Path, _stop: Event) -> Preview:
        raise AssertionError(path)

    def alike(self, *_: object) -> list[KnownDocument]:
        return []


def test_what_an_editor_set_back_to_the_usual_holds_under_the_name_that_is_replaced(tmp_path: Path) -> None:
    with assistant_database(f"sqlite:///{tmp_path / 'a.db'}") as transaction:
        store, files, ingestion = SqlUploadStore(transaction), UploadFolder(tmp_path / "uploads"), TakesAll()
        for key, name, state in (
            ("u1", "Akten.zip", UploadState.PUBLISHED),
            ("u2", "akten.zip", UploadState.PUBLISHING),
        ):
            files.keep(key, name, io.BytesIO(b"PK"))
            store.put(Upload(key, name, 2, "0" * 64, state, NOON, NOON, place="u1" if key == "u1" else ""))
        files.describe("u2", "akten.zip", UploadMetadata())
        store.note("u2", UploadAction.EDITED, person_id=EDDA.id, at=NOON)
        parts = UploadParts(store, files, ingestion, ProgressBoard(), transaction, lambda: NOON)
        UploadWork(parts, ingestion).change("u2")
        published = store.get("u2")
        assert published is not None
        assert (published.state, published.name, published.place) == (UploadState.PUBLISHED, "Akten.zip", "u1")
        said = read_metadata(tmp_path / "uploads" / "published" / "u1")
        assert said == {"Akten.zip": DocumentMetadata()}
        assert said["Akten.zip"].names_groups
