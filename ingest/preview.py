"""Reads a file as a run would, without taking it in: its passages, what is known of it, or why it is refused."""

import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.archives import ARCHIVE_SUFFIX, Archive, kept_member
from ingest.metadata import METADATA_FILE, DocumentMetadata, composed, read_metadata
from ingest.parsing.sniff import TEXT_SUFFIXES, ZIP_MEMBERS, FileType, refuse_too_large
from ingest.prepare import Prepared
from ingest.reader import DocumentReader, ReadRequest
from ingest.sources import SourceFile, scan
from knowledge_base.document import Passage
from knowledge_base.errors import DocumentError
from knowledge_base.originals import Originals

OWN_SUFFIXES = {
    FileType.STATUTE: (".xml",),
    FileType.BPMN: (".bpmn", ".xml"),
    FileType.PDF: (".pdf",),
    FileType.DOCX: (".docx",),
    FileType.PPTX: (".pptx",),
    FileType.XLSX: (".xlsx",),
    FileType.ODT: (".odt",),
    FileType.MSG: (".msg",),
    FileType.RTF: (".rtf",),
} | {kind: tuple(suffix for suffix, of in TEXT_SUFFIXES.items() if of is kind) for kind in set(TEXT_SUFFIXES.values())}
"""The endings that each format may have; the first is its usual one."""

MACROS = ("vbaproject.bin", "basic/script-lc.xml")
"""What a file with macros has in it, in Microsoft's and in the OpenDocument formats."""

NO_ID = "dvorschau"


@dataclass(slots=True)
class Preview:
    """What became of a file: its documents (one, or those of an archive), and what was refused.

    `suffix` is the ending under which a run reads it.
    """

    suffix: str
    documents: list[Prepared] = field(default_factory=list)
    refused: list[tuple[str, DocumentError]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "suffix": self.suffix,
            "documents": [_document(prepared) for prepared in self.documents],
            "refused": [
                {"name": name, "message": error.message, "remedy": error.remedy} for name, error in self.refused
            ],
        }


def preview(path: Path, reader: DocumentReader) -> Preview:
    """Read one file, with what a metadata.yaml beside it says; the type is told by content, not by name."""
    try:
        refuse_too_large(path.stat().st_size)
        metadata = read_metadata(path.parent).get(composed(path.name)) or DocumentMetadata()
        names = _names_in_zip(path)
        if names is not None and not _is_document(names):
            return _preview_of_archive(path, reader)
        _refuse_macros(names)
        return _preview_of_document(path, metadata, reader)
    except DocumentError as exc:
        return Preview(path.suffix.lower(), refused=[(path.name, exc)])


def _preview_of_document(path: Path, metadata: DocumentMetadata, reader: DocumentReader) -> Preview:
    (answer,) = reader.read([ReadRequest(path, NO_ID, metadata)])
    if isinstance(answer, DocumentError):
        raise answer
    allowed = OWN_SUFFIXES[FileType(answer.document.media_type)]
    suffix = path.suffix.lower()
    return Preview(suffix if suffix in allowed else allowed[0], [answer])


def _preview_of_archive(path: Path, reader: DocumentReader) -> Preview:
    found = Preview(ARCHIVE_SUFFIX)
    if path.suffix.lower() != ARCHIVE_SUFFIX:
        raise DocumentError(
            "Die Datei ist ein Archiv, heißt aber nicht so.",
            "Ein Archiv von Dokumenten muss auf .zip enden; sonst bitte neu speichern.",
        )
    with Archive(path):
        pass  # too large or damaged is said for the whole archive, not file by file
    sources = scan([path])
    found.refused += [
        (str(skipped.path.relative_to(path)), DocumentError(skipped.reason))
        for skipped in sources.skipped
        if skipped.path != path and skipped.path.name != METADATA_FILE
    ]
    with tempfile.TemporaryDirectory(prefix="amtslotse-vorschau-") as folder:
        requests = list(_requests(sources.files, Originals(Path(folder))))
        for request, answer in zip(requests, reader.read(requests), strict=True):
            if isinstance(answer, DocumentError):
                found.refused.append((str(request.path.relative_to(path)), answer))
            else:
                found.documents.append(answer)
    if not found.documents and not found.refused:
        raise DocumentError("Das Archiv enthält kein Dokument.", "Bitte Dokumente hineinlegen oder einzeln hochladen.")
    return found


def _requests(files: list[SourceFile], unpacked: Originals) -> Iterator[ReadRequest]:
    for file in files:
        place = kept_member(file, unpacked)
        _refuse_macros(_names_in_zip(place) if place and place.exists() else None, f"„{file.path.name}“ im Archiv")
        yield ReadRequest(file.path, NO_ID, file.metadata, place)


def _names_in_zip(path: Path) -> list[str] | None:
    """Return the names in a zipped file, None for any other; a damaged one is left to its reader."""
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return None
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as exc:
        raise DocumentError("Die Datei ist beschädigt (kein lesbares ZIP-Archiv).", "Bitte neu speichern.") from exc


def _is_document(names: list[str]) -> bool:
    return "mimetype" in names or any(member in names for member in ZIP_MEMBERS)


def _refuse_macros(names: list[str] | None, what: str = "Die Datei") -> None:
    if any(name.lower().endswith(MACROS) for name in names or ()):
        raise DocumentError(f"{what} enthält Makros.", "Bitte ohne Makros speichern, als DOCX, XLSX, PPTX oder PDF.")


def _document(prepared: Prepared) -> dict[str, Any]:
    document = prepared.document
    return {
        "source": document.source,
        "title": document.title,
        "kind": document.kind.value,
        "media_type": document.media_type,
        "stand": document.stand.isoformat(),
        "stand_told": prepared.stand_told,
        "version_of": document.version_of,
        "language": document.language,
        "content_hash": prepared.content_hash,
        "how": prepared.how,
        "warnings": list(prepared.warnings),
        "passages": [_passage(passage) for passage in prepared.passages],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"context": passage.context, "text": passage.text, "locator": asdict(passage.locator)}
