"""Sends original files; whatever a document holds, no browser runs it."""

from pathlib import PurePosixPath

from fastapi.responses import FileResponse

from assistant.bootstrap import Assistant
from assistant.errors import NotFound
from knowledge_base.document import Document

_SHOWN_IN_BROWSER = frozenset({"application/pdf", "text/plain", "image/png", "image/jpeg"})
_PASSIVE = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:",
    "X-Content-Type-Options": "nosniff",
}


def send_original(assistant: Assistant, document: Document, content_hash: str, *, remedy: str) -> FileResponse:
    """Send the file with this content; what could carry scripts is only offered for download. Raises NotFound."""
    path = assistant.knowledge.originals.path(content_hash)
    if path is None:
        raise NotFound("Die Originaldatei ist nicht mehr da.", remedy)
    media_type = document.media_type.partition(";")[0].strip()
    return FileResponse(
        path,
        media_type=media_type,
        filename=PurePosixPath(own_source(document)).name,
        content_disposition_type="inline" if media_type in _SHOWN_IN_BROWSER else "attachment",
        headers=_PASSIVE,
    )


def own_source(document: Document) -> str:
    """Return where a document came from; one that was removed is listed below its place once another one lies there."""
    return document.source.removesuffix(f"/{document.id}")
