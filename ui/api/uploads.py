"""Adding documents; editors only."""

from typing import BinaryIO

import httpx

from assistant.api.schemas.uploads import PreviewPassageModel, UploadMetadataModel, UploadModel, UploadPreviewModel
from ui.api.connection import PREFIX, ApiConnection
from ui.event_stream import parsed
from ui.problems import from_response

SENDING = httpx.Timeout(300.0, connect=3.0)
"""A large file on a slow disk."""


class UploadsApi(ApiConnection):
    """Uploads as seen by one person."""

    def upload(self, name: str, content: BinaryIO) -> UploadModel:
        """Send a file, which becomes a draft."""
        with self._translated():
            response = self._http.post(
                f"{PREFIX}/uploads", files={"file": (name, content)}, headers=self._headers, timeout=SENDING
            )
        if response.is_error:
            raise from_response(response)
        return parsed(UploadModel, response.content)

    def uploads(self) -> list[UploadModel]:
        """Return all uploads, the latest first."""
        return self._list(UploadModel, "/uploads")

    def one_upload(self, upload_id: str) -> UploadModel:
        """Return one upload."""
        return self._read(UploadModel, "GET", f"/uploads/{upload_id}")

    def upload_preview(self, upload_id: str) -> UploadPreviewModel:
        """Return what a file would become."""
        return self._read(UploadPreviewModel, "GET", f"/uploads/{upload_id}/preview")

    def upload_passages(self, upload_id: str, document: int, offset: int, limit: int) -> list[PreviewPassageModel]:
        """Return some passages of one document of a preview."""
        query = f"document={document}&offset={offset}&limit={limit}"
        return self._list(PreviewPassageModel, f"/uploads/{upload_id}/passages?{query}")

    def describe_upload(self, upload_id: str, metadata: UploadMetadataModel) -> UploadModel:
        """Set what is said about a draft."""
        return self._read(UploadModel, "PUT", f"/uploads/{upload_id}/metadata", metadata)

    def publish_upload(self, upload_id: str) -> UploadModel:
        """Publish a draft."""
        return self._read(UploadModel, "POST", f"/uploads/{upload_id}/publish")

    def undo_upload(self, upload_id: str) -> UploadModel:
        """Take a published upload back."""
        return self._read(UploadModel, "POST", f"/uploads/{upload_id}/undo")

    def discard_upload(self, upload_id: str) -> None:
        """Throw a draft away."""
        self._call("DELETE", f"/uploads/{upload_id}")
