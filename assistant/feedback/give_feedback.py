"""Judging an answer, changing the judgement and taking it back; a thumb down puts the answer on the editor's list."""

from collections.abc import Callable, Sequence
from datetime import datetime

from assistant.accounts.person import Person
from assistant.errors import InvalidRequest, NotFound
from assistant.feedback.feedback import REASONS, Feedback, Rating
from assistant.feedback.store import FeedbackStore
from assistant.plain_text import plain_text
from assistant.privacy.mask import mask
from assistant.review.review_queue import ReviewQueue
from assistant.transactions import Transaction


class GiveFeedback:
    """Only the asker (`asker_of` tells who that is) judges an answer; the editor's list changes with it."""

    def __init__(
        self,
        store: FeedbackStore,
        *,
        asker_of: Callable[[str], str | None],
        queue: ReviewQueue,
        transaction: Transaction,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._asker_of = asker_of
        self._queue = queue
        self._transaction = transaction
        self._now = now

    def give(
        self, person: Person, answer_id: str, *, rating: Rating, reasons: Sequence[str] = (), comment: str = ""
    ) -> Feedback:
        """Keep a judgement in place of an earlier one, its comment masked; raises NotFound and InvalidRequest."""
        picked = _checked_reasons(rating, reasons)
        feedback = Feedback(answer_id, rating, picked, mask(plain_text(comment)).text, self._now())
        with self._transaction():
            self._require_own(person, answer_id)
            self._store.put(feedback)
            if rating is Rating.DOWN:
                self._queue.flag(answer_id, reasons=feedback.reasons, comment=feedback.comment)
            else:
                self._queue.withdraw_flag(answer_id)
        return feedback

    def take_back(self, person: Person, answer_id: str) -> None:
        """Forget the judgement; an item that no editor has touched leaves the list. Raises NotFound."""
        with self._transaction():
            self._require_own(person, answer_id)
            self._store.remove([answer_id])
            self._queue.withdraw_flag(answer_id)

    def _require_own(self, person: Person, answer_id: str) -> None:
        if self._asker_of(answer_id) != person.id:
            raise NotFound("Diese Antwort gibt es nicht oder nicht mehr.")


def _checked_reasons(rating: Rating, reasons: Sequence[str]) -> tuple[str, ...]:
    known = [reason.key for reason in REASONS if reason.rating is rating]
    unknown = sorted(set(reasons) - set(known))
    if unknown:
        raise InvalidRequest(
            f"Diesen Grund gibt es hier nicht: {', '.join(unknown)[:100]}.", f"Möglich sind: {', '.join(known)}."
        )
    return tuple(key for key in known if key in reasons)
