"""Reads a file of any known format: the one place that knows which reader belongs to which type."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from ingest.parsing.blocks import ParsedDocument
from ingest.parsing.sniff import TEXT_SUFFIXES, FileType, sniff
from knowledge_base.errors import DocumentError

Reader = Callable[[bytes, str], ParsedDocument]

READERS = {
    FileType.STATUTE: ("statute", "read_statute"),
    FileType.BPMN: ("bpmn", "read_bpmn"),
    FileType.PDF: ("pdf", "read_pdf"),
    FileType.DOCX: ("docx_file", "read_docx"),
    FileType.PPTX: ("pptx_file", "read_pptx"),
    FileType.XLSX: ("spreadsheet", "read_xlsx"),
    FileType.CSV: ("spreadsheet", "read_csv"),
    FileType.ODT: ("odt_file", "read_odt"),
    FileType.HTML: ("markup", "read_html"),
    FileType.MARKDOWN: ("markup", "read_markdown"),
    FileType.EML: ("mail", "read_eml"),
    FileType.MSG: ("mail", "read_msg"),
    FileType.RTF: ("rtf_file", "read_rtf"),
    FileType.TEXT: ("plain", "read_text"),
}
"""Module and function for each type; every function takes content and file name without its ending."""

EXPECTED = {
    ".docx": FileType.DOCX,
    ".pptx": FileType.PPTX,
    ".xlsx": FileType.XLSX,
    ".pdf": FileType.PDF,
    ".rtf": FileType.RTF,
}


def parse(name: str, content: bytes) -> ParsedDocument:
    """Read a file's content; `name` is its file name. Raises DocumentError, with the remedy, when it cannot be read."""
    file_type = sniff(name, content)
    stem, _, suffix = name.rpartition(".")
    parsed = _reader(file_type)(content, stem or suffix)
    if not parsed.blocks:
        raise DocumentError("Die Datei enthält keinen Text.", "Bitte Inhalt ergänzen oder die Datei entfernen.")
    expected = EXPECTED.get(f".{suffix.lower()}") or TEXT_SUFFIXES.get(f".{suffix.lower()}")
    if expected and expected != file_type:
        note = f"Die Endung „.{suffix}“ passt nicht zum Inhalt; gelesen als {parsed.how}."
        return replace(parsed, warnings=(*parsed.warnings, note))
    return parsed


def _reader(file_type: FileType) -> Reader:
    """Import only the reader that is needed: some bring heavy libraries."""
    module, function = READERS[file_type]
    reader: Reader = getattr(import_module(f"ingest.parsing.{module}"), function)
    return reader
