"""Reads files one after the other: what is asked, what comes back, and the plain reader that does it right here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ingest.metadata import DocumentMetadata
from ingest.prepare import Prepared, prepare
from knowledge_base.errors import DocumentError


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A file to be read; its content lies at `stored_at` when that is not where the document belongs."""

    path: Path
    document_id: str
    metadata: DocumentMetadata
    stored_at: Path | None = None


Answer = Prepared | DocumentError
"""What became of a file; the error says why it cannot be read, and what to do."""


class DocumentReader(Protocol):
    """Reads and cuts files."""

    def read(self, requests: Iterable[ReadRequest]) -> Iterator[Answer]:
        """Yield an answer for each request, in order; requests may be taken a few ahead of the answers."""
        ...

    def close(self) -> None:
        """Let go of processes and files."""
        ...


class PlainReader:
    """Reads in this process, without limits: for files that are trusted."""

    def read(self, requests: Iterable[ReadRequest]) -> Iterator[Answer]:
        """Yield an answer for each request, in order."""
        return map(answer_to, requests)

    def close(self) -> None:
        """Nothing to let go of."""


def answer_to(request: ReadRequest, most_passages: int | None = None) -> Answer:
    """Read and cut one file; one of more than `most_passages` is refused."""
    try:
        prepared = prepare(
            request.path, document_id=request.document_id, metadata=request.metadata, stored_at=request.stored_at
        )
    except DocumentError as exc:
        return exc
    if most_passages is not None and len(prepared.passages) > most_passages:
        return _too_many(len(prepared.passages), most_passages)
    return prepared


def _too_many(found: int, allowed: int) -> DocumentError:
    count, most = (f"{number:,}".replace(",", ".") for number in (found, allowed))
    return DocumentError(
        f"Die Datei ergibt {count} Textstellen, höchstens {most} sind vorgesehen.",
        "Bitte prüfen, ob sie lesbaren Text enthält, und in kleinere Dokumente teilen; "
        "die Grenze ist mit AMTSLOTSE_DOCUMENT_PASSAGES einstellbar.",
    )
