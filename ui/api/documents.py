"""Reading documents, their revisions and their original files."""

from dataclasses import dataclass

from assistant.api.schemas import DocumentDetail, DocumentModel, RevisionChanges, RevisionDetail, RevisionModel
from ui.api.connection import ApiConnection, segment


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """A document's original: bytes, media type and the Content-Disposition that the API sent."""

    content: bytes
    media_type: str
    disposition: str


class DocumentsApi(ApiConnection):
    """Documents as seen by one person."""

    def documents(self) -> list[DocumentModel]:
        """Return the documents that the person may read."""
        return self._list(DocumentModel, "/documents")

    def document(self, document_id: str) -> DocumentDetail:
        """Return a document with its passages."""
        return self._read(DocumentDetail, "GET", f"/documents/{segment(document_id)}")

    def revisions(self, document_id: str) -> list[RevisionModel]:
        """Return a document's revisions, the newest first."""
        return self._list(RevisionModel, f"/documents/{segment(document_id)}/revisions")

    def revision(self, document_id: str, revision_id: str) -> RevisionDetail:
        """Return a revision with its passages."""
        path = f"/documents/{segment(document_id)}/revisions/{segment(revision_id)}"
        return self._read(RevisionDetail, "GET", path)

    def changes(self, document_id: str, earlier: str, later: str) -> RevisionChanges:
        """Return what changed between two revisions."""
        path = f"/documents/{segment(document_id)}/changes?from={segment(earlier)}&to={segment(later)}"
        return self._read(RevisionChanges, "GET", path)

    def original(self, document_id: str, revision_id: str = "") -> OriginalFile:
        """Return the original file, of today or of a revision."""
        revision = f"/revisions/{segment(revision_id)}" if revision_id else ""
        response = self._call("GET", f"/documents/{segment(document_id)}{revision}/original")
        return OriginalFile(
            content=response.content,
            media_type=response.headers.get("content-type", "application/octet-stream"),
            disposition=response.headers.get("content-disposition", ""),
        )
