"""An answering whose statements also come in the language of the question: German first, translations after."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import monotonic
from typing import Protocol

from assistant.answering.answer import (
    Answer,
    AnswerDone,
    AnswerEvent,
    AnswerRequest,
    GermanDone,
    Statement,
    TranslationReady,
)
from assistant.answering.translation.language import Language, language_of
from assistant.answering.translation.translation import Translation, TranslationState
from assistant.answering.translation.translator import translate
from assistant.answering.writer import Writer
from knowledge_base.errors import ModelUnavailable
from knowledge_base.language_guess import is_german


@dataclass(frozen=True, slots=True)
class TranslationWishes:
    """Into which languages statements may be translated, whether that is done unasked, and for how many seconds."""

    languages: frozenset[Language] = frozenset()
    unasked: bool = False
    seconds: float = 90.0


class GermanAnswering(Protocol):
    """Answers in German."""

    def stream(self, request: AnswerRequest) -> Iterator[AnswerEvent]:
        """Yield the events of an answer; the last one is AnswerDone."""
        ...


class InAskersLanguage:
    """Passes a German answering's events on and adds translations before the last; without a writer it says so."""

    def __init__(self, german: GermanAnswering, writer: Writer | None, wishes: TranslationWishes) -> None:
        self._german = german
        self._writer = writer
        self._wishes = wishes

    def stream(self, request: AnswerRequest) -> Iterator[AnswerEvent]:
        """Yield the events; closing the iterator stops the model. Raises what the German answering raises."""
        began = monotonic()
        wanted = self._wishes.unasked if request.translate is None else request.translate
        events = self._german.stream(request)
        try:
            for event in events:
                if isinstance(event, AnswerDone) and wanted and _is_foreign(event.answer.question):
                    yield from self._translated(event.answer, began)
                else:
                    yield event
        finally:
            close = getattr(events, "close", None)
            if close is not None:
                close()

    def _translated(self, answer: Answer, began: float) -> Iterator[AnswerEvent]:
        yield GermanDone(answer)
        statements = list(answer.statements)
        for position, translation in self._translations(answer):
            yield TranslationReady(position, translation)
            statements[position] = replace(statements[position], translation=translation)
        timings = replace(answer.timings, total=monotonic() - began)
        yield AnswerDone(replace(answer, statements=tuple(statements), timings=timings))

    def _translations(self, answer: Answer) -> Iterator[tuple[int, Translation]]:
        language = language_of(answer.question)
        until = monotonic() + self._wishes.seconds
        writer = self._writer
        for position, statement in enumerate(answer.statements):
            if language is None or language not in self._wishes.languages:
                yield position, Translation(TranslationState.NOT_OFFERED, language)
                continue
            translation = None
            if writer is not None:
                yield position, Translation(TranslationState.PENDING, language)
                translation = _attempt(writer, statement, language, until)
            if translation is None:
                writer = None  # one that does not answer now is not asked again for the other statements
            yield position, translation or Translation(TranslationState.UNAVAILABLE, language)


def _is_foreign(question: str) -> bool:
    return language_of(question) is not None or not is_german(question)


def _attempt(writer: Writer, statement: Statement, language: Language, until: float) -> Translation | None:
    try:
        return translate(writer, statement.text, language, until=until)
    except ModelUnavailable:
        return None
