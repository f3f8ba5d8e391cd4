"""The files of uploads: kept, laid among the published ones, and whole when the disk is full."""

import io
import shutil
from collections import namedtuple
from datetime import date
from pathlib import Path

import pytest

from assistant.adapters.upload_folder import UploadFolder
from assistant.uploads.upload import UploadMetadata
from ingest.metadata import DocumentMetadata, read_metadata
from knowledge_base.errors import StorageError

DiskUsage = namedtuple("DiskUsage", "total used free")


def test_ingestion_reads_what_is_said_about_a_file(tmp_path: Path) -> None:
    files = UploadFolder(tmp_path)
    files.keep("u1", "Größe: 3.txt", io.BytesIO(b"Text"))
    said = UploadMetadata(
        'Titel: "so"', "Team", frozenset({"neu", "alle"}), date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
    )
    files.describe("u1", "Größe: 3.txt", said)
    folder = files.put_in_place("u1", "Größe: 3.txt", "u1")
    assert read_metadata(folder) == {
        "Größe: 3.txt": DocumentMetadata(
            title=said.title,
            owner=said.owner,
            audience=said.audience,
            valid_from=said.valid_from,
            valid_until=said.valid_until,
            review_by=said.review_by,
        )
    }
    files.describe("u1", "Größe: 3.txt", UploadMetadata())
    assert read_metadata(files.put_in_place("u1", "Größe: 3.txt", "u1")) == {"Größe: 3.txt": DocumentMetadata()}


def test_one_upload_takes_the_place_of_another_and_gives_it_back(tmp_path: Path) -> None:
    files = UploadFolder(tmp_path)
    for key, content in (("u1", b"eins"), ("u2", b"zwei")):
        files.keep(key, "a.txt", io.BytesIO(content))
    files.describe("u1", "a.txt", UploadMetadata("Eins"))
    files.put_in_place("u1", "a.txt", "u1")
    folder = files.put_in_place("u2", "a.txt", "u1")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a.txt": b"zwei"}
    files.put_in_place("u1", "a.txt", "u1")
    assert (folder / "a.txt").read_bytes() == b"eins"
    assert (folder / "metadata.yaml").is_file()
    assert files.take_out("u1") == folder
    assert not folder.exists()
    assert files.take_out("u1") == folder
    assert files.path("u1", "a.txt").read_bytes() == b"eins"


def test_a_file_that_was_renamed_is_found_by_either_name(tmp_path: Path) -> None:
    """Whoever breaks off before the new name is kept comes again with the former one."""
    files = UploadFolder(tmp_path)
    files.keep("u1", "a.dat", io.BytesIO(b"eins"))
    for _ in range(2):
        files.rename("u1", "a.dat", "a.txt")
        assert files.path("u1", "a.dat").read_bytes() == files.path("u1", "a.txt").read_bytes() == b"eins"
    files.discard("u1")
    assert not list((tmp_path / "files").iterdir())


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    files = UploadFolder(tmp_path)
    files.keep("u1", "a.txt", io.BytesIO(b"eins"))
    (tmp_path / "files" / "u1" / "metadata.yaml").mkdir()
    with pytest.raises(StorageError):
        files.describe("u1", "a.txt", UploadMetadata("Eins"))
    assert sorted(path.name for path in (tmp_path / "files" / "u1").iterdir()) == ["a.txt", "metadata.yaml"]


def test_on_a_full_disk_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = UploadFolder(tmp_path)
    files.keep("u1", "a.txt", io.BytesIO(b"eins"))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: DiskUsage(10**9, 10**9, 10**6))
    with pytest.raises(StorageError, match="nur noch 1 MB frei"):
        files.keep("u2", "b.txt", io.BytesIO(b"x" * 5_000_000))
    assert [path.name for path in (tmp_path / "files").iterdir()] == ["u1"]


def test_a_disk_that_fails_is_told_in_german(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("in the way")
    with pytest.raises(StorageError, match="lässt sich nicht ablegen"):
        UploadFolder(tmp_path).keep("u1", "a.txt", io.BytesIO(b"eins"))
