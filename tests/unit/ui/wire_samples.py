"""Answers and documents as they come over HTTP."""

from datetime import UTC, date, datetime

from assistant.api.schemas import (
    AnswerModel,
    LocatorModel,
    PassageModel,
    RevisionModel,
    SourceModel,
    StatementModel,
    TimingsModel,
)

TEXT = "Die Gebühr beträgt 93,00 €. Sie ist vorher zu zahlen."
QUOTE = "Die Gebühr beträgt 93,00 €."


def source(number: int = 1, **changes: object) -> SourceModel:
    values: dict[str, object] = {
        "number": number,
        "passage_id": f"p{number}",
        "document_id": "d1",
        "title": "Gebührenverzeichnis",
        "kind": "spreadsheet",
        "locator": LocatorModel(label="Zeile 4"),
        "quote": QUOTE,
        "text": TEXT,
        "context": "",
        "stand": date(2026, 3, 1),
        "valid_from": None,
        "valid_until": None,
        "review_by": None,
        "url": "/api/v1/documents/d1/original",
    }
    return SourceModel.model_validate(values | changes)


def answer(**changes: object) -> AnswerModel:
    values: dict[str, object] = {
        "id": "a1",
        "conversation_id": "c1",
        "question": "Was kostet das?",
        "asked_at": datetime(2026, 11, 22, 12, 5, tzinfo=UTC),
        "as_of": date(2026, 11, 22),
        "status": "answered",
        "notice": "",
        "statements": [
            StatementModel(text="Es kostet 93,00 €.", support="belegt", citations=[1]),
            StatementModel(text=QUOTE, support="zitat", citations=[1]),
        ],
        "sources": [source(1), source(2, title="Nicht zitiert")],
        "timings": TimingsModel(search=0.1, first_statement=0.2, total=1.0),
        "model": "m",
        "prompt_version": "1",
        "index": "i",
        "problem": "",
        "withheld": 0,
    }
    return AnswerModel.model_validate(values | changes)


def passages(count: int) -> list[PassageModel]:
    return [
        PassageModel(id=f"p{number}", context="", text=TEXT, locator=LocatorModel(label=f"Zeile {number}"))
        for number in range(count)
    ]


def revision(key: str, **changes: object) -> RevisionModel:
    values: dict[str, object] = {
        "id": key,
        "title": "Gebühren",
        "published_at": datetime(2026, 11, 22, 12, 5, tzinfo=UTC),
        "current": False,
        "passages": 4,
        "how": "run",
        "who": "",
        "original_kept": False,
        "changes": None,
    }
    return RevisionModel.model_validate(values | changes)
