"""Wire models of questions, answers, their stream and their judgement."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from assistant.api.schemas.base import WireModel
from assistant.api.schemas.documents import LocatorModel

Rating = Literal["up", "down"]


class ScopeModel(WireModel):
    """Limits an answer to kinds of documents or to named documents."""

    kinds: list[str] = Field(default_factory=list, max_length=10)
    document_ids: list[str] = Field(default_factory=list, max_length=50)


class AnswerQuestionRequest(WireModel):
    """A question; without `conversation_id` a new conversation begins; `as_of` asks about an earlier day.

    `answer_language` "question" adds translations into the question's language; None leaves it to the settings.

    Personal data in it is replaced by placeholders before anything else happens. `personal_data` "none" says that there
    is none: only what is certain to be is replaced then.
    """

    question: str = Field(min_length=1, max_length=2000)
    conversation_id: str | None = Field(None, pattern=r"^[a-z0-9]{1,40}$")
    scope: ScopeModel | None = None
    as_of: date | None = None
    personal_data: Literal["masked", "none"] = "masked"
    answer_language: Literal["german", "question"] | None = None


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


class TranslationModel(WireModel):
    """A machine translation of a statement, checked for figures alone; `text` is empty unless `state` is `shown`.

    `pending` is on its way and in no finished answer. `language` is an ISO 639-1 code, empty when it is not known.
    """

    state: Literal["pending", "shown", "check_failed", "unavailable", "not_offered"]
    language: str
    direction: Literal["ltr", "rtl"] = "ltr"
    text: str = ""


class StatementModel(WireModel):
    """One sentence of the answer: `belegt` (phrased and checked) or `zitat` (the source's own words)."""

    text: str
    support: Literal["belegt", "zitat"]
    citations: list[int]
    translation: TranslationModel | None = None


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
    """An answer with all that it rests on; `hints` are German: what was masked, and who decides a single case.

    `caveats` are German too: what its sources have against them, each with the source's number. `missing_parts` are
    the parts of the question, as typed, of which nothing was found.
    """

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
    hints: list[str] = Field(default_factory=list)
    caveats: list[str] = Field(default_factory=list)
    missing_parts: list[str] = Field(default_factory=list)
    feedback: FeedbackModel | None = None


class StatementEvent(WireModel):
    """Stream event `statement`: show it at `position`, replacing what stands there."""

    position: int
    statement: StatementModel


class TranslationEvent(WireModel):
    """Stream event `translation`: show it with the statement at `position`; all come after the statements."""

    position: int
    translation: TranslationModel


class SourcesEvent(WireModel):
    """Stream event `sources`: sent when the search is done, with the parts of the question that have no answer."""

    answer_id: str
    conversation_id: str
    sources: list[SourceModel]
    missing_parts: list[str] = Field(default_factory=list)
