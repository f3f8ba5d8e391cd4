"""Documents that editors bring in: upload, preview, publish, undo."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from assistant.api.deps import Editor, RecordId, TheAssistant, UploadTurns
from assistant.api.schemas.uploads import PreviewPassageModel, UploadMetadataModel, UploadModel, UploadPreviewModel
from assistant.api.upload_wire import metadata_from, preview_model, preview_passage_model, upload_model
from assistant.errors import InvalidRequest, NotFound
from knowledge_base.errors import StorageError

UPLOADS = "/uploads"
router = APIRouter(prefix=UPLOADS, tags=["uploads"])

_PAGE = 200
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


# The form is read in the function, not declared: who may not upload is turned away before any of the file is read.
@router.post("", status_code=201, openapi_extra=_FORM)
async def upload(request: Request, editor: Editor, assistant: TheAssistant, turns: UploadTurns) -> UploadModel:
    """Take in a file as a draft (form field `file`); reading begins at once, see `state`."""
    turns.one_upload(editor.id)
    async with _sent_file(request) as file:
        name = file.filename or "datei"
        entry = await to_thread.run_sync(lambda: assistant.uploads.add(editor, name, file.file))
    return upload_model(entry)


@router.get("")
def uploads(_editor: Editor, assistant: TheAssistant) -> list[UploadModel]:
    """List all uploads, those brought last first."""
    return [upload_model(entry) for entry in assistant.uploads.entries()]


@router.get("/{upload_id}")
def one_upload(upload_id: RecordId, _editor: Editor, assistant: TheAssistant) -> UploadModel:
    """Show one upload."""
    return upload_model(assistant.uploads.entry(upload_id))


@router.get("/{upload_id}/preview")
def preview(upload_id: RecordId, editor: Editor, assistant: TheAssistant) -> UploadPreviewModel:
    """Show what a file would become, what it replaces and what it resembles; 404 while it is being read."""
    manage = assistant.uploads
    entry, found = manage.entry(upload_id), manage.preview(upload_id)
    return preview_model(found, manage.would_replace(entry.upload), manage.alike(editor, entry.upload, found))


@router.get("/{upload_id}/passages")
def passages(
    upload_id: RecordId,
    _editor: Editor,
    assistant: TheAssistant,
    document: Annotated[int, Query(ge=0)] = 0,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=_PAGE)] = 50,
) -> list[PreviewPassageModel]:
    """Show passages of one document of the preview, exactly as they will be found."""
    documents = assistant.uploads.preview(upload_id).documents
    if document >= len(documents):
        raise NotFound("Dieses Dokument gibt es in der Vorschau nicht.")
    return [preview_passage_model(each) for each in documents[document].passages[offset : offset + limit]]


@router.put("/{upload_id}/metadata")
def describe(
    upload_id: RecordId, metadata: UploadMetadataModel, editor: Editor, assistant: TheAssistant
) -> UploadModel:
    """Set what is said about a draft; its preview is then made anew."""
    return upload_model(assistant.uploads.describe(editor, upload_id, metadata_from(metadata)))


@router.post("/{upload_id}/publish", status_code=202)
def publish(upload_id: RecordId, editor: Editor, assistant: TheAssistant) -> UploadModel:
    """Publish a draft, or again what was undone; done when `state` is `published`."""
    return upload_model(assistant.uploads.publish(editor, upload_id))


@router.post("/{upload_id}/undo", status_code=202)
def undo(upload_id: RecordId, editor: Editor, assistant: TheAssistant) -> UploadModel:
    """Take a published upload back: what it replaced returns, else it is removed."""
    return upload_model(assistant.uploads.undo(editor, upload_id))


@router.delete("/{upload_id}", status_code=204)
def discard(upload_id: RecordId, _editor: Editor, assistant: TheAssistant) -> None:
    """Throw a draft away, or what was undone."""
    assistant.uploads.discard(upload_id)


@asynccontextmanager
async def _sent_file(request: Request) -> AsyncIterator[UploadFile]:
    """Read the form; the file lies on disk from its first megabyte on."""
    try:
        async with request.form(max_files=1, max_fields=10) as form:
            files = [part for part in form.values() if isinstance(part, UploadFile)]
            if not files:
                raise InvalidRequest("Die Anfrage enthält keine Datei.", "Bitte als Formularfeld „file“ senden.")
            yield files[0]
    except HTTPException as exc:
        if exc.status_code != 400:
            raise
        raise InvalidRequest("Das Formular ist nicht lesbar.", "Bitte je Anfrage genau eine Datei senden.") from exc
    except ClientDisconnect as exc:
        raise InvalidRequest("Die Übertragung wurde abgebrochen.") from exc
    except OSError as exc:
        raise StorageError(
            f"Die Datei lässt sich nicht zwischenspeichern ({exc.strerror}).", "Bitte Speicherplatz schaffen."
        ) from exc
