import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.errors import ModelError
from knowledge_base.models.e5_reader import read_packed_model
from tests.support.packed_e5 import WORDS, packed_bytes, tiny_tensors, write_tiny_model


def test_every_weight_and_word_comes_back(tmp_path: Path) -> None:
    model = read_packed_model(write_tiny_model(tmp_path / "tiny.bin"))
    expected = tiny_tensors()
    assert set(model.tensors) == set(expected)
    for name, values in expected.items():
        np.testing.assert_array_equal(model.tensors[name], values.reshape(-1), err_msg=name)
    assert [word for word, _ in model.words] == list(WORDS)
    assert model.special_ids == {"bos": 0, "eos": 2, "pad": 1, "unk": 3}
    assert (model.shape.hidden, model.shape.layers, model.shape.heads) == (32, 2, 4)


@pytest.mark.parametrize(
    ("offset", "content"),
    [
        (0, b"GGUF"),
        (4, struct.pack("<I", 2)),
        (8, struct.pack("<i", -1)),
        (8, struct.pack("<i", 2**31 - 1)),
        (16, struct.pack("<i", 5)),
        (40, struct.pack("<i", 64)),
        (44, struct.pack("<i", 10**6)),
        (48, struct.pack("<i", 99)),
        (64, struct.pack("<Q", 2**63)),
        (76, struct.pack("<I", 2**31)),
    ],
)
def test_a_damaged_head_is_refused(tmp_path: Path, offset: int, content: bytes) -> None:
    data = bytearray(packed_bytes(tiny_tensors()))
    data[offset : offset + len(content)] = content
    path = tmp_path / "bad.bin"
    path.write_bytes(data)
    with pytest.raises(ModelError, match="beschädigt"):
        read_packed_model(path)


def test_weights_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    tensors = tiny_tensors()
    tensors["emb.ln.b"][3] = np.nan
    path = tmp_path / "nan.bin"
    path.write_bytes(packed_bytes(tensors))
    with pytest.raises(ModelError, match="keine Zahlen"):
        read_packed_model(path)


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"fehlt\.bin"):
        read_packed_model(tmp_path / "fehlt.bin")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8), st.integers(0, 3000))
def test_no_damage_leads_to_anything_but_a_model_error(
    tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes, cut: int
) -> None:
    data = bytearray(packed_bytes(tiny_tensors()))
    data[at : at + len(noise)] = noise
    path = tmp_path_factory.mktemp("damage") / "x.bin"
    path.write_bytes(data[: len(data) - cut])
    try:
        read_packed_model(path)
    except ModelError:
        return
