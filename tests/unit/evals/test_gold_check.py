from pathlib import Path

import pytest

from assistant.settings import Settings
from evals.case import Case, Gold
from evals.corpus import open_corpus
from evals.gold_check import check_corpus, missing_gold, place
from knowledge_base.errors import ConfigurationError
from tests.support.word_embedder import WordEmbedder

CASES = [
    Case("da", "?", True, gold=(Gold(document="hund.md", contains="108 Euro"),)),
    Case("text", "?", True, gold=(Gold(document="hund.md", contains="999 Euro"),)),
    Case("datei", "?", True, gold=(Gold(document="katze.md"),)),
    Case("gesetz", "?", True, gold=(Gold(law="QuatschG", section="§ 3", absatz="1"),)),
    Case("frei", "?", False),
]


def test_places_that_are_not_there_are_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    corpus = tmp_path / "dokumente"
    corpus.mkdir()
    (corpus / "hund.md").write_text("# Steuer\n\nDie Hundesteuer beträgt 108 Euro.\n", encoding="utf-8")
    with open_corpus(corpus, Settings(var=tmp_path / "var"), embedder=WordEmbedder()) as base:
        assert [case.id for case, _gold in missing_gold(base.registry, CASES)] == ["text", "datei", "gesetz"]
        check_corpus(base.registry, corpus, CASES)
        assert "Frage gesetz: § 3 Abs. 1 QuatschG" in caplog.text
        caplog.clear()
        check_corpus(base.registry, corpus, CASES[:1])
        assert "FEHLEN" not in caplog.text


def test_a_folder_without_documents_is_said_so(tmp_path: Path) -> None:
    corpus = tmp_path / "leer"
    corpus.mkdir()
    with (
        open_corpus(corpus, Settings(var=tmp_path / "var"), embedder=WordEmbedder()) as base,
        pytest.raises(ConfigurationError, match="kein lesbares Dokument"),
    ):
        check_corpus(base.registry, corpus, CASES)


def test_a_place_is_written_for_people() -> None:
    assert place(CASES[1].gold[0]) == "hund.md mit „999 Euro“"
    assert place(Gold(document="a.md", locator="S. 2")) == "a.md S. 2"
