"""The documents that a person may read, and their original files."""

from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse

from assistant.api.deps import Reader, RecordId, TheAssistant
from assistant.api.document_access import readable_entry
from assistant.api.original_files import send_original
from assistant.api.schemas import DocumentDetail, DocumentModel
from assistant.api.wire import document_model, original_url, passage_model
from assistant.bootstrap import Assistant
from knowledge_base.document import Document, DocumentKind
from knowledge_base.registry.earlier_rules import cut_by_earlier_rules
from knowledge_base.registry.rows import DocumentEntry
from knowledge_base.visibility import version_places

router = APIRouter(prefix="/documents", tags=["documents"])


@router.get("")
def documents(
    person: Reader,
    assistant: TheAssistant,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: DocumentKind | None = None,
) -> list[DocumentModel]:
    """List the documents that the person may read; `q` looks for words in title, file name and owner."""
    words = q.casefold().split()
    entries = [
        entry
        for entry in assistant.knowledge.registry.documents(audience=person.audience)
        if kind in {None, entry.document.kind} and _mentions(entry.document, words)
    ]
    return _models(assistant, entries)


@router.get("/{document_id}")
def document(document_id: RecordId, person: Reader, assistant: TheAssistant) -> DocumentDetail:
    """Show a document with its text, passage by passage."""
    entry = readable_entry(assistant, person, document_id)
    passages = assistant.knowledge.registry.passages(document_id)
    return DocumentDetail(
        document=_models(assistant, [entry])[0],
        passages=[passage_model(passage) for passage in passages],
        original_url=original_url(document_id),
    )


@router.get("/{document_id}/original", response_class=FileResponse)
def original(document_id: RecordId, person: Reader, assistant: TheAssistant) -> FileResponse:
    """Send the original file; what could carry scripts is only offered for download."""
    entry = readable_entry(assistant, person, document_id)
    remedy = "Bitte das Dokument neu aufnehmen."
    return send_original(assistant, entry.document, entry.content_hash, remedy=remedy)


def _mentions(document: Document, words: list[str]) -> bool:
    searched = " ".join((document.title, PurePosixPath(document.source).name, document.owner)).casefold()
    return all(word in searched for word in words)


def _models(assistant: Assistant, entries: list[DocumentEntry]) -> list[DocumentModel]:
    today = datetime.now(UTC).astimezone().date()
    everything = assistant.knowledge.registry.documents()
    places = version_places((entry.document for entry in everything), today)
    old = cut_by_earlier_rules(assistant.knowledge.registry)
    return [
        document_model(
            entry.document, passages=entry.passage_count, today=today, version=places.get(entry.document.id)
        ).model_copy(update={"cut_by_earlier_rules": entry.document.source in old})
        for entry in entries
    ]
