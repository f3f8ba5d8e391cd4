import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFReader

from knowledge_base.errors import ModelError, StorageError
from knowledge_base.models import first_layers
from knowledge_base.models.first_layers import write_first_layers
from tests.support.tiny_gguf import WORDS, tensor_names, write_tiny_gguf


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_tiny_gguf(tmp_path / "ganz.gguf")


def contents(path: Path) -> dict[str, object]:
    return {name: field.contents() for name, field in GGUFReader(path).fields.items() if not name.startswith("GGUF.")}


def test_later_layers_and_the_choice_of_the_next_word_are_dropped(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "kurz.gguf"
    write_first_layers(source, target, 2)
    before = {tensor.name: tensor for tensor in GGUFReader(source).tensors}
    after = {tensor.name: tensor for tensor in GGUFReader(target).tensors}
    assert list(after) == tensor_names(2)[:-1]
    for name, tensor in after.items():
        assert tensor.tensor_type == before[name].tensor_type
        assert tensor.shape.tolist() == before[name].shape.tolist()
        assert np.array_equal(tensor.data, before[name].data)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ganz.gguf", "kurz.gguf"]


def test_what_the_file_says_of_itself_is_kept_but_for_the_number_of_layers(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "kurz.gguf"
    write_first_layers(source, target, 3)
    assert contents(target) == contents(source) | {"qwen2.block_count": 3}
    assert contents(target)["tokenizer.ggml.tokens"] == WORDS
    types = {name: field.types for name, field in GGUFReader(source).fields.items()}
    assert {name: field.types for name, field in GGUFReader(target).fields.items()} == types


def test_an_older_file_is_replaced(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "kurz.gguf"
    target.write_bytes(b"alt")
    (tmp_path / "kurz.gguf.partial").write_bytes(b"liegen geblieben")
    write_first_layers(source, target, 1)
    assert contents(target)["qwen2.block_count"] == 1
    assert not (tmp_path / "kurz.gguf.partial").exists()


def test_more_layers_than_there_are_cannot_be_cut(source: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="4 von 5 Schichten"):
        write_first_layers(source, tmp_path / "kurz.gguf", 5)
    assert not (tmp_path / "kurz.gguf").exists()


@pytest.mark.parametrize("content", [b"", b"GGUF", b"kein Modell, sondern Text", b"\0" * 4096])
def test_another_file_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.gguf").write_bytes(content)
    with pytest.raises(ModelError, match=r"x\.gguf ist beschädigt"):
        write_first_layers(tmp_path / "x.gguf", tmp_path / "kurz.gguf", 2)
    assert [path.name for path in tmp_path.iterdir()] == ["x.gguf"]


def test_a_cut_off_file_is_refused_wherever_it_ends(source: Path, tmp_path: Path) -> None:
    whole = source.read_bytes()
    for size in range(1, len(whole), len(whole) // 40):
        source.write_bytes(whole[:size])
        with pytest.raises(ModelError):
            write_first_layers(source, tmp_path / "kurz.gguf", 2)
    assert [path.name for path in tmp_path.iterdir()] == ["ganz.gguf"]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nicht lesbar"):
        write_first_layers(tmp_path / "fehlt.gguf", tmp_path / "kurz.gguf", 2)


def test_a_full_disk_is_noticed_before(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_layers, "_SPARE_BYTES", 10**18)
    with pytest.raises(StorageError, match="GB frei"):
        write_first_layers(source, tmp_path / "kurz.gguf", 2)


def test_a_disk_that_fills_up_meanwhile_is_told_and_left_clean(source: Path, tmp_path: Path) -> None:
    with files_of_at_most(10_000), pytest.raises(StorageError, match="Prüfen Sie Platz"):
        write_first_layers(source, tmp_path / "kurz.gguf", 2)
    assert [path.name for path in tmp_path.iterdir()] == ["ganz.gguf"]


def test_a_folder_that_is_not_there_is_told(source: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="lassen sich nicht nach"):
        write_first_layers(source, tmp_path / "nirgends" / "kurz.gguf", 2)


def test_who_is_killed_half_way_leaves_nothing_under_the_final_name(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "kurz.gguf"
    # the system kills the process in the middle of its writing, when its file has got too large
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from knowledge_base.models.first_layers import write_first_layers\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "write_first_layers(Path(sys.argv[1]), Path(sys.argv[2]), 2)"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(source), str(target)], check=False)
    assert killed.returncode == -signal.SIGXFSZ
    assert not target.exists()
    assert (tmp_path / "kurz.gguf.partial").stat().st_size == 10_000
    write_first_layers(source, target, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ganz.gguf", "kurz.gguf"]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Have the system refuse to let any file of this process grow beyond `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
