"""Tells what a file is by its content; the name only decides between kinds of plain text."""

import io
import zipfile
import zlib
from enum import StrEnum

from ingest.parsing.decode import decode
from ingest.parsing.zip_entries import require_separate_entries
from knowledge_base.errors import DocumentError

MAX_BYTES = 100 * 1024 * 1024
"""The largest file that is read."""

MAX_UNPACKED = 500 * 1024 * 1024
MAX_ENTRIES = 20_000
"""What a zipped format (DOCX, PPTX, XLSX, ODT) may unpack to."""

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
SAVE_AS = "Bitte in Word, Excel oder PowerPoint öffnen und als DOCX, XLSX, PPTX oder PDF speichern."


class FileType(StrEnum):
    """The formats that are read, each with its media type."""

    STATUTE = "application/xml"
    BPMN = "application/bpmn+xml"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"
    CSV = "text/csv"
    EML = "message/rfc822"
    MSG = "application/vnd.ms-outlook"
    RTF = "application/rtf"


ZIP_MEMBERS = {
    "word/document.xml": FileType.DOCX,
    "ppt/presentation.xml": FileType.PPTX,
    "xl/workbook.xml": FileType.XLSX,
}
TEXT_SUFFIXES = {
    ".md": FileType.MARKDOWN,
    ".markdown": FileType.MARKDOWN,
    ".txt": FileType.TEXT,
    ".text": FileType.TEXT,
    ".csv": FileType.CSV,
    ".eml": FileType.EML,
    ".html": FileType.HTML,
    ".htm": FileType.HTML,
    ".xhtml": FileType.HTML,
}
SUFFIXES = frozenset(
    {*TEXT_SUFFIXES, ".pdf", ".docx", ".docm", ".pptx", ".xlsx", ".xlsm", ".odt", ".rtf", ".bpmn", ".xml", ".msg"}
)
"""What a folder is searched for."""


def sniff(name: str, content: bytes) -> FileType:
    """Return the type of a file; raises DocumentError when it is empty, too large, protected or of no readable type."""
    if not content.strip():
        raise DocumentError("Die Datei ist leer.", "Bitte Inhalt ergänzen oder die Datei entfernen.")
    refuse_too_large(len(content))
    if b"%PDF-" in content[:1024]:
        return FileType.PDF
    if content.startswith(b"PK"):
        return _zipped(content)
    if content.startswith(OLE):
        return _compound(content)
    if content[:6].lower() == b"{\\rtf1":
        return FileType.RTF
    if _is_xml(content):
        return _xml(content)
    return _text(name, content)


def refuse_too_large(size: int) -> None:
    """Raise DocumentError when a file of so many bytes is not read."""
    if size > MAX_BYTES:
        raise DocumentError(
            f"Die Datei ist mit {size // 1024**2} MB zu groß (höchstens {MAX_BYTES // 1024**2} MB).",
            "Bitte in kleinere Dokumente teilen.",
        )


def _zipped(content: bytes) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise DocumentError("Die Datei entpackt sich auf eine unzulässige Größe.", "Sie wird nicht gelesen.")
            if any(entry.flag_bits & 0x1 for entry in entries):
                raise DocumentError("Die Datei ist verschlüsselt.", "Bitte ohne Kennwort speichern.")
            require_separate_entries(entries)
            names = {entry.filename for entry in entries}
            if "mimetype" in names and archive.read("mimetype").strip() == FileType.ODT.value.encode():
                return FileType.ODT
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as exc:
        raise DocumentError("Die Datei ist beschädigt (kein lesbares ZIP-Archiv).", "Bitte neu speichern.") from exc
    for member, kind in ZIP_MEMBERS.items():
        if member in names:
            return kind
    raise DocumentError(
        "Das ZIP-Archiv ist kein bekanntes Dokumentformat.", "Ein Archiv von Dokumenten muss auf .zip enden."
    )


def _compound(content: bytes) -> FileType:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise DocumentError("Die Datei ist mit einem Kennwort geschützt.", "Bitte ohne Kennwort speichern.")
    if "__substg1.0_".encode("utf-16-le") in content:
        return FileType.MSG
    raise DocumentError("Die Datei hat ein altes Office-Format (vor 2007).", SAVE_AS)


def _is_xml(content: bytes) -> bool:
    head = content[:400].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return head.startswith((b"<?xml", b"<\x00?\x00", b"<dokumente", b"<definitions", b"<bpmn"))


def _xml(content: bytes) -> FileType:
    head = decode(content[:20_000])[0]
    if "<dokumente" in head:
        return FileType.STATUTE
    if "definitions" in head and "omg.org" in head:
        return FileType.BPMN
    if "<html" in head.lower():
        return FileType.HTML
    raise DocumentError(
        "Die XML-Datei ist weder ein Gesetz (gii-norm) noch ein BPMN-2.0-Modell.",
        "Bitte aus dem Ursprungsprogramm als BPMN 2.0, DOCX oder PDF exportieren.",
    )


def _text(name: str, content: bytes) -> FileType:
    suffix = "." + name.lower().rpartition(".")[2]
    if suffix == ".pdf":
        # Rubbish before a PDF's own beginning is common enough; its reader decides.
        return FileType.PDF
    wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"} or content[:4000].count(0) > len(content[:4000]) // 4
    if not wide and b"\x00" in content[:8000]:
        raise DocumentError(f"Die Datei ist kein lesbares Dokument{_guess(content)}.", SAVE_AS)
    if suffix in TEXT_SUFFIXES:
        return TEXT_SUFFIXES[suffix]
    head = decode(content[:4000])[0].lower()
    if "<html" in head or "<!doctype html" in head:
        return FileType.HTML
    if suffix in SUFFIXES:
        raise DocumentError(f"Der Inhalt passt nicht zur Endung „{suffix}“.", "Bitte die Datei neu speichern.")
    return FileType.TEXT


def _guess(content: bytes) -> str:
    """Return what the bytes look like, for the message."""
    import puremagic

    try:
        guess = puremagic.from_string(content[:4096])
    except (puremagic.PureError, ValueError):
        return ""
    return f" (erkannt: {guess})" if guess else ""
