"""The editor's list."""

from dataclasses import replace

from fastapi import APIRouter

from assistant.api.deps import Editor, RecordId, TheAssistant, ThePage
from assistant.api.document_access import as_readable
from assistant.api.schemas import ReviewItemModel, ReviewPage, ReviewUpdate
from assistant.api.wire import review_item_model
from assistant.review.review_item import ReviewState

router = APIRouter(prefix="/review", tags=["review"])


@router.get("")
def review_items(
    editor: Editor, assistant: TheAssistant, page: ThePage, state: ReviewState | None = None
) -> ReviewPage:
    """List flagged answers and gaps, newest first, a page at a time, without sources that the editor may not read."""
    readable = as_readable(assistant, editor)
    found = assistant.queue.entries(state, page)
    items = [review_item_model(replace(entry, record=readable(entry.record))) for entry in found.entries]
    return ReviewPage(items=items, total=found.total)


@router.patch("/{item_id}")
def update_review_item(
    item_id: RecordId, update: ReviewUpdate, editor: Editor, assistant: TheAssistant
) -> ReviewItemModel:
    """Set an item's state, with a note."""
    entry = assistant.queue.set_state(editor, item_id, state=ReviewState(update.state), note=update.note)
    return review_item_model(replace(entry, record=as_readable(assistant, editor)(entry.record)))
