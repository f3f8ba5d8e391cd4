"""ZIP files that no packer makes: entries that share their bytes, entries said to be encrypted."""

import struct
import zlib
from collections.abc import Sequence

LOCAL, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
ENCRYPTED = 1
DEFLATED = 8


def overlapping_zip(names: Sequence[str], kernel: bytes) -> bytes:
    """Return an archive in which each entry quotes the header of the next and shares the packed kernel with all.

    This is how a few kilobytes unpack to any size (D. Fifield, "A better zip bomb", 2019).
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream, content = packer.compress(kernel) + packer.flush(), kernel
    entries: list[tuple[bytes, bytes]] = []
    for name in reversed(names):
        if entries:
            header = entries[-1][0]
            size = len(header)
            stream = b"\0" + struct.pack("<HH", size, size ^ 0xFFFF) + header + stream
            content = header + content
        fields = _fields(content, len(stream))
        written = name.encode()
        entries.append(
            (LOCAL + struct.pack("<H", 20) + fields + struct.pack("<HH", len(written), 0) + written, written)
        )
    entries.reverse()
    offset, directory = 0, b""
    for header, written in entries:
        tail = struct.pack("<HHHHHII", len(written), 0, 0, 0, 0, 0, offset) + written
        directory += CENTRAL + struct.pack("<HH", 20, 20) + header[6:26] + tail
        offset += len(header) + (5 if header is not entries[-1][0] else 0)
    body = entries[0][0] + stream
    return body + directory + END + struct.pack("<HHHHIIH", 0, 0, len(names), len(names), len(directory), len(body), 0)


def marked_encrypted(archive: bytes) -> bytes:
    """Return an archive whose entries are all said to be encrypted."""
    changed = bytearray(archive)
    for mark, place in ((LOCAL, 6), (CENTRAL, 8)):
        start = changed.find(mark)
        while start >= 0:
            changed[start + place] |= ENCRYPTED
            start = changed.find(mark, start + 4)
    return bytes(changed)


def _fields(content: bytes, packed: int) -> bytes:
    """Return flags, method, time, day, checksum and both sizes, as they stand in either header."""
    return struct.pack("<HHHHIII", 0, DEFLATED, 0, 33, zlib.crc32(content), packed, len(content))
