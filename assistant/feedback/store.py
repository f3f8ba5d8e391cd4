"""How feedback is kept."""

from collections.abc import Collection
from typing import Protocol

from assistant.feedback.feedback import Feedback


class FeedbackStore(Protocol):
    """Keeps at most one judgement per answer."""

    def put(self, feedback: Feedback) -> None:
        """Keep a judgement, in place of an earlier one."""
        ...

    def of_answers(self, answer_ids: Collection[str]) -> dict[str, Feedback]:
        """Find the judgements of some answers, by answer id."""
        ...

    def remove(self, answer_ids: Collection[str]) -> None:
        """Forget the judgements of some answers; missing ones are ignored."""
        ...
