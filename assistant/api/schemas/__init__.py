"""The wire models: everything that goes over HTTP, and the only part of the assistant that the screens may import."""

from assistant.api.schemas.answers import (
    AnswerModel,
    AnswerQuestionRequest,
    FeedbackModel,
    FeedbackReason,
    Rating,
    ScopeModel,
    SourceModel,
    SourcesEvent,
    StatementEvent,
    StatementModel,
    TimingsModel,
)
from assistant.api.schemas.base import Problem, WireModel
from assistant.api.schemas.conversations import ConversationDetail, ConversationModel
from assistant.api.schemas.documents import DocumentDetail, DocumentModel, LocatorModel, PassageModel
from assistant.api.schemas.health import ComponentHealth, HealthModel
from assistant.api.schemas.learning import LearningDocument, LearningPathModel, LearningStep, LearningWeek, StepProgress
from assistant.api.schemas.review import ReviewItemModel, ReviewState, ReviewUpdate
from assistant.api.schemas.revisions import (
    ChangeCounts,
    FieldChangeModel,
    FieldName,
    PassageChangeKind,
    PassageChangeModel,
    RemovedDocument,
    RevisionChanges,
    RevisionDetail,
    RevisionModel,
    RevisionOrigin,
    StretchMark,
    StretchModel,
)
from assistant.api.schemas.session import LoginRequest, LoginResponse, Person, Role

__all__ = [
    "AnswerModel",
    "AnswerQuestionRequest",
    "ChangeCounts",
    "ComponentHealth",
    "ConversationDetail",
    "ConversationModel",
    "DocumentDetail",
    "DocumentModel",
    "FeedbackModel",
    "FeedbackReason",
    "FieldChangeModel",
    "FieldName",
    "HealthModel",
    "LearningDocument",
    "LearningPathModel",
    "LearningStep",
    "LearningWeek",
    "LocatorModel",
    "LoginRequest",
    "LoginResponse",
    "PassageChangeKind",
    "PassageChangeModel",
    "PassageModel",
    "Person",
    "Problem",
    "Rating",
    "RemovedDocument",
    "ReviewItemModel",
    "ReviewState",
    "ReviewUpdate",
    "RevisionChanges",
    "RevisionDetail",
    "RevisionModel",
    "RevisionOrigin",
    "Role",
    "ScopeModel",
    "SourceModel",
    "SourcesEvent",
    "StatementEvent",
    "StatementModel",
    "StepProgress",
    "StretchMark",
    "StretchModel",
    "TimingsModel",
    "WireModel",
]
