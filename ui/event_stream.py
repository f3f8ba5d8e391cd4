"""Server-sent events of an answer, read line by line into typed values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from assistant.api.schemas import AnswerModel, Problem, SourcesEvent, StatementEvent, TranslationEvent
from ui.problems import unreadable

Model = TypeVar("Model", bound=BaseModel)
StreamEvent = SourcesEvent | StatementEvent | TranslationEvent | Problem | AnswerModel

_MODELS: dict[
    str, type[SourcesEvent] | type[StatementEvent] | type[TranslationEvent] | type[Problem] | type[AnswerModel]
] = {
    "sources": SourcesEvent,
    "statement": StatementEvent,
    "translation": TranslationEvent,
    "problem": Problem,
    "done": AnswerModel,
}


@dataclass(frozen=True, slots=True)
class RawEvent:
    """One event as it came: its name and its data."""

    name: str
    data: str


def raw_events(lines: Iterable[str]) -> Iterator[RawEvent]:
    """Group lines into events; comments (keep-alive) and unknown fields are skipped.

    >>> list(raw_events(["event: done", "data: {", "data: }", "", ": ping", ""]))
    [RawEvent(name='done', data='{\\n}')]
    """
    name, data = "message", list[str]()
    for line in lines:
        if not line:
            if data:
                yield RawEvent(name, "\n".join(data))
            name, data = "message", []
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)


def answer_events(lines: Iterable[str]) -> Iterator[StreamEvent]:
    """Read typed events; unknown names are skipped, so that the API may add some; raises ApiProblem on bad data."""
    for event in raw_events(lines):
        model = _MODELS.get(event.name)
        if model is not None:
            yield parsed(model, event.data)


def parsed(model: type[Model], data: str | bytes) -> Model:
    """Validate JSON text as `model`; raises ApiProblem naming the model when it does not fit."""
    try:
        return model.model_validate_json(data)
    except ValidationError as exc:
        raise unreadable(model.__name__) from exc
