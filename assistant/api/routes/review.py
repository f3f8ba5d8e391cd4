"""The editor's list."""

from fastapi import APIRouter

from assistant.api.deps import Editor, RecordId, TheAssistant
from assistant.api.schemas import ReviewItemModel, ReviewUpdate
from assistant.api.wire import review_item_model
from assistant.review.review_item import ReviewState

router = APIRouter(prefix="/review", tags=["review"])


@router.get("")
def review_items(_editor: Editor, assistant: TheAssistant, state: ReviewState | None = None) -> list[ReviewItemModel]:
    """List flagged answers and gaps, newest first."""
    return [review_item_model(entry) for entry in assistant.queue.entries(state)]


@router.patch("/{item_id}")
def update_review_item(
    item_id: RecordId, update: ReviewUpdate, editor: Editor, assistant: TheAssistant
) -> ReviewItemModel:
    """Set an item's state, with a note."""
    entry = assistant.queue.set_state(editor, item_id, state=ReviewState(update.state), note=update.note)
    return review_item_model(entry)
