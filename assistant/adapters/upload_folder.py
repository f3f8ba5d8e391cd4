"""The files of uploads in the state folder: `files/` keeps each one, `published/` is what ingestion takes in."""

import errno
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from assistant.adapters.upload_preview import PREVIEW_FILE, preview_from
from assistant.uploads.preview import Preview
from assistant.uploads.steady_clock import SteadyClock
from assistant.uploads.upload import UploadMetadata
from knowledge_base.errors import StorageError

METADATA_FILE = "metadata.yaml"
"""What ingestion reads beside a document."""

_CHUNK = 1024 * 1024
_LEAST_FREE_BYTES = 200_000_000
"""Database and indexes live on the same disk; an upload must not take their last room."""


class UploadFolder:
    """An UploadFiles below one folder; see there."""

    def __init__(self, folder: Path) -> None:
        self._files = folder / "files"
        self._published = folder / "published"
        self._clock = folder / "clock.json"

    def keep(self, upload_id: str, name: str, content: BinaryIO) -> tuple[int, str]:
        """Keep a file and return (bytes, SHA-256); of one that does not fit, nothing stays behind."""
        target, digest, size = self.path(upload_id, name), hashlib.sha256(), 0
        try:
            with self._translated():
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                with target.open("wb") as file:
                    while chunk := content.read(_CHUNK):
                        self._require_room(len(chunk))
                        file.write(chunk)
                        digest.update(chunk)
                        size += len(chunk)
        except StorageError:
            self.discard(upload_id)
            raise
        return size, digest.hexdigest()

    def rename(self, upload_id: str, old: str, new: str) -> None:
        """Give a kept file another name; the former one stays good, for whoever breaks off and comes again."""
        source, target = self.path(upload_id, old), self.path(upload_id, new)
        with self._translated():
            if target.exists():
                return
            try:
                target.hardlink_to(source)
            except OSError:  # not every file system has links
                _copy(source, target)

    def path(self, upload_id: str, name: str) -> Path:
        """Return where a kept file lies."""
        return self._files / upload_id / name

    def describe(self, upload_id: str, name: str, metadata: UploadMetadata) -> None:
        """Write what is said about a kept file beside it, in the form that ingestion reads."""
        import yaml

        said = {"documents": {name: _said(metadata)}}
        with self._translated():
            _write(self._files / upload_id / METADATA_FILE, yaml.safe_dump(said, allow_unicode=True))

    def leave_open(self, upload_id: str) -> None:
        """Say nothing about a kept file."""
        with self._translated():
            (self._files / upload_id / METADATA_FILE).unlink(missing_ok=True)

    def read_preview(self, upload_id: str) -> Preview | None:
        """Return the preview that lies beside a kept file, if there is one."""
        path = self._files / upload_id / PREVIEW_FILE
        with self._translated():
            return preview_from(json.loads(path.read_bytes())) if path.is_file() else None

    def put_in_place(self, upload_id: str, name: str, place: str) -> Path:
        """Lay a kept file and what is said about it among the published ones; return the folder."""
        folder = self._published / place
        with self._translated():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            said = self._files / upload_id / METADATA_FILE
            if said.is_file():
                _copy(said, folder / METADATA_FILE)
            else:
                (folder / METADATA_FILE).unlink(missing_ok=True)
            _copy(self.path(upload_id, name), folder / name)
        return folder

    def take_out(self, place: str) -> Path:
        """Remove a folder of the published files; return where it was."""
        folder = self._published / place
        with self._translated():
            if folder.exists():
                shutil.rmtree(folder)
        return folder

    def clock(self) -> SteadyClock | None:
        """Return what was last noted of the clock, if anything was."""
        try:
            noted = json.loads(self._clock.read_bytes())
            return SteadyClock(datetime.fromisoformat(noted["seen"]), datetime.fromisoformat(noted["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def note_clock(self, clock: SteadyClock) -> None:
        """Note what the clock showed."""
        with self._translated():
            self._clock.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(self._clock, json.dumps({"seen": clock.seen.isoformat(), "since": clock.since.isoformat()}))

    def discard(self, upload_id: str) -> None:
        """Remove a kept file with all that lies beside it."""
        shutil.rmtree(self._files / upload_id, ignore_errors=True)

    def _require_room(self, size: int) -> None:
        free = shutil.disk_usage(self._files).free
        if free - size < _LEAST_FREE_BYTES:
            raise StorageError(
                f"Auf dem Server sind nur noch {free // 1_000_000} MB frei; die Datei wurde nicht angenommen.",
                "Bitte die Systembetreuung Platz schaffen lassen. Alles Bisherige ist unverändert.",
            )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as exc:
            reason = exc.strerror if isinstance(exc, OSError) and exc.strerror else str(exc)
            if isinstance(exc, OSError) and exc.errno == errno.ENOSPC:
                reason = "der Datenträger ist voll"
            raise StorageError(
                f"Die hochgeladene Datei lässt sich nicht ablegen ({reason}).",
                "Bitte Speicherplatz und Schreibrechte prüfen. Alles Bisherige ist unverändert.",
            ) from exc


def _said(metadata: UploadMetadata) -> dict[str, Any]:
    """Return what is not left open; ingestion knows the same names."""
    said: dict[str, Any] = {
        name: value
        for name in ("title", "owner", "valid_from", "valid_until", "review_by")
        if (value := getattr(metadata, name))
    }
    # Always named: an entry that names no groups leaves the document to those who read it before.
    return said | {"audience": sorted(metadata.audience)}


def _write(path: Path, text: str) -> None:
    with _beside(path) as beside:
        beside.write_text(text, encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    """Copy with the file's time, whole or not at all."""
    with _beside(target) as beside:
        shutil.copy2(source, beside)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Give a place to write to; what is whole takes the path's place, what is not is removed."""
    beside = path.with_name(f".{path.name}")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
