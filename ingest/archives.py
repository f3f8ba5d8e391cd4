"""Looks into ZIP archives of documents, within limits: an archive is a folder whose files are unpacked one by one."""

import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Self

from ingest.metadata import METADATA_FILE, DocumentMetadata, composed, parse_metadata
from ingest.parsing.sniff import MAX_BYTES
from ingest.parsing.zip_entries import require_separate_entries
from knowledge_base.errors import ConfigurationError, DocumentError
from knowledge_base.originals import Originals

if TYPE_CHECKING:
    from ingest.sources import SourceFile

ARCHIVE_SUFFIX = ".zip"
MAX_MEMBERS = 2_000
MAX_UNPACKED = 500 * 1024 * 1024
MAX_RATIO, RATIO_COUNTS_FROM = 200, 1024 * 1024
"""No document shrinks to less than a two-hundredth; small files of blanks may."""

NO_DOCUMENTS = frozenset({METADATA_FILE, "lernpfad.yaml"})
"""Files that steer the product and are no documents."""

OTHER_ARCHIVES = frozenset({".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz"})
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError, RuntimeError)
CHUNK = 1024 * 1024
MAX_METADATA = 256 * 1024
"""Bytes of all metadata files of an archive together: read here, outside the limits of the reading process."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its tidied name, the one in the archive, its SHA-256 and size, or why it is not read."""

    name: str
    stored_as: str
    hash: str = ""
    size: int = 0
    refused: str = ""


class Archive:
    """An opened archive; raises DocumentError when it is damaged or larger than allowed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except BROKEN as exc:
            raise _damaged() from exc
        entries = [entry for entry in self._zip.infolist() if entry.filename and not entry.is_dir()]
        self._entries = [entry for entry in entries if _is_shown(entry.filename)]
        total = sum(entry.file_size for entry in entries)
        if len(entries) > MAX_MEMBERS or total > MAX_UNPACKED:
            self._zip.close()
            raise DocumentError(
                f"Das Archiv ist zu groß: {len(entries)} Dateien, entpackt {total // 1024**2} MB "
                f"(höchstens {MAX_MEMBERS} und {MAX_UNPACKED // 1024**2} MB).",
                "Bitte auf mehrere Archive verteilen oder entpackt ablegen.",
            )
        try:
            require_separate_entries(entries)
        except DocumentError:
            self._zip.close()
            raise

    def members(self) -> Iterator[Member]:
        """Yield the files, each read once for its hash."""
        for entry in self._entries:
            name = _tidied(entry.filename)
            if PurePosixPath(name).name in NO_DOCUMENTS:
                continue
            refused = _refusal(entry, name)
            if refused:
                yield Member(name or entry.filename.replace("\0", ""), entry.filename, refused=refused)
                continue
            digest = hashlib.sha256()
            try:
                for chunk in self.content(entry.filename):
                    digest.update(chunk)
            except DocumentError as exc:
                yield Member(name, entry.filename, refused=str(exc))
                continue
            yield Member(name, entry.filename, digest.hexdigest(), entry.file_size)

    def metadata(self) -> dict[str, DocumentMetadata]:
        """Return what metadata files in the archive say, by name from the archive's root.

        Raises DocumentError when one is wrong: without it nobody knows who may read the archive's files.
        """
        told: dict[str, DocumentMetadata] = {}
        places = [(PurePosixPath(_tidied(entry.filename)), entry) for entry in self._entries]
        files = [(place, entry) for place, entry in places if place.name == METADATA_FILE]
        if sum(entry.file_size for _, entry in files) > MAX_METADATA:
            raise DocumentError(
                f"Die Metadaten im Archiv sind zu groß (höchstens {MAX_METADATA // 1024} KB).",
                "Bitte auf mehrere Archive verteilen oder entpackt ablegen.",
            )
        for place, entry in files:
            try:
                said = parse_metadata(Path(place), b"".join(self.content(entry.filename)))
            except ConfigurationError as exc:
                raise DocumentError(f"Im Archiv: {exc.message}", exc.remedy) from exc
            told |= {composed(str(place.parent / name)): metadata for name, metadata in said.items()}
        return told

    def content(self, stored_as: str) -> Iterator[bytes]:
        """Yield a file piece by piece; raises DocumentError when it is damaged or encrypted."""
        try:
            with self._zip.open(stored_as) as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except (*BROKEN, KeyError) as exc:
            raise _damaged() from exc

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()


def kept_member(file: "SourceFile", originals: Originals) -> Path | None:
    """Unpack a file from its archive into the originals and return where it lies; None for one in no archive."""
    if file.archive is None:
        return None
    if (there := originals.path(file.content_hash)) is not None:
        return there
    with tempfile.TemporaryDirectory(prefix="amtslotse-zip-") as folder:
        unpacked = Path(folder) / f"datei{file.path.suffix.lower()}"
        try:
            with Archive(file.archive) as archive, unpacked.open("wb") as target:
                target.writelines(archive.content(file.member))
        except DocumentError:
            return unpacked  # it is gone by now, so that the reader refuses it
        return originals.path(originals.keep(unpacked))


def _is_shown(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and not any(part.startswith((".", "~$", "__")) and part != ".." for part in parts)


def _tidied(name: str) -> str:
    """Return a name with plain slashes, "" for one that leads out of the archive."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    leads_out = not parts or ".." in parts or parts[0] == "/" or ":" in parts[0] or "\0" in name
    return "" if leads_out else "/".join(parts)


def _refusal(entry: zipfile.ZipInfo, name: str) -> str:
    if not name:
        return "Der Name im Archiv führt aus dem Archiv hinaus."
    if PurePosixPath(name).suffix.lower() in OTHER_ARCHIVES:
        return "Ein Archiv im Archiv wird nicht gelesen; bitte entpackt ablegen."
    if entry.flag_bits & 0x1:
        return "Die Datei ist verschlüsselt; bitte ohne Kennwort packen."
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "Die Packart wird nicht gelesen; bitte als gewöhnliches ZIP packen."
    too_dense = entry.file_size > max(RATIO_COUNTS_FROM, entry.compress_size * MAX_RATIO)
    if too_dense or entry.file_size > MAX_BYTES:
        return f"Die Datei entpackt sich auf eine unzulässige Größe ({entry.file_size // 1024**2} MB)."
    return ""


def _damaged() -> DocumentError:
    return DocumentError("Das ZIP-Archiv ist beschädigt oder verschlüsselt.", "Bitte neu packen.")
