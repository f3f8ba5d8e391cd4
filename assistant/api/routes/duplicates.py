"""The editors' list of duplicates and contradictions."""

from fastapi import APIRouter

from assistant.api.deps import Editor, RecordId, TheAssistant, ThePage
from assistant.api.duplicate_wire import duplicate_model
from assistant.api.schemas import DuplicateModel, DuplicatePage, DuplicateUpdate
from assistant.review.duplicates import DuplicateState

router = APIRouter(prefix="/duplicates", tags=["duplicates"])


@router.get("")
def duplicates(
    editor: Editor, assistant: TheAssistant, page: ThePage, state: DuplicateState | None = None
) -> DuplicatePage:
    """List the pairs of passages whose documents the editor may both read, contradictions first, a page at a time."""
    found = assistant.duplicates.entries(editor, state, page)
    items = [duplicate_model(entry) for entry in found.entries]
    return DuplicatePage(items=items, total=found.total, contradictions=found.contradictions)


@router.patch("/{pair_id}")
def decide_about_duplicate(
    pair_id: RecordId, update: DuplicateUpdate, editor: Editor, assistant: TheAssistant
) -> DuplicateModel:
    """Set what was decided about a pair, with a note; it holds as long as neither text changes."""
    entry = assistant.duplicates.decide(editor, pair_id, state=DuplicateState(update.state), note=update.note)
    return duplicate_model(entry)
