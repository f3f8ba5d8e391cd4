"""What uploads need of ingestion, and of the documents that are known already."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Protocol

from assistant.uploads.preview import Preview, Refusal
from assistant.uploads.upload import UploadProgress


class Stopped(Exception):
    """The work was stopped: the upload was discarded, or the product ends."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a run did: files taken in or found unchanged, passages written, German warnings, and what was refused."""

    files: int
    passages: int
    warnings: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()


class Ingestion(Protocol):
    """Reads files and takes them in; a file of strangers is opened in processes of its own only."""

    def preview(self, path: Path, stop: Event) -> Preview:
        """Read a file and lay its preview beside it; raises Stopped, DocumentError, StorageError."""
        ...

    def publish(self, folder: Path, stop: Event, tell: Callable[[UploadProgress], None]) -> Published:
        """Bring the knowledge base in line with a folder, after other runs; raises Stopped and AmtslotseError."""
        ...


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document of the knowledge base; `is_upload` tells that it came in as one."""

    id: str
    title: str
    file_name: str
    content_hash: str
    is_upload: bool


class KnownDocuments(Protocol):
    """The documents of the knowledge base."""

    def alike(self, name: str, content_hashes: Collection[str], audience: frozenset[str]) -> list[KnownDocument]:
        """Find those with this file name, in any case of letters, or one of these contents, which these may read."""
        ...
