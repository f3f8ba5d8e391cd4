"""The editors' lists: reported answers, duplicates and contradictions, removed documents."""

from urllib.parse import urlencode

from assistant.api.schemas import (
    DuplicateModel,
    DuplicatePage,
    DuplicateState,
    DuplicateUpdate,
    RemovedDocumentPage,
    ReviewItemModel,
    ReviewPage,
    ReviewState,
    ReviewUpdate,
)
from ui.api.connection import ApiConnection, segment

PAGE_LENGTH = 25


class EditorsApi(ApiConnection):
    """What only editors may ask for; of lists, a page at a time."""

    def review_items(
        self, state: ReviewState | None = None, *, offset: int = 0, limit: int = PAGE_LENGTH
    ) -> ReviewPage:
        """Return flagged answers and gaps, newest first."""
        return self._read(ReviewPage, "GET", f"/review?{_query(state, offset, limit)}")

    def update_review_item(self, item_id: str, update: ReviewUpdate) -> ReviewItemModel:
        """Set an item's state and note."""
        return self._read(ReviewItemModel, "PATCH", f"/review/{segment(item_id)}", update)

    def duplicates(
        self, state: DuplicateState | None = None, *, offset: int = 0, limit: int = PAGE_LENGTH
    ) -> DuplicatePage:
        """Return passages that say the same or contradict each other, contradictions first."""
        return self._read(DuplicatePage, "GET", f"/duplicates?{_query(state, offset, limit)}")

    def removed_documents(self, *, offset: int = 0, limit: int = PAGE_LENGTH) -> RemovedDocumentPage:
        """Return removed documents, those removed last first."""
        return self._read(RemovedDocumentPage, "GET", f"/removed-documents?{_query(None, offset, limit)}")

    def decide_about_duplicate(self, pair_id: str, update: DuplicateUpdate) -> DuplicateModel:
        """Set what was decided about a pair."""
        return self._read(DuplicateModel, "PATCH", f"/duplicates/{segment(pair_id)}", update)


def _query(state: str | None, offset: int, limit: int) -> str:
    return urlencode({"offset": offset, "limit": limit} | ({"state": state} if state else {}))
