"""The asker's own history, and its deletion."""

from fastapi import APIRouter

from assistant.api.deps import Asker, RecordId, TheAssistant
from assistant.api.document_access import as_readable
from assistant.api.schemas import ConversationDetail, ConversationModel
from assistant.api.wire import answer_model, conversation_model

router = APIRouter(prefix="/conversations", tags=["conversations"])


@router.get("")
def conversations(person: Asker, assistant: TheAssistant) -> list[ConversationModel]:
    """List the person's conversations, the latest first."""
    return [conversation_model(conversation) for conversation in assistant.history.conversations(person)]


@router.get("/{conversation_id}")
def conversation(conversation_id: RecordId, person: Asker, assistant: TheAssistant) -> ConversationDetail:
    """Show a conversation with its answers, oldest first; see `GET /answers/{answer_id}` for their sources."""
    found, records = assistant.history.conversation(person, conversation_id)
    judged = assistant.judgements.of_answers([record.id for record in records])
    readable = as_readable(assistant, person)
    answers = [answer_model(readable(record), judged.get(record.id)) for record in records]
    return ConversationDetail(id=found.id, title=found.title, answers=answers)


@router.delete("/{conversation_id}", status_code=204)
def delete_conversation(conversation_id: RecordId, person: Asker, assistant: TheAssistant) -> None:
    """Delete a conversation; what is on the editor's list stays there without any link to the person."""
    assistant.history.delete(person, conversation_id)


@router.delete("", status_code=204)
def delete_conversations(person: Asker, assistant: TheAssistant) -> None:
    """Delete all conversations of the person."""
    assistant.history.delete_all(person)
