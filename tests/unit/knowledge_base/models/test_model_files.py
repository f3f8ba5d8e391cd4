import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from knowledge_base.errors import ModelError, StorageError
from knowledge_base.models import model_files
from knowledge_base.models.lock import LockedModel
from knowledge_base.models.model_files import has_parts, make_parts, parts_folder, parts_size, reader_name
from tests.support.model_packages import make_model
from tests.support.tiny_gguf import write_tiny_gguf


@pytest.fixture
def model(tmp_path: Path) -> LockedModel:
    """A model of twenty layers that lies installed in the folder."""
    return make_model([], write_tiny_gguf(tmp_path / "testmodell.gguf", layers=20).read_bytes())


def test_they_lie_beside_their_model_under_its_name(model: LockedModel, tmp_path: Path) -> None:
    assert parts_folder(model, tmp_path) == tmp_path / "testmodell.parts-1"
    assert reader_name(model) == "testmodell, erste 18 Schichten, Ende und Mittel"


def test_they_are_made_once(model: LockedModel, tmp_path: Path) -> None:
    assert not has_parts(model, tmp_path)
    folder = make_parts(model, tmp_path)
    assert has_parts(model, tmp_path)
    assert parts_size(model, tmp_path) > 100_000
    made = folder.stat().st_ino
    assert make_parts(model, tmp_path).stat().st_ino == made
    assert names(tmp_path) == [".lock", "testmodell.gguf", "testmodell.parts-1"]


def test_who_may_read_the_model_may_read_its_parts(model: LockedModel, tmp_path: Path) -> None:
    (tmp_path / "testmodell.gguf").chmod(0o640)
    folder = make_parts(model, tmp_path)
    assert folder.stat().st_mode & 0o777 == 0o750
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o640}


def test_two_at_once_make_them_once(model: LockedModel, tmp_path: Path) -> None:
    made: list[int] = []
    threads = [
        threading.Thread(target=lambda: made.append(make_parts(model, tmp_path).stat().st_ino)) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 3
    assert len(set(made)) == 1


@pytest.mark.parametrize("note", ["{", "[]", "null", "{}"])
def test_parts_whose_note_is_damaged_count_as_missing(note: str, model: LockedModel, tmp_path: Path) -> None:
    made = make_parts(model, tmp_path)
    (made / "made_from.json").write_text(note)
    assert not has_parts(model, tmp_path)
    make_parts(model, tmp_path)
    assert has_parts(model, tmp_path)


@pytest.mark.parametrize("file", ["reading.bin", "reading.xml", "writing.bin", "writing.xml", "tokenizer.json"])
def test_parts_that_are_not_whole_are_made_again(file: str, model: LockedModel, tmp_path: Path) -> None:
    path = make_parts(model, tmp_path) / file
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert not has_parts(model, tmp_path)
    path.unlink()
    assert not has_parts(model, tmp_path)
    make_parts(model, tmp_path)
    assert len(path.read_bytes()) == len(whole)


def test_parts_of_another_model_count_as_missing(model: LockedModel, tmp_path: Path) -> None:
    make_parts(model, tmp_path)
    assert not has_parts(replace(model, sha256="0" * 64), tmp_path)


def test_without_their_model_there_are_none(model: LockedModel, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nicht lesbar"):
        make_parts(model, tmp_path / "leer")
    assert not has_parts(model, tmp_path / "leer")


@pytest.mark.parametrize("content", [b"", b"GGUF", b"kein Modell, sondern Text", b"\0" * 4096])
def test_another_file_is_refused(content: bytes, model: LockedModel, tmp_path: Path) -> None:
    (tmp_path / "testmodell.gguf").write_bytes(content)
    with pytest.raises(ModelError, match=r"testmodell\.gguf ist beschädigt"):
        make_parts(model, tmp_path)
    assert names(tmp_path) == [".lock", "testmodell.gguf"]


def test_a_cut_off_file_is_refused_wherever_it_ends(model: LockedModel, tmp_path: Path) -> None:
    source = tmp_path / "testmodell.gguf"
    whole = source.read_bytes()
    for size in range(1, len(whole), len(whole) // 12):
        source.write_bytes(whole[:size])
        with pytest.raises(ModelError):
            make_parts(model, tmp_path)
    assert names(tmp_path) == [".lock", "testmodell.gguf"]


def test_a_model_of_fewer_layers_is_refused(tmp_path: Path) -> None:
    short = make_model([], write_tiny_gguf(tmp_path / "testmodell.gguf", layers=17).read_bytes())
    with pytest.raises(ModelError, match="beschädigt"):
        make_parts(short, tmp_path)


def test_a_folder_that_cannot_be_written_is_told(model: LockedModel, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("kein Ordner")
    with pytest.raises(StorageError, match="nicht beschreibbar"):
        make_parts(model, tmp_path / "datei")


def test_a_full_disk_is_noticed_before(model: LockedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "_NEEDED_BYTES", 10**18)
    with pytest.raises(StorageError, match="GB frei"):
        make_parts(model, tmp_path)


@pytest.mark.parametrize("useless", ["testmodell.parts-1", ".testmodell.parts-1-abc"])
def test_what_is_of_no_use_makes_room_before(
    useless: str, model: LockedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def free_space(folder: Path) -> SimpleNamespace:
        used = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        return SimpleNamespace(free=30_000_000 - used)

    monkeypatch.setattr(model_files.shutil, "disk_usage", free_space)
    monkeypatch.setattr(model_files, "_NEEDED_BYTES", 20_000_000)
    (tmp_path / useless).mkdir()
    (tmp_path / useless / "reading.bin").write_bytes(bytes(20_000_000))
    make_parts(model, tmp_path)
    assert names(tmp_path) == [".lock", "testmodell.gguf", "testmodell.parts-1"]


def test_a_disk_that_fills_up_meanwhile_is_told_and_left_clean(model: LockedModel, tmp_path: Path) -> None:
    with files_of_at_most(100_000), pytest.raises(StorageError, match="Platz"):
        make_parts(model, tmp_path)
    assert names(tmp_path) == [".lock", "testmodell.gguf"]


def test_who_is_killed_half_way_leaves_nothing_under_the_final_name(model: LockedModel, tmp_path: Path) -> None:
    # the system kills the process in the middle of its writing, when a file has got too large
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from knowledge_base.models.model_files import make_parts\n"
        "from tests.support.model_packages import make_model\n"
        "folder = Path(sys.argv[1]); model = make_model([], (folder / 'testmodell.gguf').read_bytes())\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "make_parts(model, folder)"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGXFSZ
    assert not has_parts(model, tmp_path)
    assert len(names(tmp_path)) == 3
    make_parts(model, tmp_path)
    assert names(tmp_path) == [".lock", "testmodell.gguf", "testmodell.parts-1"]


def names(folder: Path) -> list[str]:
    """Return the names of what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Have the system refuse to let any file of this process grow beyond `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
