"""The editors' list of removed documents: who sees which, and whether it can be brought back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from assistant.accounts.person import Person
from assistant.review.list_page import FIRST_PAGE, ListPage, PageRequest
from assistant.uploads.manage_uploads import UploadEntry
from assistant.uploads.upload import Upload, UploadState
from knowledge_base.revisions.revision import Removal

_CAN_RETURN = frozenset({UploadState.UNDONE, UploadState.DRAFT, UploadState.PUBLISHING})


class Removals(Protocol):
    """What is read of the knowledge base."""

    def removals(self) -> list[Removal]:
        """Return the removed documents as they were last, those removed last first."""
        ...


class KeptUploads(Protocol):
    """What is read of the uploads."""

    def find(self, upload_id: str) -> UploadEntry | None:
        """Return an upload, or None."""
        ...

    def would_replace(self, upload: Upload) -> Upload | None:
        """Return the published upload of the same name, whose place this one will take."""
        ...


@dataclass(frozen=True, slots=True)
class RemovedEntry:
    """A removed document; `upload` is the one whose publication brings it back, `replaces` what that would replace."""

    removal: Removal
    was_uploaded: bool
    upload: UploadEntry | None = None
    replaces: Upload | None = None


class RemovedDocuments:
    """Lists removed documents; the groups that one had last still say who may see it.

    `place_of` tells where among the published uploads a document came from, None for a file of a folder.
    """

    def __init__(self, history: Removals, uploads: KeptUploads, *, place_of: Callable[[str], str | None]) -> None:
        self._history = history
        self._uploads = uploads
        self._place_of = place_of

    def entries(self, editor: Person, page: PageRequest = FIRST_PAGE) -> ListPage[RemovedEntry]:
        """List a page of them, those removed last first."""
        readable = [one for one in self._history.removals() if one.last.document.audience & editor.audience]
        some = readable[page.offset : page.offset + page.limit]
        return ListPage([self._entry(removal) for removal in some], len(readable))

    def _entry(self, removal: Removal) -> RemovedEntry:
        place = self._place_of(removal.last.document.source)
        if place is None:
            return RemovedEntry(removal, was_uploaded=False)
        # Only the upload that opened the place comes back to the same document; others would become a new one.
        kept = self._uploads.find(place)
        if kept is None or kept.upload.state not in _CAN_RETURN:
            return RemovedEntry(removal, was_uploaded=True)
        return RemovedEntry(removal, True, kept, self._uploads.would_replace(kept.upload))
