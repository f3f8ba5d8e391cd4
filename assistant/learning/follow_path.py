"""Following the learning path: what it says, and ticking its steps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.accounts.person import Person
from assistant.errors import NotFound
from assistant.learning.learning_path import LearningPath, ProgressStore


@dataclass(frozen=True, slots=True)
class PathWithProgress:
    """The path, and when this person ticked which step."""

    path: LearningPath
    done: dict[str, datetime]


class FollowPath:
    """The path is read anew each time, so that an editor's change shows at once."""

    def __init__(self, load: Callable[[], LearningPath], store: ProgressStore, *, now: Callable[[], datetime]) -> None:
        self._load = load
        self._store = store
        self._now = now

    def path_of(self, person: Person) -> PathWithProgress:
        """Return the path with this person's progress; raises DocumentError when its file makes no sense."""
        return PathWithProgress(self._load(), self._store.done(person.id))

    def tick(self, person: Person, step_id: str, *, done: bool) -> PathWithProgress:
        """Tick or untick a step; raises NotFound."""
        path = self._load()
        if step_id not in path.step_ids:
            raise NotFound("Diesen Schritt gibt es im Lernpfad nicht mehr.", "Bitte laden Sie die Seite neu.")
        if done:
            self._store.tick(person.id, step_id, self._now())
        else:
            self._store.untick(person.id, step_id)
        return PathWithProgress(path, self._store.done(person.id))
