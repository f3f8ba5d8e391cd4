"""Wire models of a person's conversations."""

from datetime import datetime

from assistant.api.schemas.answers import AnswerModel
from assistant.api.schemas.base import WireModel


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
