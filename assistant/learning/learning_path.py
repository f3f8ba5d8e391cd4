"""The learning path of the first weeks, and how far somebody has come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `documents` are paths below the folder of articles, `questions` are worth asking."""

    id: str
    title: str
    text: str
    documents: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """The steps of one week."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class LearningPath:
    """All weeks in order; the ids of the steps are unique."""

    title: str
    weeks: tuple[Week, ...]

    @property
    def step_ids(self) -> frozenset[str]:
        """The ids of all steps."""
        return frozenset(step.id for week in self.weeks for step in week.steps)


class ProgressStore(Protocol):
    """Keeps which steps somebody has ticked."""

    def tick(self, person_id: str, step_id: str, at: datetime) -> None:
        """Keep that a step is done; the first time counts."""
        ...

    def untick(self, person_id: str, step_id: str) -> None:
        """Forget that a step is done."""
        ...

    def done(self, person_id: str) -> dict[str, datetime]:
        """Return when which step was ticked."""
        ...
