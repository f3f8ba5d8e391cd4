"""Refuses ZIP files whose entries share bytes: a few kilobytes that unpack to any size, and never made by a packer."""

from collections.abc import Iterable
from zipfile import ZipInfo

from knowledge_base.errors import DocumentError

LOCAL_HEADER = 30
"""Bytes before an entry's name and content, of which it has at least this many (ZIP specification, 4.3.7)."""


def require_separate_entries(entries: Iterable[ZipInfo]) -> None:
    """Raise DocumentError when an entry begins before the one before it has ended."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise DocumentError(
                "Die Einträge des ZIP-Archivs überlappen sich; so packt kein übliches Programm.", "Bitte neu packen."
            )
        end = entry.header_offset + LOCAL_HEADER + entry.compress_size
