"""The language is taken out of foreign questions' embeddings."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.bootstrap import MIGRATIONS, VERSION_TABLE
from knowledge_base.database import open_engine, upgrade
from knowledge_base.errors import ConfigurationError
from knowledge_base.index import Vectors
from knowledge_base.language_guess import guess_language
from knowledge_base.language_shift import LanguageShift, load_parallel_sentences
from knowledge_base.registry.registry import Registry
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
