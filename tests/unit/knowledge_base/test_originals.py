"""Original files by content."""

import hashlib
from pathlib import Path

import pytest

from knowledge_base.errors import StorageError
from knowledge_base.originals import Originals


def test_a_file_is_kept_under_its_hash_and_found_again(tmp_path: Path) -> None:
    source = tmp_path / "Gebühren.DOCX"
    source.write_bytes(b"inhalt")
    originals = Originals(tmp_path / "originals")
    digest = originals.keep(source)
    assert digest == hashlib.sha256(b"inhalt").hexdigest()
    kept = originals.path(digest)
    assert kept == tmp_path / "originals" / digest[:2] / f"{digest}.docx"
    assert kept.read_bytes() == b"inhalt"


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    for name in ("a.md", "b.txt"):
        (tmp_path / name).write_text("gleich")
        originals.keep(tmp_path / name)
    assert len([path for path in (tmp_path / "originals").rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("asked", ["", "..", "../../etc/passwd", "*" * 64, "0" * 64])
def test_only_hashes_lead_to_files(tmp_path: Path, asked: str) -> None:
    assert Originals(tmp_path).path(asked) is None


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"fehlt\.pdf"):
        Originals(tmp_path / "originals").keep(tmp_path / "fehlt.pdf")


def test_what_is_to_be_forgotten_is_deleted(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    hashes = []
    for text in ("Geheim.", "Bleibt."):
        (tmp_path / "datei.txt").write_text(text)
        hashes.append(originals.keep(tmp_path / "datei.txt"))
    originals.forget([hashes[0], "0" * 64, "unsinn"])
    assert originals.path(hashes[0]) is None
    assert originals.path(hashes[1]) is not None
