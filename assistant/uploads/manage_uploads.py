"""What an editor does with uploads: bring, look at, describe, publish, undo, discard."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import BinaryIO, Protocol

from assistant.accounts.person import AUDIENCES, Person
from assistant.errors import Conflict, InvalidRequest, NotFound
from assistant.plain_text import plain_text
from assistant.transactions import Transaction
from assistant.uploads.file_names import safe_name
from assistant.uploads.ingestion import KnownDocument, KnownDocuments
from assistant.uploads.preview import Preview
from assistant.uploads.progress_board import ProgressBoard
from assistant.uploads.steady_clock import SteadyClock
from assistant.uploads.store import UploadFiles, UploadStore
from assistant.uploads.upload import (
    DRAFTS,
    UNDER_WAY,
    Upload,
    UploadAction,
    UploadEvent,
    UploadMetadata,
    UploadProgress,
    UploadState,
)
from knowledge_base.errors import StorageError

MOST_DRAFTS = 50
DRAFTS_EXPIRE_AFTER = timedelta(days=14)
GROUPS = frozenset[str]().union(*AUDIENCES.values())
"""The audience groups that somebody belongs to; a document for any other would be found by nobody."""


class UploadWorkers(Protocol):
    """Does in the background what takes long."""

    def read(self, upload_id: str) -> None:
        """Have a draft read, after those that wait already."""
        ...

    def change(self, upload_id: str) -> None:
        """Have an upload published or undone, after those that wait already."""
        ...


@dataclass(frozen=True, slots=True)
class UploadEntry:
    """An upload with what was done to it, and how far the work on it is."""

    upload: Upload
    events: tuple[UploadEvent, ...]
    progress: UploadProgress | None


@dataclass(frozen=True, slots=True)
class UploadParts:
    """What the use cases work with."""

    store: UploadStore
    files: UploadFiles
    known: KnownDocuments
    board: ProgressBoard
    transaction: Transaction
    now: Callable[[], datetime]


class ManageUploads:
    """All that editors may do; every method may raise StorageError."""

    def __init__(self, parts: UploadParts, workers: UploadWorkers) -> None:
        self._parts = parts
        self._store = parts.store
        self._workers = workers

    def take_up(self) -> None:
        """Go on with what an earlier process left undone, and let old drafts expire."""
        self._expire()
        for upload in self._store.uploads(UNDER_WAY):
            start = self._workers.read if upload.state is UploadState.READING else self._workers.change
            start(upload.id)

    def add(self, person: Person, name: str, content: BinaryIO) -> UploadEntry:
        """Keep a file as a draft and have it read; raises Conflict when too many drafts lie there."""
        self._expire()
        if len(self._store.uploads(DRAFTS)) >= MOST_DRAFTS:
            raise Conflict(
                f"Es liegen schon {MOST_DRAFTS} Entwürfe vor.", "Bitte zuerst Entwürfe veröffentlichen oder verwerfen."
            )
        upload_id, kept_as, now = "u" + secrets.token_hex(10), safe_name(name), self._parts.now()
        size, digest = self._parts.files.keep(upload_id, kept_as, content)
        if not size:
            self._parts.files.discard(upload_id)
            raise InvalidRequest("Die Datei ist leer.", "Bitte eine Datei mit Inhalt wählen.")
        with self._parts.transaction():
            self._store.put(Upload(upload_id, kept_as, size, digest, UploadState.READING, now, now))
            self._store.note(upload_id, UploadAction.UPLOADED, person_id=person.id, at=now)
        self._workers.read(upload_id)
        return self.entry(upload_id)

    def entries(self) -> list[UploadEntry]:
        """List all uploads, those brought last first."""
        uploads = self._store.uploads()
        events = self._store.events([upload.id for upload in uploads])
        return [
            UploadEntry(upload, tuple(events.get(upload.id, ())), self._parts.board.of(upload.id)) for upload in uploads
        ]

    def entry(self, upload_id: str) -> UploadEntry:
        """Find an upload; raises NotFound."""
        upload = self._find(upload_id)
        events = self._store.events([upload_id]).get(upload_id, [])
        return UploadEntry(upload, tuple(events), self._parts.board.of(upload_id))

    def find(self, upload_id: str) -> UploadEntry | None:
        """Return an upload, or None."""
        return None if self._store.get(upload_id) is None else self.entry(upload_id)

    def preview(self, upload_id: str) -> Preview:
        """Return what an upload would become; raises NotFound while it is being read for the first time."""
        self._find(upload_id)
        found = self._parts.files.read_preview(upload_id)
        if found is None:
            raise NotFound("Die Datei wird noch gelesen.", "Bitte warten Sie einen Augenblick.")
        return found

    def would_replace(self, upload: Upload) -> Upload | None:
        """Return the published upload of the same name, whose place this one will take."""
        return find_replaced(self._store, upload)

    def alike(self, person: Person, upload: Upload, preview: Preview) -> list[KnownDocument]:
        """Find documents of the same name or content among those that the person may read."""
        hashes = {upload.content_hash, *(document.content_hash for document in preview.documents)}
        return self._parts.known.alike(upload.name, hashes, person.audience)

    def describe(self, person: Person, upload_id: str, metadata: UploadMetadata) -> UploadEntry:
        """Set what is said about a draft; its preview is made anew, because title and places may depend on it."""
        cleaned = _checked(metadata)
        with self._parts.transaction():
            upload = self._find(upload_id)
            _require(upload, {UploadState.DRAFT, UploadState.UNDONE}, "beschreiben")
            if cleaned == upload.metadata:
                return self.entry(upload_id)
            self._parts.files.describe(upload_id, upload.name, cleaned)
            self._store.put(replace(upload, metadata=cleaned, changed_at=self._parts.now()))
            self._store.note(upload_id, UploadAction.EDITED, person_id=person.id, at=self._parts.now())
        self._workers.read(upload_id)
        return self.entry(upload_id)

    def publish(self, person: Person, upload_id: str) -> UploadEntry:
        """Have a draft, or what was undone, published."""
        return self._change(person, upload_id, {UploadState.DRAFT, UploadState.UNDONE}, UploadAction.PUBLISHED)

    def undo(self, person: Person, upload_id: str) -> UploadEntry:
        """Have a published upload taken back: what it replaced returns, else it is removed."""
        return self._change(person, upload_id, {UploadState.PUBLISHED}, UploadAction.UNDONE)

    def discard(self, upload_id: str) -> None:
        """Throw away a draft, or what was undone, with its file."""
        with self._parts.transaction():
            upload = self._find(upload_id)
            _require(upload, {*DRAFTS, UploadState.UNDONE}, "verwerfen")
            self._parts.board.stop(upload_id)
            self._store.remove(upload_id)
        self._parts.files.discard(upload_id)

    def _change(self, person: Person, upload_id: str, states: set[UploadState], action: UploadAction) -> UploadEntry:
        publishing = action is UploadAction.PUBLISHED
        now = self._parts.now()
        with self._parts.transaction():
            upload = self._find(upload_id)
            _require(upload, states, "veröffentlichen" if publishing else "rückgängig machen")
            state = UploadState.PUBLISHING if publishing else UploadState.UNDOING
            self._store.put(replace(upload, state=state, problem="", remedy="", changed_at=now))
            self._store.note(upload_id, action, person_id=person.id, at=now)
        self._workers.change(upload_id)
        return self.entry(upload_id)

    def _find(self, upload_id: str) -> Upload:
        upload = self._store.get(upload_id)
        if upload is None:
            raise NotFound("Diesen Upload gibt es nicht mehr.", "Bitte laden Sie die Liste neu.")
        return upload

    def _expire(self) -> None:
        now = self._parts.now()
        try:
            clock = (self._parts.files.clock() or SteadyClock(now, now)).at(now)
            self._parts.files.note_clock(clock)
        except StorageError:  # a full disk: nothing is thrown away that could not be looked at twice
            return
        if not clock.is_trusted():
            return
        oldest = now - DRAFTS_EXPIRE_AFTER
        for upload in self._store.uploads(DRAFTS):
            if upload.changed_at < oldest:
                self.discard(upload.id)


def find_replaced(store: UploadStore, upload: Upload) -> Upload | None:
    """Return the published upload of the same name, in any case of letters, if it is another one."""
    name = upload.name.casefold()
    there = (other for other in store.uploads({UploadState.PUBLISHED}) if other.id != upload.id)
    return next((other for other in there if other.name.casefold() == name), None)


def _checked(metadata: UploadMetadata) -> UploadMetadata:
    unknown = sorted(metadata.audience - GROUPS)
    if unknown or not metadata.audience:
        raise InvalidRequest("Diese Zielgruppe gibt es nicht.", f"Möglich sind: {', '.join(sorted(GROUPS))}.")
    if metadata.valid_from and metadata.valid_until and metadata.valid_until < metadata.valid_from:
        raise InvalidRequest("„Gültig bis“ liegt vor „Gültig ab“.", "Bitte eines der beiden Daten ändern.")
    one_line = (" ".join(plain_text(text).split()) for text in (metadata.title, metadata.owner))
    title, owner = one_line
    return replace(metadata, title=title, owner=owner)


def _require(upload: Upload, states: set[UploadState], what: str) -> None:
    if upload.state not in states:
        raise Conflict(
            f"„{upload.name}“ lässt sich gerade nicht {what}.", "Bitte laden Sie die Liste neu und sehen Sie nach."
        )
