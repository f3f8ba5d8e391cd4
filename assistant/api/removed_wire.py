"""Turns removed documents into wire models."""

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from assistant.api import schemas
from assistant.api.original_files import own_source
from assistant.api.upload_wire import upload_model
from assistant.api.wire import document_model
from assistant.review.removed_documents import RemovedEntry
from assistant.uploads.upload import UploadAction


def removed_model(entry: RemovedEntry, *, today: date, original_kept: bool) -> schemas.RemovedDocument:
    """Show a removed document with what it was last and the way back."""
    last, upload, replaces = entry.removal.last, entry.upload, entry.replaces
    document = replace(last.document, source=own_source(last.document))
    undone = [event.person for event in upload.events if event.action is UploadAction.UNDONE] if upload else []
    return schemas.RemovedDocument(
        document=document_model(document, passages=last.passage_count, today=today),
        last_revision=last.id,
        original_kept=original_kept,
        removed_at=entry.removal.removed_at,
        removed_by=undone[-1] if undone else entry.removal.who,
        removed_in_run=entry.removal.in_run,
        was_uploaded=entry.was_uploaded,
        place="" if entry.was_uploaded else str(PurePosixPath(document.source).parent),
        upload=upload_model(upload) if upload else None,
        replaces=(replaces.metadata.title or replaces.name) if replaces else None,
    )
