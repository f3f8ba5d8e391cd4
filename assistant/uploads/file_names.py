"""File names as people's browsers send them, made safe to keep."""

import re
import unicodedata

from assistant.plain_text import plain_text

LONGEST_STEM = 100
STEERING = frozenset({"metadata", "lernpfad"})
"""Names of files that steer ingestion; a document must not be taken for one."""

_UNSAFE = re.compile(r'[/\\:*?"<>|\n\t]+')


def safe_name(name: str) -> str:
    """Return the last part of a name without what a file system or ingestion takes for something else.

    >>> safe_name("C:\\\\Akten\\\\Merkblatt.pdf"), safe_name("../.htaccess"), safe_name("metadata.yaml")
    ('Merkblatt.pdf', 'htaccess', 'datei_metadata.yaml')
    """
    # Format characters turn the direction of writing: "exe.pdf" can be shown for what ends otherwise.
    shown = "".join(character for character in plain_text(name) if unicodedata.category(character) != "Cf")
    last = re.split(r"[/\\]", shown)[-1]
    cleaned = _UNSAFE.sub("_", last).lstrip("._~$ ").rstrip(". ")
    stem, suffix = split_suffix(cleaned)
    stem = stem[:LONGEST_STEM].rstrip() or "datei"
    return f"datei_{stem}{suffix}" if stem.casefold() in STEERING else stem + suffix


def with_suffix(name: str, suffix: str) -> str:
    """Return a name with another ending; one that fits already stays as it is written."""
    stem, own = split_suffix(name)
    return name if own.lower() == suffix.lower() else stem + suffix


def split_suffix(name: str) -> tuple[str, str]:
    """Split a name into stem and ending; what is too long or has other than letters and digits is no ending."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or not re.fullmatch(r"[A-Za-z0-9]{1,8}", suffix):
        return name, ""
    return stem, dot + suffix
