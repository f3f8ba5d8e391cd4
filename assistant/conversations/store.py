"""How conversations and their answers are kept."""

from collections.abc import Collection
from typing import Protocol

from assistant.answering.answer import AnswerRecord
from assistant.conversations.conversation import Conversation


class ConversationStore(Protocol):
    """Keeps each answer with its sources as they were; a later ingest changes nothing in it."""

    def keep(self, record: AnswerRecord, *, title: str) -> None:
        """Keep an answer; its conversation begins with this title when there is none yet."""
        ...

    def add_translations(self, record: AnswerRecord) -> None:
        """Replace a kept answer's statements and timings by those of `record`; one that is gone stays gone."""
        ...

    def answer(self, answer_id: str) -> AnswerRecord | None:
        """Find an answer."""
        ...

    def conversation(self, conversation_id: str) -> Conversation | None:
        """Find a conversation."""
        ...

    def conversations(self, user_id: str) -> list[Conversation]:
        """List a person's conversations, the latest first."""
        ...

    def answers(self, conversation_id: str) -> list[AnswerRecord]:
        """List a conversation's answers, oldest first."""
        ...

    def detach(self, answer_ids: Collection[str]) -> None:
        """Cut some answers off their asker and conversation; both ids are empty from then on."""
        ...

    def delete(self, conversation_id: str) -> None:
        """Remove a conversation with the answers that are still in it."""
        ...
