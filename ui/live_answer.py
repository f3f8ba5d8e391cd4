"""An answer in the making: a thread reads the API's stream, so that the screen stays usable meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass
from secrets import token_hex
from threading import Event, Lock, Thread
from typing import Literal

from assistant.api.schemas import (
    AnswerModel,
    AnswerQuestionRequest,
    Problem,
    SourceModel,
    SourcesEvent,
    StatementModel,
    TranslationEvent,
)
from ui.api_client import ApiClient
from ui.event_stream import StreamEvent
from ui.problems import ApiProblem, from_wire, unreadable

Phase = Literal["searching", "formulating", "translating", "done", "failed"]


@dataclass(frozen=True, slots=True)
class TurnView:
    """What is to be shown of one question at this moment; `answer` is there once it is final."""

    key: str
    question: str
    phase: Phase
    statements: tuple[StatementModel, ...] = ()
    sources: tuple[SourceModel, ...] = ()
    answer: AnswerModel | None = None
    problem: ApiProblem | None = None
    missing_parts: tuple[str, ...] = ()


def turn_of(answer: AnswerModel) -> TurnView:
    """View a kept answer."""
    return TurnView(
        answer.id,
        answer.question,
        "done",
        tuple(answer.statements),
        tuple(answer.sources),
        answer=answer,
        missing_parts=tuple(answer.missing_parts),
    )


class LiveAnswer:
    """One question's stream; read it by `view`, which may be called from any thread at any time."""

    def __init__(self, request: AnswerQuestionRequest) -> None:
        self.request = request
        self.id = token_hex(8)
        self._lock = Lock()
        self._begun = Event()
        self._key = self.id
        self._phase: Phase = "searching"
        self._statements: dict[int, StatementModel] = {}
        self._sources: tuple[SourceModel, ...] = ()
        self._missing_parts: tuple[str, ...] = ()
        self._answer: AnswerModel | None = None
        self._problem: ApiProblem | None = None
        self.conversation_id: str | None = request.conversation_id

    def start(self, api: ApiClient) -> None:
        """Ask in a thread of its own; it ends with the stream."""
        Thread(target=self._run, args=(api,), name="live-answer", daemon=True).start()

    @property
    def running(self) -> bool:
        """Tell whether more is to come."""
        return self._phase not in ("done", "failed")

    @property
    def failed(self) -> bool:
        """Tell whether there will be no answer."""
        return self._phase == "failed"

    def wait_until_begun(self, seconds: float) -> None:
        """Wait until the conversation is known, or this has failed, or the time is over."""
        self._begun.wait(seconds)

    def view(self) -> TurnView:
        """Return what is there so far."""
        with self._lock:
            if self._answer:
                return turn_of(self._answer)
            statements = tuple(self._statements[position] for position in sorted(self._statements))
            return TurnView(
                self._key,
                self.request.question,
                self._phase,
                statements,
                self._sources,
                problem=self._problem,
                missing_parts=self._missing_parts,
            )

    def _run(self, api: ApiClient) -> None:
        try:
            self.follow(api.ask(self.request))
        except ApiProblem as problem:
            self._fail(problem)

    def follow(self, events: Iterable[StreamEvent]) -> None:
        """Take in events until the answer is final; a stream that breaks off before is a failure."""
        for event in events:
            self._take(event)
        if self._answer is None and self._phase != "failed":
            self._fail(unreadable("Antwort ohne Ende"))

    def _take(self, event: StreamEvent) -> None:
        with self._lock:
            if isinstance(event, SourcesEvent):
                self._key, self.conversation_id = event.answer_id, event.conversation_id
                self._sources, self._phase = tuple(event.sources), "formulating"
                self._missing_parts = tuple(event.missing_parts)
                self._begun.set()
            elif isinstance(event, AnswerModel):
                self._answer, self._phase = event, "done"
                self.conversation_id = event.conversation_id
            elif isinstance(event, Problem):
                self._problem = from_wire(event)
            elif isinstance(event, TranslationEvent):
                self._phase = "translating"
                statement = self._statements.get(event.position)
                if statement is not None:
                    told = statement.model_copy(update={"translation": event.translation})
                    self._statements[event.position] = told
            else:
                self._statements[event.position] = event.statement

    def _fail(self, problem: ApiProblem) -> None:
        with self._lock:
            self._problem, self._phase = self._problem or problem, "failed"
            self._begun.set()
