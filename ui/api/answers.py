"""Asking, judging answers, and the person's conversations."""

from collections.abc import Iterator

import httpx

from assistant.api.schemas import (
    AnswerModel,
    AnswerQuestionRequest,
    ConversationDetail,
    ConversationModel,
    FeedbackModel,
    FeedbackReason,
    PrivacyCheck,
    PrivacyCheckRequest,
)
from ui.api.connection import PREFIX, ApiConnection, segment
from ui.event_stream import StreamEvent, answer_events
from ui.problems import from_response

ANSWERING = httpx.Timeout(180.0, connect=3.0)
"""Between two events: the model of a small machine may think for long before its first sentence."""


class AnswersApi(ApiConnection):
    """Answers and conversations as seen by one person."""

    def ask(self, request: AnswerQuestionRequest) -> Iterator[StreamEvent]:
        """Ask and yield the events of the answer as they arrive."""
        headers = {**self._headers, "Accept": "text/event-stream"}
        with (
            self._translated(),
            self._http.stream(
                "POST",
                PREFIX + "/answers",
                json=request.model_dump(mode="json", exclude_none=True),
                headers=headers,
                timeout=ANSWERING,
            ) as response,
        ):
            if response.is_error:
                response.read()
                raise from_response(response)
            yield from answer_events(response.iter_lines())

    def answer(self, answer_id: str) -> AnswerModel:
        """Return a kept answer."""
        return self._read(AnswerModel, "GET", f"/answers/{segment(answer_id)}")

    def check_privacy(self, text: str) -> PrivacyCheck:
        """Return what is personal in a text that is about to be sent."""
        return self._read(PrivacyCheck, "POST", "/privacy/check", PrivacyCheckRequest(text=text))

    def feedback_reasons(self) -> list[FeedbackReason]:
        """Return the reasons that may be given with a judgement."""
        return self._list(FeedbackReason, "/feedback-reasons")

    def give_feedback(self, answer_id: str, feedback: FeedbackModel) -> FeedbackModel:
        """Keep or replace the person's judgement of an answer; return it as it is kept."""
        return self._read(FeedbackModel, "PUT", f"/answers/{segment(answer_id)}/feedback", feedback)

    def withdraw_feedback(self, answer_id: str) -> None:
        """Take the judgement back."""
        self._call("DELETE", f"/answers/{segment(answer_id)}/feedback")

    def conversations(self) -> list[ConversationModel]:
        """Return the person's conversations, newest first."""
        return self._list(ConversationModel, "/conversations")

    def conversation(self, conversation_id: str) -> ConversationDetail:
        """Return one conversation with its answers."""
        return self._read(ConversationDetail, "GET", f"/conversations/{segment(conversation_id)}")

    def delete_conversation(self, conversation_id: str) -> None:
        """Delete one conversation."""
        self._call("DELETE", f"/conversations/{segment(conversation_id)}")

    def delete_conversations(self) -> None:
        """Delete all of the person's conversations."""
        self._call("DELETE", "/conversations")
