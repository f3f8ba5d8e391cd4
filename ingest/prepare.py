"""Turns one file into a document with its passages, ready to be staged."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ingest.chunking.passages import passages_of
from ingest.metadata import DocumentMetadata
from ingest.parsing.blocks import ParsedDocument
from ingest.parsing.parse import parse
from ingest.parsing.sniff import refuse_too_large
from knowledge_base.document import Document, Passage, Validity
from knowledge_base.errors import DocumentError
from knowledge_base.fingerprint import revision_of
from knowledge_base.model_instructions import sentences_to_a_model


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document, its passages, and what the registry needs to notice a change.

    `size` is the file's, in bytes; `how` and `warnings` are German; `stand_told` says that the content tells its Stand.
    """

    document: Document
    passages: tuple[Passage, ...]
    content_hash: str
    metadata_hash: str
    size: int
    how: str
    warnings: tuple[str, ...] = ()
    stand_told: bool = False


def prepare(path: Path, *, document_id: str, metadata: DocumentMetadata, stored_at: Path | None = None) -> Prepared:
    """Read and cut a file; raises DocumentError with the remedy when it cannot be read.

    `stored_at` is where the content lies when that is not `path`: in an archive, or among the kept originals.
    """
    try:
        refuse_too_large((stored_at or path).stat().st_size)
        content = (stored_at or path).read_bytes()
    except OSError as exc:
        raise DocumentError(f"Nicht lesbar ({exc.strerror}).", "Bitte Zugriffsrechte prüfen.") from exc
    digest = hashlib.sha256(content).hexdigest()
    parsed = parse(path.name, content)
    title = metadata.title or parsed.title
    passages, warnings = passages_of(parsed, document_id, title)
    if not passages:
        raise DocumentError("Die Datei enthält keinen Text.", "Bitte Inhalt ergänzen oder die Datei entfernen.")
    document = Document(
        id=document_id,
        revision=revision_of(digest, metadata.hash),
        source=str(path),
        title=title,
        kind=parsed.kind,
        media_type=str(parsed.media_type),
        stand=_stand(parsed, metadata, path),
        owner=metadata.owner,
        audience=metadata.audience,
        validity=Validity(metadata.valid_from, metadata.valid_until),
        review_by=metadata.review_by,
        version_of=parsed.version_of,
        language=parsed.language,
    )
    hashes = {"content_hash": digest, "metadata_hash": metadata.hash}
    return Prepared(
        document,
        tuple(passages),
        **hashes,
        size=len(content),
        how=parsed.how,
        warnings=(*parsed.warnings, *warnings, *_orders_to_a_model(passages)),
        stand_told=parsed.stand is not None,
    )


def _orders_to_a_model(passages: Sequence[Passage]) -> list[str]:
    """Warn of sentences that a reader may not even see, and that nobody writes for people."""
    found = [sentence for passage in passages for sentence in sentences_to_a_model(passage.text)]
    first = " ".join(found[0].split())[:120] if found else ""
    count = f"{len(found)} Sätze richten" if len(found) > 1 else "Ein Satz richtet"
    return [f"{count} sich an ein Sprachmodell. Das wird nie zitiert; bitte prüfen: „{first}“"] if found else []


def _stand(parsed: ParsedDocument, metadata: DocumentMetadata, path: Path) -> date:
    told = parsed.stand or metadata.valid_from
    if told is not None:
        return told
    # What lies in an archive is as old as the archive.
    file = next((place for place in (path, *path.parents) if place.is_file()), None)
    try:
        changed = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC) if file else datetime.now(tz=UTC)
    # Other systems keep times beyond the year 9999.
    except (OSError, ValueError, OverflowError):
        changed = datetime.now(tz=UTC)
    return changed.astimezone().date()
