"""The wire models: everything that goes over HTTP, and the only module of the assistant that the screens may import."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Role = Literal["sachbearbeitung", "neu", "redaktion"]
Rating = Literal["up", "down"]
ReviewState = Literal["offen", "in_arbeit", "erledigt"]


class WireModel(BaseModel):
    """Base of all wire models: unknown fields are refused, so that a typing error is noticed."""

    model_config = ConfigDict(extra="forbid")


class LoginRequest(WireModel):
    """Name and password."""

    username: str = Field(min_length=1, max_length=100)
    password: str = Field(min_length=1, max_length=200)


class Person(WireModel):
    """Who is logged in and what the role allows (`permissions`: ask, read_documents, learn, review)."""

    id: str
    username: str
    display_name: str
    role: Role
    permissions: list[str]


class LoginResponse(WireModel):
    """A bearer token and until when it holds."""

    token: str
    expires_at: datetime
    person: Person


class ScopeModel(WireModel):
    """Limits an answer to kinds of documents or to named documents."""

    kinds: list[str] = Field(default_factory=list, max_length=10)
    document_ids: list[str] = Field(default_factory=list, max_length=50)


class AnswerQuestionRequest(WireModel):
    """A question; without `conversation_id` a new conversation begins; `as_of` asks about an earlier day."""

    question: str = Field(min_length=1, max_length=2000)
    conversation_id: str | None = Field(None, pattern=r"^[a-z0-9]{1,40}$")
    scope: ScopeModel | None = None
    as_of: date | None = None


class LocatorModel(WireModel):
    """Where a passage stands; `label` is ready to show."""

    label: str
    law: str | None = None
    section: str | None = None
    absatz: str | None = None
    page: int | None = None
    slide: int | None = None
    sheet: str | None = None
    heading: str | None = None
    step_id: str | None = None


class SourceModel(WireModel):
    """A numbered passage; `quote` stands verbatim in `text`, which stands verbatim in the document."""

    number: int
    passage_id: str
    document_id: str
    title: str
    kind: str
    locator: LocatorModel
    quote: str
    text: str
    context: str
    stand: date
    valid_from: date | None
    valid_until: date | None
    review_by: date | None
    url: str


class StatementModel(WireModel):
    """One sentence of the answer: `belegt` (phrased and checked) or `zitat` (the source's own words)."""

    text: str
    support: Literal["belegt", "zitat"]
    citations: list[int]


class TimingsModel(WireModel):
    """Seconds since the question arrived."""

    search: float
    first_statement: float | None
    total: float


class FeedbackModel(WireModel):
    """A judgement of an answer."""

    rating: Rating
    reasons: list[str] = Field(default_factory=list, max_length=10)
    comment: str = Field("", max_length=4000)


class FeedbackReason(WireModel):
    """A reason that may be given with a rating: its id for FeedbackModel.reasons, and its German label."""

    id: str
    label: str
    rating: Rating = "down"


class AnswerModel(WireModel):
    """An answer with all that it rests on."""

    id: str
    conversation_id: str
    question: str
    asked_at: datetime
    as_of: date
    status: Literal["answered", "quotes_only", "abstained"]
    notice: str
    statements: list[StatementModel]
    sources: list[SourceModel]
    timings: TimingsModel
    model: str
    prompt_version: str
    index: str
    problem: str
    withheld: int
    feedback: FeedbackModel | None = None


class StatementEvent(WireModel):
    """Stream event `statement`: show it at `position`, replacing what stands there."""

    position: int
    statement: StatementModel


class SourcesEvent(WireModel):
    """Stream event `sources`: sent as soon as the search is done."""

    answer_id: str
    conversation_id: str
    sources: list[SourceModel]


class ConversationModel(WireModel):
    """One conversation in the asker's history."""

    id: str
    title: str
    started_at: datetime
    questions: int


class ConversationDetail(WireModel):
    """A conversation with its answers, oldest first."""

    id: str
    title: str
    answers: list[AnswerModel]


class DocumentModel(WireModel):
    """A document in the knowledge base; `overdue` tells that its review date has passed."""

    id: str
    title: str
    kind: str
    media_type: str
    source_name: str
    owner: str
    audience: list[str]
    stand: date
    valid_from: date | None
    valid_until: date | None
    review_by: date | None
    overdue: bool
    passages: int


class PassageModel(WireModel):
    """A passage in reading order."""

    id: str
    context: str
    text: str
    locator: LocatorModel


class DocumentDetail(WireModel):
    """A document with its text, passage by passage; the original file is at `original_url`."""

    document: DocumentModel
    passages: list[PassageModel]
    original_url: str


class LearningDocument(WireModel):
    """A document that a step rests on."""

    id: str
    title: str


class LearningStep(WireModel):
    """One step of the learning path and whether this person has ticked it."""

    id: str
    title: str
    text: str
    documents: list[LearningDocument]
    questions: list[str]
    done_at: datetime | None


class LearningWeek(WireModel):
    """The steps of one week."""

    title: str
    steps: list[LearningStep]


class LearningPathModel(WireModel):
    """The learning path with this person's progress."""

    title: str
    weeks: list[LearningWeek]


class StepProgress(WireModel):
    """Ticks or unticks a step."""

    done: bool


class ReviewItemModel(WireModel):
    """A flagged answer or a gap, with the answer and its sources as they were."""

    id: str
    kind: Literal["flag", "gap"]
    state: ReviewState
    opened_at: datetime
    updated_at: datetime
    asked_by: str
    reasons: list[str]
    comment: str
    note: str
    handled_by: str | None
    answer: AnswerModel


class ReviewUpdate(WireModel):
    """Sets an item's state, with a note."""

    state: ReviewState
    note: str = Field("", max_length=4000)


class ComponentHealth(WireModel):
    """One component: ok, degraded or down, and why in one German sentence."""

    state: Literal["ok", "degraded", "down"]
    detail: str


class HealthModel(WireModel):
    """The state of the whole and of each component (database, index, embedding, chat)."""

    state: Literal["ok", "degraded", "down"]
    version: str
    components: dict[str, ComponentHealth]


class Problem(WireModel):
    """An error (RFC 9457): what happened in `detail`, what to do in `remedy`, both German."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    remedy: str = ""
