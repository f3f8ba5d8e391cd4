"""Documents and passages as rows of the registry's tables, and back."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import RowMapping

from knowledge_base.document import Document, DocumentKind, Locator, Passage, Validity
from knowledge_base.law_names import canonical_law, section_number

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the registry holds of one source: enough to see whether a file has changed since."""

    document_id: str
    revision: str
    content_hash: str
    metadata_hash: str


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document as the lists show it; `content_hash` finds its original file."""

    document: Document
    passage_count: int
    content_hash: str


def revision_row(document: Document) -> Row:
    """Return a document's columns in kb_revisions; hashes and counts are for the caller to add."""
    return {
        "document_id": document.id,
        "revision": document.revision,
        "title": document.title,
        "kind": document.kind.value,
        "media_type": document.media_type,
        "stand": document.stand,
        "owner": document.owner,
        "audience": sorted(document.audience),
        "valid_from": document.validity.valid_from,
        "valid_until": document.validity.valid_until,
        "review_by": document.review_by,
        "version_of": document.version_of,
        "language": document.language,
    }


def document_from(row: RowMapping) -> Document:
    """Build a document from its kb_revisions columns and `source`."""
    return Document(
        id=row["document_id"],
        revision=row["revision"],
        source=row["source"],
        title=row["title"],
        kind=DocumentKind(row["kind"]),
        media_type=row["media_type"],
        stand=row["stand"],
        owner=row["owner"],
        audience=frozenset(row["audience"]),
        validity=Validity(row["valid_from"], row["valid_until"]),
        review_by=row["review_by"],
        version_of=row["version_of"],
        language=row["language"],
    )


def passage_row(passage: Passage, revision_key: int) -> Row:
    """Return a passage's columns in kb_passages."""
    return {
        "revision_key": revision_key,
        "id": passage.id,
        "document_id": passage.document_id,
        "ordinal": passage.ordinal,
        "kind": passage.kind.value,
        "context": passage.context,
        "text": passage.text,
        "locator": {name: value for name, value in asdict(passage.locator).items() if value is not None},
        "title_path": list(passage.title_path),
        "law": canonical_law(passage.locator.law) if passage.locator.law else None,
        "section": section_number(passage.locator.section) if passage.locator.section else None,
    }


def passage_from(row: RowMapping) -> Passage:
    """Build a passage from its kb_passages columns."""
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        ordinal=row["ordinal"],
        kind=DocumentKind(row["kind"]),
        context=row["context"],
        text=row["text"],
        locator=Locator(**row["locator"]),
        title_path=tuple(row["title_path"]),
    )
