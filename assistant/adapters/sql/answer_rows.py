"""Answers as database rows: sources are kept whole, so that history shows them as they were."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.answering.answer import Answer, AnswerRecord, Source, Statement, Status, Support, Timings
from assistant.answering.translation.language import Language
from assistant.answering.translation.translation import Translation, TranslationState
from knowledge_base.document import Document, DocumentKind, Locator, Passage, Validity
from knowledge_base.index import Hit, Scope

Row = Mapping[Any, Any]
_LOCATOR_FIELDS = tuple(Locator.__dataclass_fields__)


def answer_row(record: AnswerRecord) -> dict[str, Any]:
    """Turn a record into the columns of `answers`."""
    answer = record.answer
    return {
        "id": record.id,
        "conversation_id": record.conversation_id or None,
        "user_id": record.user_id or None,
        "asked_at": record.asked_at,
        "as_of": record.as_of,
        "scope": {"kinds": sorted(record.scope.kinds), "document_ids": sorted(record.scope.document_ids)},
        "status": answer.status.value,
        "question": answer.question,
        "search_text": answer.search_text,
        "statements": [_statement_row(statement) for statement in answer.statements],
        "sources": [_source_row(source) for source in answer.sources],
        "timings": {
            "search": answer.timings.search,
            "first_statement": answer.timings.first_statement,
            "total": answer.timings.total,
        },
        "model": answer.model,
        "prompt_version": answer.prompt_version,
        "index_label": answer.index,
        "notice": answer.notice,
        "caveats": list(answer.caveats),
        "missing_parts": list(answer.missing_parts),
        "problem": answer.problem,
        "withheld": answer.withheld,
    }


def record_from(row: Row) -> AnswerRecord:
    """Turn a row of `answers` into a record."""
    answer = Answer(
        status=Status(row["status"]),
        question=row["question"],
        search_text=row["search_text"],
        statements=tuple(_statement_from(kept) for kept in row["statements"]),
        sources=tuple(_source_from(kept) for kept in row["sources"]),
        timings=Timings(**row["timings"]),
        model=row["model"],
        prompt_version=row["prompt_version"],
        index=row["index_label"],
        notice=row["notice"],
        caveats=tuple(row["caveats"]),
        missing_parts=tuple(row["missing_parts"]),
        problem=row["problem"],
        withheld=row["withheld"],
    )
    return AnswerRecord(
        id=row["id"],
        conversation_id=row["conversation_id"] or "",
        user_id=row["user_id"] or "",
        asked_at=row["asked_at"],
        answer=answer,
        as_of=row["as_of"],
        scope=Scope(
            frozenset(DocumentKind(kind) for kind in row["scope"]["kinds"]), frozenset(row["scope"]["document_ids"])
        ),
    )


def _statement_row(statement: Statement) -> dict[str, Any]:
    kept = {"text": statement.text, "support": statement.support.value, "citations": list(statement.citations)}
    translation = statement.translation
    if translation is None:
        return kept
    told = {"state": translation.state.value, "language": translation.language, "text": translation.text}
    return kept | {"translation": told}


def _statement_from(kept: Row) -> Statement:
    told = kept.get("translation")
    language = Language(told["language"]) if told and told["language"] else None
    return Statement(
        kept["text"],
        Support(kept["support"]),
        tuple(kept["citations"]),
        None if told is None else Translation(TranslationState(told["state"]), language, told["text"]),
    )


def _source_row(source: Source) -> dict[str, Any]:
    hit = source.hit
    return {
        "number": source.number,
        "quote": source.quote,
        "passage": _passage_row(hit.passage),
        "document": _document_row(hit.document),
        "score": hit.score,
        "cosine": hit.cosine,
        "lexical_score": hit.lexical_score,
        "cited": hit.cited,
    }


def _source_from(kept: Row) -> Source:
    hit = Hit(
        passage=_passage_from(kept["passage"]),
        document=_document_from(kept["document"]),
        score=kept["score"],
        cosine=kept["cosine"],
        lexical_score=kept["lexical_score"],
        cited=kept["cited"],
    )
    return Source(kept["number"], hit, kept["quote"])


def _passage_row(passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "ordinal": passage.ordinal,
        "kind": passage.kind.value,
        "context": passage.context,
        "text": passage.text,
        "locator": {name: getattr(passage.locator, name) for name in _LOCATOR_FIELDS},
        "title_path": list(passage.title_path),
    }


def _passage_from(kept: Row) -> Passage:
    return Passage(
        id=kept["id"],
        document_id=kept["document_id"],
        ordinal=kept["ordinal"],
        kind=DocumentKind(kept["kind"]),
        context=kept["context"],
        text=kept["text"],
        locator=Locator(**{name: value for name, value in kept["locator"].items() if name in _LOCATOR_FIELDS}),
        title_path=tuple(kept["title_path"]),
    )


def _document_row(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "revision": document.revision,
        "source": document.source,
        "title": document.title,
        "kind": document.kind.value,
        "media_type": document.media_type,
        "stand": document.stand.isoformat(),
        "owner": document.owner,
        "audience": sorted(document.audience),
        "valid_from": _iso(document.validity.valid_from),
        "valid_until": _iso(document.validity.valid_until),
        "review_by": _iso(document.review_by),
        "version_of": document.version_of,
        "language": document.language,
    }


def _document_from(kept: Row) -> Document:
    return Document(
        id=kept["id"],
        revision=kept["revision"],
        source=kept["source"],
        title=kept["title"],
        kind=DocumentKind(kept["kind"]),
        media_type=kept["media_type"],
        stand=date.fromisoformat(kept["stand"]),
        owner=kept["owner"],
        audience=frozenset(kept["audience"]),
        validity=Validity(_day(kept["valid_from"]), _day(kept["valid_until"])),
        review_by=_day(kept["review_by"]),
        version_of=kept["version_of"],
        language=kept["language"],
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
