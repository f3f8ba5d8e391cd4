"""Typed client of the API: one method per endpoint; every failure comes out as ApiProblem with German text."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import quote

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.api.schemas import (
    AnswerModel,
    AnswerQuestionRequest,
    ConversationDetail,
    ConversationModel,
    DocumentDetail,
    DocumentModel,
    DuplicateModel,
    DuplicateState,
    DuplicateUpdate,
    FeedbackModel,
    FeedbackReason,
    HealthModel,
    LearningPathModel,
    LoginRequest,
    LoginResponse,
    Person,
    PrivacyCheck,
    PrivacyCheckRequest,
    ReviewItemModel,
    ReviewState,
    ReviewUpdate,
    RevisionChanges,
    RevisionDetail,
    RevisionModel,
    StepProgress,
)
from ui.event_stream import Model, StreamEvent, answer_events, parsed
from ui.problems import from_response, from_transport, unreadable
from ui.settings import ui_settings

PREFIX = "/api/v1"
QUICK = httpx.Timeout(20.0, connect=3.0)
ANSWERING = httpx.Timeout(180.0, connect=3.0)
"""Between two events: the model of a small machine may think for long before its first sentence."""


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """A document's original: bytes, media type and the Content-Disposition that the API sent."""

    content: bytes
    media_type: str
    disposition: str


class ApiClient:
    """The API as seen by one person; `token` is empty before the log-in. Safe to share between threads."""

    def __init__(self, http: httpx.Client, token: str = "") -> None:
        self._http = http
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    # Log-in

    def login(self, username: str, password: str) -> LoginResponse:
        """Exchange name and password for a token."""
        return self._read(LoginResponse, "POST", "/login", LoginRequest(username=username, password=password))

    def logout(self) -> None:
        """End the token's validity."""
        self._call("POST", "/logout")

    def me(self) -> Person:
        """Return who is logged in."""
        return self._read(Person, "GET", "/me")

    def health(self) -> HealthModel:
        """Return the state of each component; needs no log-in."""
        return self._read(HealthModel, "GET", "/health")

    # Answers and conversations

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
        return self._read(AnswerModel, "GET", f"/answers/{_segment(answer_id)}")

    def check_privacy(self, text: str) -> PrivacyCheck:
        """Return what is personal in a text that is about to be sent."""
        return self._read(PrivacyCheck, "POST", "/privacy/check", PrivacyCheckRequest(text=text))

    def feedback_reasons(self) -> list[FeedbackReason]:
        """Return the reasons that may be given with a judgement."""
        return self._list(FeedbackReason, "/feedback-reasons")

    def give_feedback(self, answer_id: str, feedback: FeedbackModel) -> FeedbackModel:
        """Keep or replace the person's judgement of an answer; return it as it is kept."""
        return self._read(FeedbackModel, "PUT", f"/answers/{_segment(answer_id)}/feedback", feedback)

    def withdraw_feedback(self, answer_id: str) -> None:
        """Take the judgement back."""
        self._call("DELETE", f"/answers/{_segment(answer_id)}/feedback")

    def conversations(self) -> list[ConversationModel]:
        """Return the person's conversations, newest first."""
        return self._list(ConversationModel, "/conversations")

    def conversation(self, conversation_id: str) -> ConversationDetail:
        """Return one conversation with its answers."""
        return self._read(ConversationDetail, "GET", f"/conversations/{_segment(conversation_id)}")

    def delete_conversation(self, conversation_id: str) -> None:
        """Delete one conversation."""
        self._call("DELETE", f"/conversations/{_segment(conversation_id)}")

    def delete_conversations(self) -> None:
        """Delete all of the person's conversations."""
        self._call("DELETE", "/conversations")

    # Documents

    def documents(self) -> list[DocumentModel]:
        """Return the documents that the person may read."""
        return self._list(DocumentModel, "/documents")

    def document(self, document_id: str) -> DocumentDetail:
        """Return a document with its passages."""
        return self._read(DocumentDetail, "GET", f"/documents/{_segment(document_id)}")

    def revisions(self, document_id: str) -> list[RevisionModel]:
        """Return a document's revisions, the newest first."""
        return self._list(RevisionModel, f"/documents/{_segment(document_id)}/revisions")

    def revision(self, document_id: str, revision_id: str) -> RevisionDetail:
        """Return a revision with its passages."""
        path = f"/documents/{_segment(document_id)}/revisions/{_segment(revision_id)}"
        return self._read(RevisionDetail, "GET", path)

    def changes(self, document_id: str, earlier: str, later: str) -> RevisionChanges:
        """Return what changed between two revisions."""
        path = f"/documents/{_segment(document_id)}/changes?from={_segment(earlier)}&to={_segment(later)}"
        return self._read(RevisionChanges, "GET", path)

    def original(self, document_id: str) -> OriginalFile:
        """Return the original file."""
        response = self._call("GET", f"/documents/{_segment(document_id)}/original")
        return OriginalFile(
            content=response.content,
            media_type=response.headers.get("content-type", "application/octet-stream"),
            disposition=response.headers.get("content-disposition", ""),
        )

    # Learning and review

    def learning_path(self) -> LearningPathModel:
        """Return the learning path with the person's progress."""
        return self._read(LearningPathModel, "GET", "/learning-path")

    def set_step(self, step_id: str, *, done: bool) -> None:
        """Tick or untick a step."""
        self._call("PUT", f"/learning-path/steps/{_segment(step_id)}", StepProgress(done=done))

    def review_items(self, state: ReviewState | None = None) -> list[ReviewItemModel]:
        """Return flagged answers and gaps, newest first; editors only."""
        return self._list(ReviewItemModel, f"/review?state={state}" if state else "/review")

    def update_review_item(self, item_id: str, update: ReviewUpdate) -> ReviewItemModel:
        """Set an item's state and note; editors only."""
        return self._read(ReviewItemModel, "PATCH", f"/review/{_segment(item_id)}", update)

    def duplicates(self, state: DuplicateState | None = None) -> list[DuplicateModel]:
        """Return passages that say the same or contradict each other, contradictions first; editors only."""
        return self._list(DuplicateModel, f"/duplicates?state={state}" if state else "/duplicates")

    def decide_about_duplicate(self, pair_id: str, update: DuplicateUpdate) -> DuplicateModel:
        """Set what was decided about a pair; editors only."""
        return self._read(DuplicateModel, "PATCH", f"/duplicates/{_segment(pair_id)}", update)

    def _read(self, model: type[Model], method: str, path: str, body: BaseModel | None = None) -> Model:
        return parsed(model, self._call(method, path, body).content)

    def _list(self, model: type[Model], path: str) -> list[Model]:
        response = self._call("GET", path)
        try:
            return TypeAdapter(list[model]).validate_json(response.content)  # type: ignore[valid-type]  # model is a value
        except ValidationError as exc:
            raise unreadable(f"Liste von {model.__name__}") from exc

    def _call(self, method: str, path: str, body: BaseModel | None = None) -> httpx.Response:
        json = None if body is None else body.model_dump(mode="json")
        with self._translated():
            response = self._http.request(method, PREFIX + path, json=json, headers=self._headers)
        if response.is_error:
            raise from_response(response)
        return response

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except httpx.HTTPError as exc:
            raise from_transport(exc, str(self._http.base_url)) from exc


def _segment(identifier: str) -> str:
    """Make an id one segment of a path, whatever it holds."""
    return quote(identifier, safe="")


@cache
def http_client() -> httpx.Client:
    """Open the process's one connection pool to the API; proxies of the environment are never used."""
    client = httpx.Client(base_url=ui_settings().api, timeout=QUICK, trust_env=False)
    # The API sets its token as a cookie, too. Kept here, one person's would go along with another's requests.
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return client


def api_for(token: str = "") -> ApiClient:
    """Return the API as seen with `token`."""
    return ApiClient(http_client(), token)
