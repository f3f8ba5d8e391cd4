"""The work on uploads that takes long: reading, publishing, undoing; killed at any point, it can be done again."""

from dataclasses import replace
from pathlib import Path

from assistant.uploads.file_names import with_suffix
from assistant.uploads.ingestion import Ingestion, Published, Stopped
from assistant.uploads.manage_uploads import UploadParts, find_replaced
from assistant.uploads.preview import Preview, Refusal
from assistant.uploads.upload import Upload, UploadAction, UploadEvent, UploadMetadata, UploadProgress, UploadState
from knowledge_base.errors import AlreadyRunning, AmtslotseError, DocumentError, StorageError

READING = UploadProgress("Die Datei wird gelesen.")
WAITING = UploadProgress("Wartet, bis andere Dokumente aufgenommen sind.")
USUAL_REMEDY = "Bitte die Datei im Ursprungsprogramm prüfen und neu speichern."


class UploadWork:
    """Carries out what the use cases ask for; one reading and one change at a time."""

    def __init__(self, parts: UploadParts, ingestion: Ingestion) -> None:
        self._parts = parts
        self._store, self._files, self._board = parts.store, parts.files, parts.board
        self._ingestion = ingestion

    def read(self, upload_id: str) -> None:
        """Read a draft and keep its preview, or why it cannot be read; raises StorageError, and may be called again."""
        upload = self._store.get(upload_id)
        if upload is None or upload.state not in {UploadState.READING, UploadState.DRAFT, UploadState.UNDONE}:
            return
        stop = self._board.begin(upload_id)
        self._board.tell(upload_id, READING)
        try:
            preview = self._ingestion.preview(self._files.path(upload_id, upload.name), stop)
            self._settle(upload_id, preview)
        except Stopped:
            return
        except StorageError:
            raise  # no fault of the file: it is read as soon as there is room
        except AmtslotseError as exc:
            self._refuse(upload_id, exc)
        finally:
            self._board.end(upload_id)

    def change(self, upload_id: str) -> None:
        """Publish or undo an upload, as its state says; raises StorageError, and may be called again."""
        upload = self._store.get(upload_id)
        if upload is None or upload.state not in {UploadState.PUBLISHING, UploadState.UNDOING}:
            return
        self._board.tell(upload_id, WAITING)
        try:
            if upload.state is UploadState.PUBLISHING:
                self._publish(upload)
            else:
                self._undo(upload)
        except Stopped:
            return
        finally:
            self._board.end(upload_id)

    def _settle(self, upload_id: str, preview: Preview) -> None:
        with self._parts.transaction():
            upload = self._store.get(upload_id)
            if upload is None:
                return
            if not preview.documents:
                first = preview.refused[0] if preview.refused else Refusal(upload.name, "Die Datei ist leer.", "")
                raise DocumentError(first.message, first.remedy or USUAL_REMEDY)
            if upload.state is UploadState.READING:
                name = with_suffix(upload.name, preview.suffix)
                self._files.rename(upload_id, upload.name, name)
                upload = replace(upload, name=name, state=UploadState.DRAFT, changed_at=self._parts.now())
                upload = self._titled(upload, preview)
            notes = (
                *(f"{refused.name}: {refused.message} {refused.remedy}".strip() for refused in preview.refused),
                *(warning for document in preview.documents for warning in document.warnings),
            )
            self._store.put(replace(upload, passages=preview.passages, notes=notes))

    def _titled(self, upload: Upload, preview: Preview) -> Upload:
        """Take over the title that a single document has by itself, for the editor to see and change."""
        only = preview.documents[0]
        if len(preview.documents) > 1 or only.content_hash != upload.content_hash:  # an archive has none
            return upload
        metadata = replace(upload.metadata, title=only.title)
        self._files.describe(upload.id, upload.name, metadata)
        return replace(upload, metadata=metadata)

    def _refuse(self, upload_id: str, why: AmtslotseError) -> None:
        with self._parts.transaction():
            upload = self._store.get(upload_id)
            if upload is None:
                return
            known = upload.state is not UploadState.READING  # it could be read before
            state = upload.state if known else UploadState.UNREADABLE
            self._store.put(
                replace(upload, state=state, problem=why.message, remedy=why.remedy, changed_at=self._parts.now())
            )

    def _publish(self, upload: Upload) -> None:
        before = find_replaced(self._store, upload)
        # What is replaced keeps its path, which is what the knowledge base knows a document by.
        name, place = (before.name, before.place) if before else (upload.name, upload.id)
        if name != upload.name:
            self._files.rename(upload.id, upload.name, name)
            upload = replace(upload, name=name)
            self._store.put(upload)
        self._say(upload)

        done = self._run(upload, shown=(upload, before), place=place)
        if done is None:
            return
        now = self._parts.now()
        with self._parts.transaction():
            if before is not None:
                self._store.put(replace(before, state=UploadState.REPLACED, changed_at=now))
            notes = (
                *(f"{refused.name}: {refused.message}" for refused in done.refused),
                *done.warnings,
            )
            self._store.put(
                replace(
                    upload,
                    state=UploadState.PUBLISHED,
                    place=place,
                    replaces=before.id if before else None,
                    passages=done.passages or upload.passages,
                    notes=notes or upload.notes,
                    changed_at=now,
                    problem="",
                    remedy="",
                )
            )

    def _say(self, upload: Upload) -> None:
        """Write beside the file what is kept of it: an edit that wrote there may not have been kept."""
        edited = any(event.action is UploadAction.EDITED for event in self._events(upload.id))
        if edited or upload.metadata != UploadMetadata():
            self._files.describe(upload.id, upload.name, upload.metadata)
        else:
            self._files.leave_open(upload.id)  # an archive has its own

    def _events(self, upload_id: str) -> list[UploadEvent]:
        return self._store.events([upload_id]).get(upload_id, [])

    def _undo(self, upload: Upload) -> None:
        before = self._store.get(upload.replaces) if upload.replaces else None
        if before is not None and before.state is not UploadState.REPLACED:
            before = None

        if self._run(upload, shown=(before, upload), place=upload.place) is None:
            return
        now = self._parts.now()
        with self._parts.transaction():
            self._store.put(replace(upload, state=UploadState.UNDONE, replaces=None, changed_at=now))
            if before is not None:
                self._store.put(replace(before, state=UploadState.PUBLISHED, changed_at=now))

    def _run(self, upload: Upload, *, shown: tuple[Upload | None, Upload | None], place: str) -> Published | None:
        """Show one upload in a place instead of another; when that fails, put the other one back and say why."""
        instead, before = shown
        stop = self._board.begin(upload.id)
        try:
            folder = self._lay(instead, place)
            done = self._ingestion.publish(folder, stop, lambda progress: self._board.tell(upload.id, progress))
            if instead is not None and not done.files:
                first = done.refused[0] if done.refused else Refusal(upload.name, "Es wurde nichts aufgenommen.", "")
                raise DocumentError(first.message, first.remedy or USUAL_REMEDY)
        except AmtslotseError as exc:
            folder = self._lay(before, place)
            if isinstance(exc, StorageError) and not isinstance(exc, AlreadyRunning):
                # It may have broken off after the text was taken in: nobody shall find what is no longer there.
                self._ingestion.publish(folder, stop, lambda _progress: None)
            back = UploadState.DRAFT if instead is upload else UploadState.PUBLISHED
            self._store.put(
                replace(upload, state=back, problem=exc.message, remedy=exc.remedy, changed_at=self._parts.now())
            )
            return None
        return done

    def _lay(self, upload: Upload | None, place: str) -> Path:
        if upload is None:
            return self._files.take_out(place)
        return self._files.put_in_place(upload.id, upload.name, place)
