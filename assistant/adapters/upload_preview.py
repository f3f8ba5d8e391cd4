"""Reads the preview that `python -m ingest preview --json` has written."""

from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

from assistant.uploads.preview import Preview, PreviewDocument, PreviewPassage, Refusal
from knowledge_base.document import Locator

PREVIEW_FILE = "vorschau.json"


def preview_from(found: Mapping[str, Any]) -> Preview:
    """Build a preview; raises ValueError when it has another form."""
    try:
        return Preview(
            suffix=found["suffix"],
            documents=tuple(_document(document) for document in found["documents"]),
            refused=tuple(Refusal(**refused) for refused in found["refused"]),
        )
    except (KeyError, TypeError, AttributeError) as exc:
        raise ValueError(f"Die Vorschau hat eine andere Form: {exc}") from exc


def _document(found: Mapping[str, Any]) -> PreviewDocument:
    passages = tuple(
        PreviewPassage(each["context"], each["text"], Locator(**each["locator"])) for each in found["passages"]
    )
    return PreviewDocument(
        name=PurePath(found["source"]).name,
        title=found["title"],
        kind=found["kind"],
        media_type=found["media_type"],
        stand=date.fromisoformat(found["stand"]),
        stand_told=found["stand_told"],
        content_hash=found["content_hash"],
        how=found["how"],
        warnings=tuple(found["warnings"]),
        passages=passages,
    )
