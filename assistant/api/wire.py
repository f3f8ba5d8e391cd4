"""Turns the assistant's values into wire models."""

from datetime import date
from pathlib import PurePosixPath

from assistant.accounts.person import Person
from assistant.answering.answer import AnswerRecord, Source, Statement
from assistant.answering.individual_case import RULE_AND_PROCEDURE, is_about_one_person
from assistant.answering.translation.translation import Translation
from assistant.api import schemas
from assistant.conversations.ask import NewQuestion
from assistant.conversations.conversation import Conversation
from assistant.errors import InvalidRequest
from assistant.feedback.feedback import Feedback
from assistant.learning.follow_path import PathWithProgress
from assistant.learning.learning_path import Step
from assistant.privacy.mask import masked_kinds
from assistant.review.review_item import ReviewEntry
from knowledge_base.document import Document, DocumentKind, Locator, Passage
from knowledge_base.index import Scope
from knowledge_base.visibility import VersionPlace

PREFIX = "/api/v1"
DELETED_ASKER = "gelöscht"
MASKED = "Personendaten wurden nicht verwendet und nicht gespeichert: {kinds}."


def new_question(asked: schemas.AnswerQuestionRequest) -> NewQuestion:
    """Read a question; raises InvalidRequest for an unknown kind of document."""
    asked_scope = asked.scope or schemas.ScopeModel()
    unknown = sorted(set(asked_scope.kinds) - set(DocumentKind))
    if unknown:
        raise InvalidRequest("Diese Dokumentart gibt es nicht.", f"Möglich sind: {', '.join(DocumentKind)}.")
    scope = Scope(frozenset(DocumentKind(kind) for kind in asked_scope.kinds), frozenset(asked_scope.document_ids))
    return NewQuestion(
        asked.question,
        asked.conversation_id,
        scope,
        asked.as_of,
        names_nobody=asked.personal_data == "none",
        translate=None if asked.answer_language is None else asked.answer_language == "question",
    )


def person_model(person: Person) -> schemas.Person:
    """Show who somebody is and what the role allows."""
    return schemas.Person(
        id=person.id,
        username=person.username,
        display_name=person.display_name,
        role=person.role.value,
        permissions=sorted(permission.value for permission in person.permissions),
    )


def locator_model(locator: Locator) -> schemas.LocatorModel:
    """Show where a passage stands."""
    return schemas.LocatorModel(**{name: getattr(locator, name) for name in schemas.LocatorModel.model_fields})


def source_model(source: Source) -> schemas.SourceModel:
    """Show a numbered source."""
    passage, document = source.hit.passage, source.hit.document
    return schemas.SourceModel(
        number=source.number,
        passage_id=passage.id,
        document_id=document.id,
        title=document.title,
        kind=document.kind.value,
        locator=locator_model(passage.locator),
        quote=source.quote,
        text=passage.text,
        context=passage.context,
        stand=document.stand,
        valid_from=document.validity.valid_from,
        valid_until=document.validity.valid_until,
        review_by=document.review_by,
        url=original_url(document.id, page=passage.locator.page),
    )


def original_url(document_id: str, *, page: int | None = None) -> str:
    """Return where a document's original file is, opened at a page where it has any."""
    return f"{PREFIX}/documents/{document_id}/original" + (f"#page={page}" if page else "")


def statement_model(statement: Statement) -> schemas.StatementModel:
    """Show one sentence of an answer."""
    return schemas.StatementModel(
        text=statement.text,
        support=statement.support.value,
        citations=list(statement.citations),
        translation=None if statement.translation is None else translation_model(statement.translation),
    )


def translation_model(translation: Translation) -> schemas.TranslationModel:
    """Show what became of a statement's translation."""
    language = translation.language
    return schemas.TranslationModel(
        state=translation.state.value,
        language=language.value if language else "",
        direction="rtl" if language and language.is_written_from_the_right else "ltr",
        text=translation.text,
    )


def feedback_model(feedback: Feedback) -> schemas.FeedbackModel:
    """Show a judgement."""
    return schemas.FeedbackModel(rating=feedback.rating.value, reasons=list(feedback.reasons), comment=feedback.comment)


def answer_hints(question: str) -> list[str]:
    """Say what was replaced in a question, and who decides when it is about one person's case."""
    kinds = masked_kinds(question)
    hints = [MASKED.format(kinds=", ".join(kinds))] if kinds else []
    return [*hints, RULE_AND_PROCEDURE] if is_about_one_person(question) else hints


def answer_model(record: AnswerRecord, feedback: Feedback | None = None) -> schemas.AnswerModel:
    """Show a kept answer with all that it rests on."""
    answer = record.answer
    return schemas.AnswerModel(
        id=record.id,
        conversation_id=record.conversation_id,
        question=answer.question,
        asked_at=record.asked_at,
        as_of=record.as_of,
        status=answer.status.value,
        notice=answer.notice,
        statements=[statement_model(statement) for statement in answer.statements],
        sources=[source_model(source) for source in answer.sources],
        timings=schemas.TimingsModel(
            search=answer.timings.search, first_statement=answer.timings.first_statement, total=answer.timings.total
        ),
        model=answer.model,
        prompt_version=answer.prompt_version,
        index=answer.index,
        problem=answer.problem,
        withheld=answer.withheld,
        hints=answer_hints(answer.question),
        caveats=list(answer.caveats),
        missing_parts=list(answer.missing_parts),
        feedback=None if feedback is None else feedback_model(feedback),
    )


def conversation_model(conversation: Conversation) -> schemas.ConversationModel:
    """Show a conversation in the history."""
    return schemas.ConversationModel(
        id=conversation.id,
        title=conversation.title,
        started_at=conversation.started_at,
        questions=conversation.questions,
    )


def document_model(
    document: Document, *, passages: int, today: date, version: VersionPlace | None = None
) -> schemas.DocumentModel:
    """Show a document in the list."""
    return schemas.DocumentModel(
        id=document.id,
        title=document.title,
        kind=document.kind.value,
        media_type=document.media_type,
        source_name=PurePosixPath(document.source).name,
        owner=document.owner,
        audience=sorted(document.audience),
        stand=document.stand,
        valid_from=document.validity.valid_from,
        valid_until=document.validity.valid_until,
        review_by=document.review_by,
        overdue=document.review_by is not None and document.review_by < today,
        passages=passages,
        version=None if version is None else version.value,
    )


def passage_model(passage: Passage) -> schemas.PassageModel:
    """Show a passage in reading order."""
    return schemas.PassageModel(
        id=passage.id, context=passage.context, text=passage.text, locator=locator_model(passage.locator)
    )


def learning_path_model(followed: PathWithProgress, readable: list[Document]) -> schemas.LearningPathModel:
    """Show the learning path with the documents that this person may read."""
    return schemas.LearningPathModel(
        title=followed.path.title,
        weeks=[
            schemas.LearningWeek(title=week.title, steps=[_step(step, followed, readable) for step in week.steps])
            for week in followed.path.weeks
        ],
    )


def _step(step: Step, followed: PathWithProgress, readable: list[Document]) -> schemas.LearningStep:
    documents = [document for path in step.documents for document in readable if _is_at(document, path)]
    return schemas.LearningStep(
        id=step.id,
        title=step.title,
        text=step.text,
        documents=[schemas.LearningDocument(id=document.id, title=document.title) for document in documents],
        questions=list(step.questions),
        done_at=followed.done.get(step.id),
    )


def _is_at(document: Document, path: str) -> bool:
    return document.source == path or document.source.endswith("/" + path)


def review_item_model(entry: ReviewEntry) -> schemas.ReviewItemModel:
    """Show an item of the editor's list."""
    item = entry.item
    return schemas.ReviewItemModel(
        id=item.id,
        kind=item.kind.value,
        state=item.state.value,
        opened_at=item.opened_at,
        updated_at=item.updated_at,
        asked_by=entry.asked_by or DELETED_ASKER,
        reasons=list(item.reasons),
        comment=item.comment,
        note=item.note,
        handled_by=entry.handled_by,
        missing_part=entry.missing_part,
        answer=answer_model(entry.record),
    )
