"""What became of a statement's translation."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.translation.language import Language


class TranslationState(StrEnum):
    """Whether there is a translation, or why there is none; `pending` stands in no kept answer."""

    PENDING = "pending"
    SHOWN = "shown"
    CHECK_FAILED = "check_failed"
    UNAVAILABLE = "unavailable"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True)
class Translation:
    """A statement in the asker's language; `text` is empty unless shown, `language` None when it is not known."""

    state: TranslationState
    language: Language | None
    text: str = ""
