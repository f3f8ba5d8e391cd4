from pathlib import Path

import numpy as np
import pytest

from knowledge_base.errors import ModelError
from knowledge_base.models.e5_conversion import bert_weights, build_tokenizer, convert_e5
from knowledge_base.models.e5_reader import read_packed_model
from tests.support.packed_e5 import HIDDEN, packed_bytes, tiny_tensors, write_tiny_model


def test_the_folder_loads_in_sentence_transformers(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    convert_e5(write_tiny_model(tmp_path / "tiny.bin"), tmp_path)
    model = SentenceTransformer(str(tmp_path), local_files_only=True)
    vectors = model.encode(["der Antrag wird geprüft", "abc"], show_progress_bar=False)
    assert vectors.shape == (2, HIDDEN)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    word = model[0].model.embeddings.word_embeddings.weight.detach().numpy()
    np.testing.assert_array_equal(word, tiny_tensors()["emb.word"])


def test_words_are_cut_and_framed_as_the_word_list_says(tmp_path: Path) -> None:
    tokenizer = build_tokenizer(read_packed_model(write_tiny_model(tmp_path / "tiny.bin")))
    assert tokenizer.encode(" der Antrag \n wird  ").tokens == ["<s>", "▁der", "▁Antrag", "▁wird", "</s>"]


@pytest.mark.parametrize("damage", ["missing", "size"])
def test_a_missing_or_wrong_tensor_is_named(tmp_path: Path, damage: str) -> None:
    tensors = tiny_tensors()
    if damage == "missing":
        del tensors["l1.fi.w"]
    else:
        tensors["l1.fi.w"] = tensors["l1.fi.w"][:32]
    path = tmp_path / "bad.bin"
    path.write_bytes(packed_bytes(tensors))
    with pytest.raises(ModelError, match=r"l1\.fi\.w"):
        bert_weights(read_packed_model(path))
