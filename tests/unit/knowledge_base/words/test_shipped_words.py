"""The shipped table says of each word just what the analysis would."""

from pathlib import Path

import pytest

import knowledge_base
from knowledge_base.german_text import GermanText, words_in
from knowledge_base.words.shipped_words import FILE, shipped_words, write_table
from knowledge_base.words.word_analysis import WordAnalysis

ARTICLES = Path(knowledge_base.__file__).parent / "articles"
EVERY = 40


def test_the_table_fits_the_code_beside_it() -> None:
    assert shipped_words(), "python -m ingest.word_table"


def test_the_table_says_what_the_analysis_says() -> None:
    analysis = WordAnalysis()
    some = list(shipped_words().items())[::EVERY]
    assert len(some) >= 300
    assert {word: analysis.terms(word) for word, _ in some} == {word: tuple(terms.split()) for word, terms in some}


def test_the_table_knows_the_words_of_the_articles() -> None:
    words = {word for path in ARTICLES.rglob("*.md") for word in words_in(path.read_text(encoding="utf-8"))}
    unknown = sorted(words - shipped_words().keys())
    assert len(unknown) <= len(words) // 20, f"python -m ingest.word_table; unknown: {unknown[:10]}"


def test_a_known_word_needs_no_word_model() -> None:
    text = GermanText()
    known = text.word_terms("aufenthaltserlaubnis")
    assert known == ("aufenthaltserlaubnis", "aufenthalt", "erlaubnis")
    assert text._analysis._tagger is None
    assert text.word_terms("aufenthaltserlaubnisverlängerungsantragsmappe")
    assert text._analysis._tagger is not None


@pytest.mark.parametrize("change", ["version", "cut", "missing"])
def test_a_table_of_another_version_counts_for_nothing(tmp_path: Path, change: str) -> None:
    file = tmp_path / "words.tsv"
    assert write_table(["bescheid", "und", "bescheid"], file) == 2
    assert shipped_words(file) == {"bescheid": "bescheid", "und": ""}
    shipped_words.cache_clear()
    if change == "missing":
        file.unlink()
    else:
        written = file.read_text(encoding="utf-8")
        file.write_text(written.replace(written[:4], "0000", 1) if change == "version" else written[:-10])
    assert shipped_words(file) == {}


def test_the_shipped_file_is_sorted_and_has_each_word_once() -> None:
    words = [line.partition("\t")[0] for line in FILE.read_text(encoding="utf-8").splitlines()[1:]]
    assert words == sorted(set(words))
