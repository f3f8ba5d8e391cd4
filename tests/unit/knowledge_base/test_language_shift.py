"""The language is taken out of foreign questions' embeddings."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.bootstrap import MIGRATIONS, VERSION_TABLE
from knowledge_base.database import open_engine, upgrade
from knowledge_base.embedding_source import find_embedding_model
from knowledge_base.errors import ConfigurationError
from knowledge_base.index import Vectors
from knowledge_base.language_guess import guess_language
from knowledge_base.language_maps import LanguageMap, LanguageMaps, load_language_maps, save_language_maps
from knowledge_base.language_shift import LanguageShift, load_parallel_sentences
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.shelf import MANIFEST, _manifest, installed_path
from knowledge_base.registry.registry import Registry
from knowledge_base.settings import KnowledgeSettings
from tests.support.knowledge import LetterEmbedder

SENTENCES = {"de": ("Wer zahlt?", "Wann zahlt man?"), "en": ("Who pays?", "When do people pay?")}


class CountingEmbedder(LetterEmbedder):
    """Counts the questions that it embeds."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        return super().embed_questions(texts)


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(engine, MIGRATIONS, VERSION_TABLE)
    yield Registry(engine)
    engine.dispose()


def test_german_and_unknown_questions_stay_as_they_are(registry: Registry) -> None:
    embedder = LetterEmbedder()
    shift, vector = LanguageShift(SENTENCES, embedder, registry), embedder.embed_question("Wer zahlt?")
    assert shift.taken_out(vector, "de") is vector
    assert shift.taken_out(vector, "tr") is vector


def test_what_a_foreign_question_shares_with_its_language_counts_less(registry: Registry) -> None:
    embedder = LetterEmbedder()
    asked = embedder.embed_question("Who pays the fee?")
    moved = LanguageShift(SENTENCES, embedder, registry).taken_out(asked, "en")
    means = {
        name: np.mean([embedder.embed_question(text) for text in texts], axis=0) for name, texts in SENTENCES.items()
    }
    assert np.linalg.norm(moved) == pytest.approx(1.0, abs=1e-5)
    assert moved @ means["en"] < asked @ means["en"]
    assert moved @ (means["de"] - means["en"]) > asked @ (means["de"] - means["en"])


def test_the_sentences_are_embedded_once_for_all_processes(registry: Registry) -> None:
    first, second = CountingEmbedder(), CountingEmbedder()
    LanguageShift(SENTENCES, first, registry).learn()
    again = LanguageShift(SENTENCES, second, registry)
    moved = again.taken_out(first.embed_question("Who pays the fee?"), "en")
    assert first.asked == 4
    assert second.asked == 0
    assert np.isfinite(moved).all()


def test_the_shipped_sentences_are_in_the_languages_that_they_stand_for() -> None:
    shipped = load_parallel_sentences()
    assert {"de", "en", "tr", "ar", "ru", "uk"} <= set(shipped)
    for language, sentences in shipped.items():
        assert guess_language(" ".join(sentences)) == language
        assert len(set(sentences)) == len(sentences)


def test_a_language_with_missing_sentences_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sentences.toml"
    file.write_text('de = ["Wer?", "Wann?"]\nen = ["Who?"]\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="en"):
        load_parallel_sentences(file)


def learned(embedding: str, dimensions: int) -> LanguageMaps:
    """A map that turns the first direction into the second."""
    left, right = np.zeros((dimensions, 1), np.float32), np.zeros((1, dimensions), np.float32)
    left[0, 0], right[0, 1] = 3.0, 1.0
    nothing = np.zeros(dimensions, np.float32)
    return LanguageMaps(embedding, nothing, {"en": LanguageMap(nothing, left, right)})


def test_a_map_moves_questions_of_the_model_that_it_was_learned_with(registry: Registry) -> None:
    embedder = LetterEmbedder()
    asked = np.eye(embedder.dimensions, dtype=np.float32)[0]
    moved = LanguageShift({}, embedder, registry, learned(embedder.name, embedder.dimensions)).taken_out(asked, "en")
    assert moved[:2] == pytest.approx([1 / 10**0.5, 3 / 10**0.5], abs=1e-5)


def test_another_model_does_without_maps(registry: Registry) -> None:
    embedder = CountingEmbedder()
    shift = LanguageShift(SENTENCES, embedder, registry, learned("another model", embedder.dimensions))
    asked = embedder.embed_question("Who pays the fee?")
    alone = LanguageShift(SENTENCES, embedder, registry).taken_out(asked, "en")
    assert shift.taken_out(asked, "en") == pytest.approx(alone, abs=1e-3)


def test_no_sentence_is_embedded_where_maps_do_instead(registry: Registry) -> None:
    embedder = CountingEmbedder()
    LanguageShift(SENTENCES, embedder, registry, learned(embedder.name, embedder.dimensions)).learn()
    assert embedder.asked == 0


def test_the_shipped_maps_are_of_every_language_that_has_sentences() -> None:
    maps = load_language_maps()
    assert {"de", *maps.maps} == set(load_parallel_sentences())
    assert all(one.left.shape[0] == one.right.shape[1] == len(maps.german_mean) for one in maps.maps.values())


def test_the_shipped_maps_are_for_the_built_in_model_as_it_is_now(tmp_path: Path) -> None:
    """Otherwise they are passed over in silence: `python -m evals fit-languages --write`."""
    built_in = locked_model(Purpose.EMBEDDING)
    folder = installed_path(built_in, tmp_path)
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text(json.dumps(_manifest(built_in, {})), encoding="utf-8")
    settings = KnowledgeSettings(models=str(tmp_path), _env_file=None)
    assert load_language_maps().embedding == find_embedding_model(settings).label


def test_maps_are_read_as_they_were_written(tmp_path: Path) -> None:
    save_language_maps(learned("model", 4), tmp_path / "maps.npz")
    read = load_language_maps(tmp_path / "maps.npz")
    assert read.embedding == "model"
    assert read.maps["en"].left[0, 0] == 3.0


@pytest.mark.parametrize("content", [b"broken", b"", b"PK\x03\x04 cut off"])
def test_a_broken_file_of_maps_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "maps.npz"
    file.write_bytes(content)
    with pytest.raises(ConfigurationError, match="maps"):
        load_language_maps(file)
