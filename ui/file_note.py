"""The "Vermerk mit Quellen": an answer as plain text for the file, each source with its quotation and Stand."""

from assistant.api.schemas import AnswerModel, SourceModel, StatementModel
from ui.typography import day, moment
from ui.wording.asking import (
    ABSTAINED,
    NOTE_ANSWER,
    NOTE_CAVEATS,
    NOTE_FOOT,
    NOTE_QUESTION,
    NOTE_QUOTED,
    NOTE_SOURCES,
    NOTE_TITLE,
    PART_MISSING,
)
from ui.wording.documents import DATA_STAND


def file_note(answer: AnswerModel) -> str:
    """Write an answer with the sources that it cites; an answer without statements names no source."""
    cited = {number for statement in answer.statements for number in statement.citations}
    lines = [NOTE_TITLE, NOTE_QUESTION.format(question=answer.question), "", NOTE_ANSWER]
    lines += [_statement_line(statement) for statement in answer.statements] or [answer.notice or ABSTAINED]
    lines += [f"- {PART_MISSING.format(part=part)}" for part in answer.missing_parts]
    sources = [_source_lines(source) for source in answer.sources if source.number in cited]
    if sources:
        lines += ["", NOTE_SOURCES, *sources]
    if answer.caveats:
        lines += ["", NOTE_CAVEATS, *(f"- {caveat}" for caveat in answer.caveats)]
    lines += ["", NOTE_FOOT.format(asked_at=moment(answer.asked_at), as_of=day(answer.as_of))]
    return "\n".join(lines)


def _statement_line(statement: StatementModel) -> str:
    numbers = "".join(f" [{number}]" for number in statement.citations)
    quoted = f" {NOTE_QUOTED}" if statement.support == "zitat" else ""
    text = f"»{statement.text}«" if statement.support == "zitat" else statement.text
    return f"- {text}{numbers}{quoted}"


def _source_lines(source: SourceModel) -> str:
    stand = DATA_STAND.format(day=day(source.stand))
    return f"[{source.number}] {source.locator.label}, {source.title} ({stand}): »{source.quote}«"
