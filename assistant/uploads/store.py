"""How uploads are kept: the records, and the files themselves."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from assistant.uploads.preview import Preview
from assistant.uploads.steady_clock import SteadyClock
from assistant.uploads.upload import Upload, UploadAction, UploadEvent, UploadMetadata, UploadState


class UploadStore(Protocol):
    """Keeps the records of uploads."""

    def put(self, upload: Upload) -> None:
        """Keep an upload, in place of the one with the same id."""
        ...

    def get(self, upload_id: str) -> Upload | None:
        """Find an upload; inside a transaction it stays locked until its end."""
        ...

    def uploads(self, states: Collection[UploadState] = (), limit: int = 1000) -> list[Upload]:
        """List uploads in some states, or in all, those brought last first."""
        ...

    def remove(self, upload_id: str) -> None:
        """Forget an upload and what was done to it."""
        ...

    def note(self, upload_id: str, action: UploadAction, *, person_id: str, at: datetime) -> None:
        """Keep that somebody did something to an upload."""
        ...

    def events(self, upload_ids: Collection[str]) -> dict[str, list[UploadEvent]]:
        """Find what was done to some uploads, oldest first, by upload id."""
        ...


class UploadFiles(Protocol):
    """Keeps the files of uploads; every method may raise StorageError."""

    def keep(self, upload_id: str, name: str, content: BinaryIO) -> tuple[int, str]:
        """Keep a file and return (bytes, SHA-256)."""
        ...

    def rename(self, upload_id: str, old: str, new: str) -> None:
        """Give a kept file another name; the former one stays good."""
        ...

    def path(self, upload_id: str, name: str) -> Path:
        """Return where a kept file lies."""
        ...

    def describe(self, upload_id: str, name: str, metadata: UploadMetadata) -> None:
        """Write what is said about a kept file beside it, in the form that ingestion reads."""
        ...

    def leave_open(self, upload_id: str) -> None:
        """Say nothing about a kept file, as before it was described."""
        ...

    def read_preview(self, upload_id: str) -> Preview | None:
        """Return the preview that lies beside a kept file, if there is one."""
        ...

    def put_in_place(self, upload_id: str, name: str, place: str) -> Path:
        """Lay a kept file and what is said about it among the published ones; return the folder."""
        ...

    def take_out(self, place: str) -> Path:
        """Remove a folder of the published files; return where it was."""
        ...

    def clock(self) -> SteadyClock | None:
        """Return what was last noted of the clock, if anything was."""
        ...

    def note_clock(self, clock: SteadyClock) -> None:
        """Note what the clock showed."""
        ...

    def discard(self, upload_id: str) -> None:
        """Remove a kept file with all that lies beside it."""
        ...
