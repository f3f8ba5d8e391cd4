"""An answer as frozen values: statements, each with the sources it rests on, and what happened on the way."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from assistant.answering.translation.translation import Translation
from knowledge_base.index import Hit, Scope


class Status(StrEnum):
    """How a question was answered."""

    ANSWERED = "answered"
    QUOTES_ONLY = "quotes_only"
    ABSTAINED = "abstained"


class Support(StrEnum):
    """What a shown statement is: phrased and checked, or the source's own words."""

    BELEGT = "belegt"
    ZITAT = "zitat"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the numbers of the sources it rests on; German, perhaps translated as well."""

    text: str
    support: Support
    citations: tuple[int, ...]
    translation: Translation | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered passage that the answer may cite; `quote` stands verbatim in the passage's text."""

    number: int
    hit: Hit
    quote: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation, oldest first when listed."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """What an asker wants to know, with the conversation so far; `translate` None leaves it to the settings."""

    question: str
    as_of: date
    audience: frozenset[str]
    scope: Scope = Scope()
    history: tuple[Turn, ...] = ()
    translate: bool | None = None


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds from the question's arrival until search was done, the first statement was out, all was done."""

    search: float
    first_statement: float | None
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole outcome.

    `withheld` counts phrased sentences that failed a check; `problem` says why the model's words were not used;
    `caveats` are German sentences about its sources, `missing_parts` the parts of the question that have no answer,
    as they were typed.
    """

    status: Status
    question: str
    search_text: str
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    timings: Timings
    model: str
    prompt_version: str
    index: str
    notice: str = ""
    problem: str = ""
    withheld: int = 0
    caveats: tuple[str, ...] = ()
    missing_parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourcesFound:
    """Event: the search is done; nothing shown so far is final but the sources."""

    sources: tuple[Source, ...]
    missing_parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementReady:
    """Event: the statement at `position` is to be shown; a later one at the same position replaces it."""

    position: int
    statement: Statement


@dataclass(frozen=True, slots=True)
class GermanDone:
    """Event: the German answer is final, translations follow; it is to be kept, and is no news to the asker."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class TranslationReady:
    """Event: what became of the translation of the statement at `position`."""

    position: int
    translation: Translation


@dataclass(frozen=True, slots=True)
class ProblemNoted:
    """Event: something went wrong, and the answer goes on without it."""

    message: str


@dataclass(frozen=True, slots=True)
class AnswerDone:
    """Event: the final answer; its statements replace all shown before."""

    answer: Answer


ShownEvent = SourcesFound | StatementReady | TranslationReady | ProblemNoted | AnswerDone
"""What the asker is told."""
AnswerEvent = ShownEvent | GermanDone


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """A kept answer: who asked, in which conversation, when, and what came out."""

    id: str
    conversation_id: str
    user_id: str
    asked_at: datetime
    answer: Answer
    as_of: date
    scope: Scope = field(default=Scope())
