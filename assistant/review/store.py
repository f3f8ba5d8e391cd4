"""How the editor's list is kept."""

from collections.abc import Collection
from typing import Protocol

from assistant.review.list_page import PageRequest
from assistant.review.review_item import ReviewEntry, ReviewItem, ReviewKind, ReviewState


class ReviewStore(Protocol):
    """Keeps the items of the editor's list."""

    def put(self, item: ReviewItem) -> None:
        """Keep an item, in place of the one with the same id."""
        ...

    def remove(self, item_id: str) -> None:
        """Forget an item."""
        ...

    def of_answer(self, answer_id: str, kind: ReviewKind) -> ReviewItem | None:
        """Find the item of a kind that an answer as a whole has."""
        ...

    def answers_with_items(self, answer_ids: Collection[str]) -> set[str]:
        """Tell which of some answers have an item."""
        ...

    def entry(self, item_id: str) -> ReviewEntry | None:
        """Find an item with its answer; inside a transaction the item stays locked until its end."""
        ...

    def entries(self, state: ReviewState | None, page: PageRequest) -> list[ReviewEntry]:
        """List a page of the items in one state or in all, those opened last first, parts as asked."""
        ...

    def count(self, state: ReviewState | None) -> int:
        """Count the items in one state or in all."""
        ...
