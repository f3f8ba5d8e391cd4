"""Reads the metadata files of folders, each once, and tells how much they say about a file."""

from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path

from ingest.metadata import METADATA_FILE, DocumentMetadata, composed, read_metadata
from knowledge_base.errors import ConfigurationError


class Said(IntEnum):
    """How much the office's metadata say about a file: nothing, something, or also who may read it.

    What stands in an archive was written by whoever packed it, and counts as something at most.
    """

    NOTHING = 0
    SOMETHING = 1
    GROUPS = 2


class MetadataFolders:
    """The metadata files of those folders that were asked about; `broken` tells by folder why one is not readable."""

    def __init__(self) -> None:
        self._folders: dict[Path, dict[str, DocumentMetadata]] = {}
        self.broken: dict[Path, str] = {}

    def of(self, path: Path) -> DocumentMetadata | None:
        """Return what is said about a file, or None when nothing is."""
        return self._folders.get(path.parent, {}).get(composed(path.name))

    def can_be_read(self, folder: Path) -> bool:
        """Tell whether a folder's metadata can be read; if not, nothing in it may be shown that was not before."""
        if folder not in self._folders and folder not in self.broken:
            try:
                self._folders[folder] = read_metadata(folder)
            except ConfigurationError as exc:
                self.broken[folder] = f"{exc} Bis dahin bleibt aus diesem Ordner, was bekannt ist."
        return folder in self._folders

    def unknown_names(self) -> Iterator[tuple[Path, str]]:
        """Yield the metadata files that name files which are not there, with what to say."""
        for folder, entries in self._folders.items():
            there = {composed(path.name) for path in folder.iterdir() if path.is_file()} if entries else set()
            for name in entries:
                if name not in there:
                    yield folder / METADATA_FILE, f"„{name}“ steht in den Metadaten, die Datei fehlt."


def how_much(entry: DocumentMetadata | None) -> Said:
    """Tell how much an entry says."""
    if entry is None:
        return Said.NOTHING
    return Said.GROUPS if entry.names_groups else Said.SOMETHING
