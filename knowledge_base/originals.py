"""The original files as they were ingested, kept under the hash of their content."""

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from knowledge_base.errors import StorageError


class Originals:
    """A folder of files named by content: `aa/<SHA-256><suffix>`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, path: Path) -> str:
        """Copy a file in unless its content is there already, and return its SHA-256 (64 hexadecimal digits).

        Raises StorageError when the file cannot be read or copied.
        """
        try:
            digest = _file_hash(path)
            if self.path(digest) is None:
                self._copy(path, digest)
        except OSError as exc:
            if exc.errno == errno.ENOSPC:
                raise StorageError(
                    f"Der Datenträger von {self._folder} ist voll.", "Bitte Speicherplatz schaffen."
                ) from exc
            raise StorageError(
                f"Die Datei {path} lässt sich nicht in {self._folder} ablegen ({exc.strerror}).",
                "Bitte Speicherplatz und Schreibrechte prüfen.",
            ) from exc
        return digest

    def path(self, content_hash: str) -> Path | None:
        """Return where the file with this content lies, or None."""
        if len(content_hash) != 64 or not set(content_hash) <= set("0123456789abcdef"):
            return None
        return next((self._folder / content_hash[:2]).glob(f"{content_hash}*"), None)

    def forget(self, content_hashes: Iterable[str]) -> None:
        """Delete the files with these contents; raises StorageError when one cannot be deleted."""
        for content_hash in content_hashes:
            path = self.path(content_hash)
            try:
                if path is not None:
                    path.unlink(missing_ok=True)
            except OSError as exc:
                raise StorageError(
                    f"{path} lässt sich nicht löschen ({exc.strerror}).", "Bitte Schreibrechte prüfen."
                ) from exc

    def _copy(self, path: Path, digest: str) -> None:
        target = self._folder / digest[:2] / (digest + path.suffix.lower())
        target.parent.mkdir(parents=True, exist_ok=True)
        # Written beside its place and then moved: a killed copy never looks like a whole one.
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".")
        os.close(handle)
        try:
            shutil.copyfile(path, name)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
