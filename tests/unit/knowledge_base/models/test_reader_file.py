import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from gguf import GGUFReader

from knowledge_base.errors import ModelError, StorageError
from knowledge_base.models.lock import LockedModel
from knowledge_base.models.reader_file import READER_LAYERS, has_reader, make_reader, reader_name, reader_path
from tests.support.model_packages import make_model
from tests.support.tiny_gguf import write_tiny_gguf


@pytest.fixture
def model(tmp_path: Path) -> LockedModel:
    """A model of twenty layers that lies installed in the folder."""
    return make_model([], write_tiny_gguf(tmp_path / "testmodell.gguf", layers=20).read_bytes())


def test_it_lies_beside_its_model_under_its_own_name(model: LockedModel, tmp_path: Path) -> None:
    assert reader_path(model, tmp_path) == tmp_path / "testmodell.first18.gguf"
    assert reader_name(model) == "testmodell, erste 18 Schichten"


def test_it_is_made_once(model: LockedModel, tmp_path: Path) -> None:
    assert not has_reader(model, tmp_path)
    path = make_reader(model, tmp_path)
    assert has_reader(model, tmp_path)
    assert GGUFReader(path).fields["qwen2.block_count"].contents() == READER_LAYERS
    made = path.stat().st_ino
    assert make_reader(model, tmp_path).stat().st_ino == made


def test_two_at_once_make_it_once(model: LockedModel, tmp_path: Path) -> None:
    made: list[int] = []
    threads = [
        threading.Thread(target=lambda: made.append(make_reader(model, tmp_path).stat().st_ino)) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 3
    assert len(set(made)) == 1


@pytest.mark.parametrize("note", ["{", "[]", "null", "{}"])
def test_a_reader_whose_note_is_damaged_counts_as_missing(note: str, model: LockedModel, tmp_path: Path) -> None:
    make_reader(model, tmp_path)
    (tmp_path / "testmodell.first18.json").write_text(note)
    assert not has_reader(model, tmp_path)
    assert has_reader(model, make_reader(model, tmp_path).parent)


def test_a_reader_that_is_not_whole_is_made_again(model: LockedModel, tmp_path: Path) -> None:
    path = make_reader(model, tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert not has_reader(model, tmp_path)
    assert make_reader(model, tmp_path).read_bytes() == whole


def test_a_reader_of_another_model_or_number_of_layers_counts_as_missing(model: LockedModel, tmp_path: Path) -> None:
    make_reader(model, tmp_path)
    assert not has_reader(replace(model, sha256="0" * 64), tmp_path)
    note = tmp_path / "testmodell.first18.json"
    note.write_text(json.dumps(json.loads(note.read_text()) | {"layers": 17}))
    assert not has_reader(model, tmp_path)


def test_without_its_model_there_is_none(model: LockedModel, tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        make_reader(model, tmp_path / "leer")
    assert not has_reader(model, tmp_path / "leer")


def test_a_folder_that_cannot_be_written_is_told(model: LockedModel, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("kein Ordner")
    with pytest.raises(StorageError, match="nicht beschreibbar"):
        make_reader(model, tmp_path / "datei")


def test_a_note_that_cannot_be_written_is_told(model: LockedModel, tmp_path: Path) -> None:
    (tmp_path / "testmodell.first18.json").mkdir()
    with pytest.raises(StorageError, match="Die Angaben zu"):
        make_reader(model, tmp_path)
