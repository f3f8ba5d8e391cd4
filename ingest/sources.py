"""Looks at what lies on disk: which files are documents, which are passed over, and what is said about them."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.archives import ARCHIVE_SUFFIX, NO_DOCUMENTS, Archive
from ingest.metadata import DocumentMetadata, composed
from ingest.metadata_folders import MetadataFolders, Said, how_much
from ingest.parsing.sniff import SUFFIXES, refuse_too_large
from knowledge_base.errors import ConfigurationError, DocumentError


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A document on disk; its absolute path is its identity, `size` is in bytes.

    One in an archive has the archive's path before its own, as if the archive were a folder; `archive` and `member`
    tell where it lies.
    """

    path: Path
    content_hash: str
    metadata: DocumentMetadata
    size: int
    archive: Path | None = None
    member: str = ""
    said: Said = Said.NOTHING

    @property
    def source(self) -> str:
        """The identity under which the registry knows it."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is passed over or cannot be opened, and why."""

    path: Path
    reason: str
    is_fault: bool = False


@dataclass(slots=True)
class Sources:
    """What a scan found; `roots` are the files and folders that were asked for."""

    roots: tuple[Path, ...]
    files: list[SourceFile] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def within(self, source: str) -> bool:
        """Tell whether a source lies in what was asked for."""
        return any(below(Path(source), root) for root in self.roots)

    def unsure(self, source: str) -> bool:
        """Tell whether a source could not be looked at, or lies in a folder that could not: it may still be there."""
        return any(skipped.is_fault and below(Path(source), skipped.path) for skipped in self.skipped)


def below(path: Path, root: Path) -> bool:
    """Tell whether a path is a root or lies in it."""
    return path == root or root in path.parents


def scan(paths: Iterable[Path], known: Iterable[str] = ()) -> Sources:
    """Look at files and folders; a path that is gone is accepted only when the registry knows it (then it is removed).

    Raises ConfigurationError when a path does not exist, StorageError never: an unreadable file is a fault of its own.
    """
    roots = tuple(dict.fromkeys(path.expanduser().resolve() for path in paths))
    sources = Sources(roots)
    held = set(known)
    metadata = MetadataFolders()
    for root in roots:
        if root.is_dir():
            for path in _files(root, sources):
                _look(path, sources, metadata)
        elif root.is_file():
            _look(root, sources, metadata)
        elif not any(below(Path(source), root) for source in held):
            raise ConfigurationError(f"{root} gibt es nicht.", "Bitte den Pfad prüfen.")
    sources.files = sorted({file.source: file for file in sources.files}.values(), key=lambda file: file.source)
    sources.skipped += [Skipped(folder, reason, is_fault=True) for folder, reason in metadata.broken.items()]
    sources.skipped += [Skipped(path, reason) for path, reason in metadata.unknown_names()]
    return sources


def _files(root: Path, sources: Sources) -> Iterator[Path]:
    """Yield the files below a folder in a fixed order, hidden ones and lock files of Office left out."""

    def cannot_enter(exc: OSError) -> None:
        sources.skipped.append(Skipped(Path(exc.filename), f"Ordner nicht lesbar ({exc.strerror}).", is_fault=True))

    for folder, names, files in os.walk(root, onerror=cannot_enter):
        names[:] = sorted(name for name in names if not name.startswith((".", "__")))
        for name in sorted(files):
            if not name.startswith((".", "~$")) and name not in NO_DOCUMENTS:
                yield Path(folder) / name


def _look(path: Path, sources: Sources, metadata: MetadataFolders) -> None:
    if path.suffix.lower() == ARCHIVE_SUFFIX and path.is_file():
        if metadata.can_be_read(path.parent):
            _look_into(path, sources, metadata.of(path))
        return
    if path.suffix.lower() not in SUFFIXES:
        kind = f"Endung „{path.suffix}“" if path.suffix else "ohne Endung"
        sources.skipped.append(Skipped(path, f"Kein Dokument ({kind})."))
        return
    if not _has_a_writable_name(path):
        shown = Path(os.fsencode(path).decode("utf-8", "replace"))
        sources.skipped.append(Skipped(shown, "Der Dateiname hat unlesbare Zeichen; bitte umbenennen.", is_fault=True))
        return
    if not metadata.can_be_read(path.parent):
        return
    found = _hash_and_size(path)
    if isinstance(found, Skipped):
        sources.skipped.append(found)
        return
    digest, size = found
    entry = metadata.of(path)
    sources.files.append(SourceFile(path, digest, entry or DocumentMetadata(), size, said=how_much(entry)))


def _hash_and_size(path: Path) -> tuple[str, int] | Skipped:
    """Return a file's hash and its size in bytes, or why it is not read; one that is too large is not even opened."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Skipped(path, "Keine gewöhnliche Datei.")
        refuse_too_large(status.st_size)
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), file.tell()
    except OSError as exc:
        return Skipped(path, f"Nicht lesbar ({exc.strerror}).", is_fault=True)
    except DocumentError as exc:
        return Skipped(path, str(exc), is_fault=True)


def _look_into(path: Path, sources: Sources, entry: DocumentMetadata | None) -> None:
    """Look at the documents of an archive.

    What is said about the archive holds for those that the archive says nothing about, and its groups for all of them:
    whoever packed it must not open what the office has restricted.
    """
    of_all = (entry or DocumentMetadata()).model_copy(update={"title": ""})
    try:
        with Archive(path) as archive:
            told = archive.metadata()
            for member in archive.members():
                place = path / member.name
                if member.refused:
                    sources.skipped.append(Skipped(place, member.refused, is_fault=True))
                elif place.suffix.lower() not in SUFFIXES:
                    sources.skipped.append(Skipped(place, f"Kein Dokument (Endung „{place.suffix}“)."))
                else:
                    own = told.get(composed(member.name))
                    holding = (own or of_all).within(of_all.audience)
                    said = max(how_much(entry), Said.SOMETHING if own else Said.NOTHING)
                    sources.files.append(
                        SourceFile(place, member.hash, holding, member.size, path, member.stored_as, said)
                    )
    except (DocumentError, ConfigurationError) as exc:
        sources.skipped.append(Skipped(path, str(exc), is_fault=True))


def _has_a_writable_name(path: Path) -> bool:
    """Tell whether a name can be kept; on a disk of another system's making there are others."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
