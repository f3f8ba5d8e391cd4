"""The use case: a question goes in, the answer comes out in steps: sources, quotes, checked statements, the whole.

The evidence never waits for the model; without a model, with a slow or a failing one, the quotes are the answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from time import monotonic

from assistant.answering.answer import (
    Answer,
    AnswerDone,
    AnswerEvent,
    AnswerRequest,
    ProblemNoted,
    SourcesFound,
    StatementReady,
    Status,
    Timings,
)
from assistant.answering.answerability import is_worth_reading
from assistant.answering.answered_parts import any_answerable
from assistant.answering.find_evidence import FindEvidence, Found
from assistant.answering.individual_case import decides_a_case, is_about_one_person
from assistant.answering.model_output import MOST_TOKENS, read_written, refusal_probability
from assistant.answering.phrasing import Draft
from assistant.answering.prompting import build_prompt, fit_evidence, load_template
from assistant.answering.question import WholeQuestion
from assistant.answering.reading import Reader, read_question, read_statement
from assistant.answering.source_notices import SourceNotices
from assistant.answering.sourcing import Evidence
from assistant.answering.writer import Token, Writer
from knowledge_base.errors import ModelUnavailable
from knowledge_base.language_guess import is_german

NOTHING_FOUND = "Dazu finde ich in der Wissensbasis nichts."
TAKEN_BACK = f"{NOTHING_FOUND} Die zuerst gezeigten Zitate beantworten die Frage nicht."
WORDING_WITHHELD = (
    "Die Formulierung des Sprachmodells hat die Prüfung nicht bestanden. Sie sehen die Fundstellen im Wortlaut."
)
NO_WORDING = "Das Sprachmodell fügt dem nichts hinzu. Sie sehen die Fundstellen im Wortlaut."
WITHOUT_MODEL = "Ohne Sprachmodell beantwortet: Sie sehen die Fundstellen im Wortlaut."


@dataclass(slots=True)
class _Course:
    """What is known of one answer while it is made."""

    question: WholeQuestion
    began: float
    searched: float
    as_of: date
    first_statement: float | None = None
    problem: str = ""

    def note_statement(self) -> None:
        if self.first_statement is None:
            self.first_statement = monotonic() - self.began


class AnswerQuestion:
    """Answers questions from evidence, with quotes at once and phrased statements where they pass the checks.

    `reader` reads quotes and question once more, and may take the quotes back.
    """

    def __init__(
        self,
        evidence: FindEvidence,
        *,
        writer: Writer | None,
        index_label: str,
        reader: Reader | None = None,
        notices: SourceNotices | None = None,
    ) -> None:
        self._evidence = evidence
        self._writer = writer
        self._index_label = index_label
        self._template = load_template()
        self._notices = notices or SourceNotices(date.today)
        self._reader = reader
        self._follows = partial(read_statement, reader) if reader else None

    def find(self, request: AnswerRequest) -> Found:
        """Return the evidence alone, chosen as for an answer; raises StorageError when the search cannot be done."""
        return self._evidence.find(request)

    def answer(self, request: AnswerRequest) -> Answer:
        """Answer in one go.

        Raises StorageError when the search cannot be done.
        """
        final = None
        for event in self.stream(request):
            if isinstance(event, AnswerDone):
                final = event.answer
        assert final is not None, "stream always ends with AnswerDone"  # noqa: S101 - states the contract of stream
        return final

    def stream(self, request: AnswerRequest) -> Iterator[AnswerEvent]:
        """Yield the events of an answer; the last one is AnswerDone, and closing the iterator stops the model.

        Raises StorageError when the search cannot be done.
        """
        began = monotonic()
        found = self.find(request)
        course, evidence = _Course(found.question, began, found.search_seconds, request.as_of), found.evidence
        yield SourcesFound(evidence.sources, evidence.missing_parts)
        shown = any_answerable(evidence.all_signals)
        if shown:
            yield from self._quotes(course, evidence)
        if (shown or is_worth_reading(evidence.signals)) and not any_answerable(evidence.of_parts):
            evidence = self._read(course, evidence)
        if not any_answerable(evidence.all_signals):
            yield self._done(course, evidence, Status.ABSTAINED, notice=TAKEN_BACK if shown else NOTHING_FOUND)
            return
        if not shown:
            yield from self._quotes(course, evidence)
        yield from self._phrase(course, evidence)

    @staticmethod
    def _quotes(course: _Course, evidence: Evidence) -> Iterator[AnswerEvent]:
        for position, statement in enumerate(evidence.statements):
            course.note_statement()
            yield StatementReady(position, statement)

    def _read(self, course: _Course, evidence: Evidence) -> Evidence:
        """Add what the reader says to the signals of the whole question; it has learned from German ones alone.

        A question of which a part is answered by the rule is not read: each part has quotes of its own.
        """
        if not is_german(course.question.typed):
            return evidence
        reading = read_question(self._reader, course.question.search_text, evidence.quoted)
        return replace(evidence, signals=replace(evidence.signals, reading=reading))

    def _phrase(self, course: _Course, evidence: Evidence) -> Iterator[AnswerEvent]:
        """Let the model judge and phrase; whatever fails, the quotes stand."""
        draft = Draft(evidence.statements, self._follows)
        if self._writer is None:
            yield self._done(course, evidence, Status.QUOTES_ONLY, draft, notice=WITHOUT_MODEL)
            return
        citable = fit_evidence(evidence.citable)
        prompt = build_prompt(course.question.prompt_text, citable, self._template)
        of_one_person = is_about_one_person(course.question.typed)
        tokens = self._writer.write(prompt, max_tokens=MOST_TOKENS)
        try:
            first = next((token for token in tokens if token.text.strip()), Token(""))
            if not self._judged_answerable(evidence, first):
                yield self._done(course, evidence, Status.ABSTAINED, notice=TAKEN_BACK)
                return
            for written in read_written(chain([first], tokens)):
                if of_one_person and decides_a_case(written.text):
                    draft.withheld += 1
                    continue
                for position, statement in draft.offer(written, citable):
                    yield StatementReady(position, statement)
        except ModelUnavailable as problem:
            course.problem = str(problem)
            yield ProblemNoted(course.problem)
        finally:
            _close(tokens)
        yield self._finished(course, evidence, draft)

    @staticmethod
    def _judged_answerable(evidence: Evidence, first: Token) -> bool:
        return any_answerable(evidence.all_signals, refusal=refusal_probability(first))

    def _finished(self, course: _Course, evidence: Evidence, draft: Draft) -> AnswerDone:
        if draft.phrased:
            return self._done(course, evidence, Status.ANSWERED, draft)
        notice = WITHOUT_MODEL if course.problem else WORDING_WITHHELD if draft.withheld else NO_WORDING
        return self._done(course, evidence, Status.QUOTES_ONLY, draft, notice=notice)

    def _done(
        self, course: _Course, evidence: Evidence, status: Status, draft: Draft | None = None, *, notice: str = ""
    ) -> AnswerDone:
        abstained = status is Status.ABSTAINED
        statements = () if abstained or draft is None else tuple(draft.statements)
        return AnswerDone(
            Answer(
                status=status,
                question=course.question.typed,
                search_text=course.question.search_text,
                statements=statements,
                sources=evidence.sources,
                timings=Timings(
                    course.searched, None if abstained else course.first_statement, monotonic() - course.began
                ),
                model=self._writer.name if self._writer and notice != WITHOUT_MODEL else "",
                prompt_version=self._template.version,
                index=self._index_label,
                notice=notice,
                problem=course.problem,
                withheld=draft.withheld if draft else 0,
                caveats=self._notices.of(statements, evidence.sources, course.as_of),
                missing_parts=() if abstained else evidence.missing_parts,
            )
        )


def _close(tokens: Iterator[Token]) -> None:
    """Cancel the request behind a token iterator, where it can be cancelled."""
    close = getattr(tokens, "close", None)
    if close is not None:
        close()
