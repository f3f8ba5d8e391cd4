"""What a person asked so far, and its deletion.

What the editor keeps: an answer that is on the editor's list stays there as an anonymised copy (question, answer,
sources, reasons and comment), cut off its asker and conversation. Everything else is removed.
"""

from assistant.accounts.person import Person
from assistant.answering.answer import AnswerRecord, Turn
from assistant.conversations.conversation import Conversation
from assistant.conversations.store import ConversationStore
from assistant.errors import NotFound
from assistant.feedback.store import FeedbackStore
from assistant.review.store import ReviewStore
from assistant.transactions import Transaction

_REMEMBERED_TURNS = 6


class History:
    """Each person sees and deletes only their own conversations; another's are as if they did not exist."""

    def __init__(
        self,
        store: ConversationStore,
        *,
        feedback: FeedbackStore,
        review: ReviewStore,
        transaction: Transaction,
    ) -> None:
        self._store = store
        self._feedback = feedback
        self._review = review
        self._transaction = transaction

    def conversations(self, person: Person) -> list[Conversation]:
        """List the person's conversations, the latest first."""
        return self._store.conversations(person.id)

    def conversation(self, person: Person, conversation_id: str) -> tuple[Conversation, list[AnswerRecord]]:
        """Return a conversation and its answers, oldest first; raises NotFound."""
        conversation = self._require_own(person, conversation_id)
        return conversation, self._store.answers(conversation_id)

    def answer(self, person: Person, answer_id: str) -> AnswerRecord:
        """Return one answer; raises NotFound."""
        record = self._store.answer(answer_id)
        if record is None or record.user_id != person.id:
            raise NotFound("Diese Antwort gibt es nicht oder nicht mehr.")
        return record

    def asker_of(self, answer_id: str) -> str | None:
        """Return the id of the person whose answer this is, or None."""
        record = self._store.answer(answer_id)
        return record.user_id if record else None

    def turns(self, person: Person, conversation_id: str) -> tuple[Turn, ...]:
        """Return the latest exchanges of a conversation, oldest first; raises NotFound."""
        _, records = self.conversation(person, conversation_id)
        return tuple(
            Turn(record.answer.question, " ".join(statement.text for statement in record.answer.statements))
            for record in records[-_REMEMBERED_TURNS:]
        )

    def delete(self, person: Person, conversation_id: str) -> None:
        """Delete a conversation with its answers and their feedback; raises NotFound."""
        with self._transaction():
            self._require_own(person, conversation_id)
            self._delete(conversation_id)

    def delete_all(self, person: Person) -> None:
        """Delete all conversations of a person."""
        with self._transaction():
            for conversation in self._store.conversations(person.id):
                self._delete(conversation.id)

    def _delete(self, conversation_id: str) -> None:
        answer_ids = [record.id for record in self._store.answers(conversation_id)]
        self._feedback.remove(answer_ids)
        self._store.detach(self._review.answers_with_items(answer_ids))
        self._store.delete(conversation_id)

    def _require_own(self, person: Person, conversation_id: str) -> Conversation:
        conversation = self._store.conversation(conversation_id)
        if conversation is None or conversation.user_id != person.id:
            raise NotFound("Diese Unterhaltung gibt es nicht oder nicht mehr.")
        return conversation
