"""Wire models of the learning path."""

from datetime import datetime

from assistant.api.schemas.base import WireModel


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
