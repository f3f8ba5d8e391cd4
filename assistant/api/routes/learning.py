"""The learning path and the person's progress on it."""

from typing import Annotated

from fastapi import APIRouter, Path

from assistant.accounts.person import Person
from assistant.api.deps import Learner, TheAssistant
from assistant.api.schemas import LearningPathModel, StepProgress
from assistant.api.wire import learning_path_model
from assistant.bootstrap import Assistant
from assistant.learning.follow_path import PathWithProgress

router = APIRouter(prefix="/learning-path", tags=["learning"])


@router.get("")
def learning_path(person: Learner, assistant: TheAssistant) -> LearningPathModel:
    """Show the learning path with what the person has ticked."""
    return _model(assistant.learning.path_of(person), person, assistant)


@router.put("/steps/{step_id}")
def tick(
    step_id: Annotated[str, Path(max_length=100)], progress: StepProgress, person: Learner, assistant: TheAssistant
) -> LearningPathModel:
    """Tick or untick a step, and show the path again."""
    return _model(assistant.learning.tick(person, step_id, done=progress.done), person, assistant)


def _model(followed: PathWithProgress, person: Person, assistant: Assistant) -> LearningPathModel:
    readable = assistant.knowledge.registry.documents(audience=person.audience)
    return learning_path_model(followed, [entry.document for entry in readable])
