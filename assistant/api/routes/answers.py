"""Asking, reading an answer again, and judging it."""

from contextlib import ExitStack
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request

from assistant.api.answer_stream import AnswerStream, AnswerUnderWay
from assistant.api.deps import AnswerThreads, Asker, Limits, RecordId, TheAssistant
from assistant.api.document_access import as_readable
from assistant.api.schemas import AnswerModel, AnswerQuestionRequest, FeedbackModel, FeedbackReason
from assistant.api.wire import answer_model, feedback_model, new_question
from assistant.errors import NotFound
from assistant.feedback.feedback import REASONS, Rating

router = APIRouter(tags=["answers"])

EVENT_STREAM = "text/event-stream"
_BOTH_FORMS: dict[int | str, dict[str, Any]] = {
    200: {"content": {EVENT_STREAM: {"schema": {"type": "string"}}}, "description": "The answer, or its events"}
}


@router.post("/answers", response_model=AnswerModel, responses=_BOTH_FORMS)
async def ask(
    request: Request,
    asked: AnswerQuestionRequest,
    person: Asker,
    assistant: TheAssistant,
    limits: Limits,
    threads: AnswerThreads,
) -> AnswerModel | AnswerStream:
    """Answer a question; with `Accept: text/event-stream` as events `sources`, `statement`, `problem`, `done`.

    `done` holds the whole answer and takes the place of all earlier statements, which it may have taken back.
    """
    with ExitStack() as stack:
        stack.enter_context(limits.one_answer(person.id))
        exchange = await to_thread.run_sync(assistant.ask.begin, person, new_question(asked), limiter=threads)
        answer = AnswerUnderWay(exchange, threads, on_close=stack.pop_all().close)
        try:
            if EVENT_STREAM in request.headers.get("accept", ""):
                # The search is done before the response begins, so that its failure still has a status of its own.
                return AnswerStream(answer, await answer.next_event())
            record = await answer.finish()
        except BaseException:
            await answer.close()
            raise
        await answer.close()
    if record is None:
        raise NotFound("Die Antwort wurde nicht fertig.")
    return answer_model(record)


@router.get("/answers/{answer_id}")
def answer(answer_id: RecordId, person: Asker, assistant: TheAssistant) -> AnswerModel:
    """Show an answer again, with its sources as they were; without those that are no longer for the person."""
    record = as_readable(assistant, person)(assistant.history.answer(person, answer_id))
    return answer_model(record, assistant.judgements.of_answers([answer_id]).get(answer_id))


@router.put("/answers/{answer_id}/feedback")
def judge(answer_id: RecordId, judgement: FeedbackModel, person: Asker, assistant: TheAssistant) -> FeedbackModel:
    """Judge an answer, in place of an earlier judgement; a thumb down puts it on the editor's list."""
    kept = assistant.feedback.give(
        person, answer_id, rating=Rating(judgement.rating), reasons=judgement.reasons, comment=judgement.comment
    )
    return feedback_model(kept)


@router.delete("/answers/{answer_id}/feedback", status_code=204)
def take_back(answer_id: RecordId, person: Asker, assistant: TheAssistant) -> None:
    """Take a judgement back."""
    assistant.feedback.take_back(person, answer_id)


@router.get("/feedback-reasons")
def feedback_reasons(_person: Asker) -> list[FeedbackReason]:
    """List the reasons that may be given with a rating."""
    return [FeedbackReason(id=reason.key, label=reason.label, rating=reason.rating.value) for reason in REASONS]
