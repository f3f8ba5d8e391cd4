"""`python -m assistant ask`: one question, answered on the command line with everything that the API uses."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime

import typer

from assistant.accounts.person import AUDIENCES, Role
from assistant.adapters.chat_model import open_writer
from assistant.adapters.model_maker import make_elsewhere
from assistant.adapters.model_server import start_local_model
from assistant.adapters.served_reader import open_reader
from assistant.answering.answer import Answer, AnswerRecord, AnswerRequest, Source, Status, Support
from assistant.answering.reading import Reader
from assistant.answering.writer import Writer
from assistant.api.wire import answer_hints, answer_model
from assistant.bootstrap import answer_question
from assistant.privacy.mask import mask
from assistant.settings import Settings
from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.errors import ConfigurationError, ModelError, StorageError


def ask(question: str, *, as_json: bool, as_of: date | None = None) -> None:
    """Answer a question with the rights of an editor; raises AmtslotseError when the knowledge base cannot be used."""
    if not any(character.isalnum() for character in question):
        raise ConfigurationError("Die Frage ist leer.", 'Zum Beispiel: python -m assistant ask "Was kostet der eAT?"')
    settings = Settings()
    day = as_of or date.today()  # noqa: DTZ011 - the office's own day counts
    request = AnswerRequest(mask(question).text, day, AUDIENCES[Role.REDAKTION])
    with _models(settings) as (writer, reader), open_knowledge_base(settings) as knowledge:
        answer = answer_question(knowledge, writer, reader=reader).answer(request)
    typer.echo(_as_json(answer, request) if as_json else as_text(answer))


@contextmanager
def _models(settings: Settings) -> Iterator[tuple[Writer | None, Reader | None]]:
    """Provide who writes and who reads; the local model is started for this question when it does not run yet."""
    writer, reader = open_writer(settings), open_reader(settings)
    with ExitStack() as server:
        if settings.wants_local_model:
            try:
                make_elsewhere(settings, _hint)
                server.enter_context(start_local_model(settings))
            except (ModelError, StorageError) as problem:
                _hint(f"Hinweis: {problem}")
                reader = None
        yield writer, reader


def _hint(text: str) -> None:
    typer.echo(text, err=True)


def _as_json(answer: Answer, request: AnswerRequest) -> str:
    record = AnswerRecord(
        id="a" + secrets.token_hex(10),
        conversation_id="",
        user_id="",
        asked_at=datetime.now(UTC),
        answer=answer,
        as_of=request.as_of,
    )
    return answer_model(record).model_dump_json(indent=2)


def as_text(answer: Answer) -> str:
    """Write an answer for the terminal: what it is, what it leaves open, its statements and its sources."""
    lines = [answer.notice] if answer.notice else []
    lines += [f"Zu „{part}“ finde ich nichts." for part in answer.missing_parts]
    for statement in answer.statements:
        mark = "belegt" if statement.support is Support.BELEGT else "Zitat"
        numbers = "".join(f"[{number}]" for number in statement.citations)
        lines.append(f"- {statement.text} {numbers} ({mark})")
    if answer.sources:
        lines += ["", "Am nächsten liegen:" if answer.status is Status.ABSTAINED else "Quellen:"]
        lines += [_source_line(source) for source in answer.sources]
    lines += [line for hint in answer_hints(answer.question) for line in ("", hint)]
    if answer.problem:
        lines += ["", answer.problem]
    return "\n".join(lines)


def _source_line(source: Source) -> str:
    document = source.hit.document
    return f"[{source.number}] {document.title}, {source.hit.passage.locator.label}, Stand {document.stand:%d.%m.%Y}"
