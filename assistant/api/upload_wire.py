"""Turns uploads into wire models, and back."""

from assistant.api.schemas.uploads import (
    AlikeDocumentModel,
    PreviewDocumentModel,
    PreviewPassageModel,
    UploadEventModel,
    UploadMetadataModel,
    UploadModel,
    UploadPreviewModel,
    UploadProgressModel,
)
from assistant.api.wire import locator_model
from assistant.uploads.ingestion import KnownDocument
from assistant.uploads.manage_uploads import DRAFTS_EXPIRE_AFTER, UploadEntry
from assistant.uploads.preview import Preview, PreviewDocument, PreviewPassage
from assistant.uploads.upload import DRAFTS, Upload, UploadMetadata


def upload_model(entry: UploadEntry) -> UploadModel:
    """Show an upload with what was done to it."""
    upload, progress = entry.upload, entry.progress
    return UploadModel(
        id=upload.id,
        name=upload.name,
        size=upload.size,
        state=upload.state.value,
        metadata=_metadata_model(upload.metadata),
        passages=upload.passages,
        notes=list(upload.notes),
        problem=upload.problem,
        remedy=upload.remedy,
        created_at=upload.created_at,
        changed_at=upload.changed_at,
        expires_at=upload.changed_at + DRAFTS_EXPIRE_AFTER if upload.state in DRAFTS else None,
        replaces=upload.replaces,
        events=[UploadEventModel(action=each.action.value, at=each.at, person=each.person) for each in entry.events],
        progress=UploadProgressModel(note=progress.note, share=progress.share) if progress else None,
    )


def metadata_from(model: UploadMetadataModel) -> UploadMetadata:
    """Read what is said about a document."""
    return UploadMetadata(
        title=model.title,
        owner=model.owner,
        audience=frozenset(model.audience),
        valid_from=model.valid_from,
        valid_until=model.valid_until,
        review_by=model.review_by,
    )


def preview_model(preview: Preview, replaces: Upload | None, alike: list[KnownDocument]) -> UploadPreviewModel:
    """Show what a file would become, and what it resembles."""
    hashes = {document.content_hash for document in preview.documents}
    return UploadPreviewModel(
        documents=[_document_model(document) for document in preview.documents],
        refused=[f"{each.name}: {each.message} {each.remedy}".strip() for each in preview.refused],
        replaces=(replaces.metadata.title or replaces.name) if replaces else None,
        alike=[
            AlikeDocumentModel(
                document_id=known.id,
                title=known.title,
                file_name=known.file_name,
                same_content=known.content_hash in hashes,
                is_upload=known.is_upload,
            )
            for known in alike
        ],
    )


def preview_passage_model(passage: PreviewPassage) -> PreviewPassageModel:
    """Show a passage to be."""
    return PreviewPassageModel(context=passage.context, text=passage.text, locator=locator_model(passage.locator))


def _document_model(document: PreviewDocument) -> PreviewDocumentModel:
    return PreviewDocumentModel(
        name=document.name,
        title=document.title,
        kind=document.kind,
        media_type=document.media_type,
        stand=document.stand,
        how=document.how,
        warnings=list(document.warnings),
        passages=len(document.passages),
    )


def _metadata_model(metadata: UploadMetadata) -> UploadMetadataModel:
    return UploadMetadataModel(
        title=metadata.title,
        owner=metadata.owner,
        audience=sorted(metadata.audience),
        valid_from=metadata.valid_from,
        valid_until=metadata.valid_until,
        review_by=metadata.review_by,
    )
