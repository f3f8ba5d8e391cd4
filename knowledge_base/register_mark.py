"""Remembers in the state folder which register was embedded last, so that an edited one is noticed at once."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from knowledge_base.errors import StorageError
from knowledge_base.register import FOLDER


class RegisterMark:
    """A file with the hash of the register's files, of the laws that are there, and of the embedding model's name."""

    def __init__(self, file: Path, register: Path = FOLDER) -> None:
        self._file = file
        self._register = register

    def fits(self, laws: Iterable[str], embedding: str) -> bool:
        """Tell whether this very register was embedded for these laws; costs milliseconds and needs no model."""
        try:
            return self._file.is_file() and self._file.read_text(encoding="utf-8") == self._digest(laws, embedding)
        except (OSError, ValueError):
            return False

    def set(self, laws: Iterable[str], embedding: str) -> None:
        """Remember that it was; raises StorageError when the state folder cannot be written to."""
        try:
            self._file.write_text(self._digest(laws, embedding), encoding="utf-8")
        except OSError as exc:
            raise StorageError(
                f"{self._file} lässt sich nicht schreiben: {exc}", "Bitte Speicherplatz und Schreibrechte prüfen."
            ) from exc

    def _digest(self, laws: Iterable[str], embedding: str) -> str:
        digest = hashlib.sha256("\0".join([embedding, *sorted(laws)]).encode())
        for file in sorted(self._register.glob("*.toml")):
            digest.update(file.read_bytes())
        return digest.hexdigest()
