"""The embedder over a tiny real model, and (marked) over the built-in one."""

import threading
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.embedding import SentenceEmbedder, has_fast_bfloat16, load_embedder
from knowledge_base.embedding_source import find_embedding_model
from knowledge_base.errors import ModelError
from knowledge_base.index import Embedder
from knowledge_base.models.e5_conversion import convert_e5
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.shelf import is_installed
from knowledge_base.settings import KnowledgeSettings
from tests.support.packed_e5 import HIDDEN, write_tiny_model


@pytest.fixture(scope="module")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    convert_e5(write_tiny_model(tmp_path_factory.mktemp("packed") / "tiny.bin"), folder)
    return folder


@pytest.fixture(scope="module")
def tiny(tiny_folder: Path) -> Embedder:
    return load_embedder(KnowledgeSettings(embedding_model=str(tiny_folder)))


@pytest.fixture(scope="module")
def built_in() -> Embedder:
    settings = KnowledgeSettings()
    if not is_installed(locked_model(Purpose.EMBEDDING), settings.models_folder):
        pytest.fail("Das Einbettungsmodell fehlt: python -m assistant models --fetch")
    return load_embedder(settings)


def test_vectors_have_length_one_whatever_the_order(tiny: Embedder) -> None:
    texts = ["der Antrag wird geprüft", "abc", "", "der " * 30, "a b c d"] * 5
    vectors = tiny.embed_passages(texts)
    assert vectors.shape == (25, HIDDEN) == (25, tiny.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts[:5], vectors[:5], strict=True):
        np.testing.assert_allclose(tiny.embed_passages([text])[0], vector, atol=1e-4)


def test_no_texts_give_no_vectors(tiny: Embedder) -> None:
    assert tiny.embed_passages([]).shape == (0, HIDDEN)


def test_decomposed_letters_are_the_same_text(tiny: Embedder) -> None:
    text = "der Antrag wird geprüft"
    np.testing.assert_array_equal(
        tiny.embed_passages([text]), tiny.embed_passages([unicodedata.normalize("NFD", text)])
    )


def test_the_end_of_a_long_text_counts(tiny_folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(tiny_folder), local_files_only=True)
    model.max_seq_length = 20
    embedder = SentenceEmbedder(model, "tiny", "query: ", "passage: ")
    start = "der Antrag " * 30
    assert embedder.count_tokens(start) > 20
    one, other = embedder.embed_passages([start + "a b c " * 20, start + "wird geprüft " * 20])
    assert one @ other < 0.999
    assert model.encode([start + "a", start + "b"])[0] @ model.encode([start + "b"])[0] > 0.999  # what it would be


def test_many_threads_may_ask_at_once(tiny: Embedder) -> None:
    expected = tiny.embed_question("der Antrag")
    results: list[np.ndarray] = []

    def work() -> None:
        results.extend(tiny.embed_question("der Antrag") for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 40
    for result in results:
        np.testing.assert_allclose(result, expected, atol=1e-6)


def test_several_questions_at_once_are_embedded_as_one_by_one(tiny: SentenceEmbedder) -> None:
    asked = ["der Antrag", "Wer zahlt die Gebühr für den Antrag?"]
    one_by_one = np.stack([tiny.embed_question(text) for text in asked])
    assert np.allclose(tiny.embed_questions(asked), one_by_one, atol=1e-4)


def test_another_passage_prefix_is_another_build(tiny_folder: Path) -> None:
    labels = {
        find_embedding_model(KnowledgeSettings(embedding_model=str(tiny_folder), embedding_passage_prefix=prefix)).label
        for prefix in ("passage: ", "")
    }
    assert len(labels) == 2


@pytest.mark.parametrize("name", ["multilingual-e5-small", "kein/solches-modell", "mit leerzeichen !"])
def test_a_missing_model_is_named_with_the_remedy(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError, match=name) as missing:
        load_embedder(KnowledgeSettings(var=tmp_path, embedding_model=name))
    assert "models --fetch" in missing.value.remedy


def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(ModelError, match="lässt sich nicht laden"):
        load_embedder(KnowledgeSettings(embedding_model=str(tmp_path)))


def test_bfloat16_needs_matrix_instructions(tmp_path: Path) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text("flags\t: fpu avx512_bf16\n")
    assert not has_fast_bfloat16(cpuinfo)
    assert not has_fast_bfloat16(tmp_path / "none")


@pytest.mark.models
def test_the_built_in_model_finds_the_answer(built_in: Embedder) -> None:
    passages = [
        "Die Gebühr für die Verlängerung der Aufenthaltserlaubnis beträgt 93 Euro.",
        "Die Fiktionsbescheinigung wird auf amtlichem Vordruck ausgestellt.",
        "Der Hund schläft im Garten.",
    ]
    cosines = built_in.embed_passages(passages) @ built_in.embed_question(
        "Was kostet es, den Aufenthalt zu verlängern?"
    )
    assert cosines.argmax() == 0
    assert built_in.dimensions == 384
    assert built_in.count_tokens("") == 4  # <s> passage : </s>


@pytest.mark.models
def test_the_built_in_model_keeps_its_vectors(built_in: Embedder) -> None:
    vector = built_in.embed_question("Aufenthaltserlaubnis")
    np.testing.assert_allclose(vector[:4], [0.0555, -0.0728, -0.0473, -0.1395], atol=0.008)
