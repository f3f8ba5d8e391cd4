"""An answer from long ago, as its reader may see it today: without what rests on documents that are not for them."""

from collections.abc import Callable
from dataclasses import replace

from assistant.answering.answer import Answer, AnswerRecord, Source

NO_LONGER_ONE = (
    "Eine Quelle dieser Antwort ist für Sie nicht mehr freigegeben. Ihr Text und was sich auf sie stützt, fehlen hier."
)
NO_LONGER_MANY = (
    "{count} Quellen dieser Antwort sind für Sie nicht mehr freigegeben. "
    "Ihr Text und was sich auf sie stützt, fehlen hier."
)


def withhold(record: AnswerRecord, may_read: Callable[[Source], bool]) -> AnswerRecord:
    """Leave out the sources that may not be read, the statements that cite them, and the caveats that name them."""
    kept = tuple(source for source in record.answer.sources if may_read(source))
    missing = len(record.answer.sources) - len(kept)
    return replace(record, answer=_without(record.answer, kept, missing)) if missing else record


def _without(answer: Answer, kept: tuple[Source, ...], missing: int) -> Answer:
    numbers = {source.number for source in kept}
    gone = [source.number for source in answer.sources if source.number not in numbers]
    statements = tuple(statement for statement in answer.statements if numbers.issuperset(statement.citations))
    said = NO_LONGER_ONE if missing == 1 else NO_LONGER_MANY.format(count=missing)
    # A contradiction's notice tells the figures of both its sources.
    caveats = [caveat for caveat in answer.caveats if not any(f"[{number}]" in caveat for number in gone)]
    return replace(
        answer,
        sources=kept,
        statements=statements,
        caveats=(said, *caveats),
        notice=answer.notice if statements or not answer.statements else said,
    )
