"""The faster tagger takes words apart just as HanTa itself does."""

from itertools import islice
from pathlib import Path

import pytest
from HanTa.HanoverTagger import HanoverTagger

import knowledge_base
from knowledge_base.fast_hanta import MODEL, FastTagger
from knowledge_base.words.word_analysis import SHORTEST_COMPOUND

ARTICLES = Path(knowledge_base.__file__).parent / "articles"

WORDS = """
aufenthaltserlaubnis lebensunterhaltssicherung verpflichtungserklärungen fiktionsbescheinigung zuständigkeitsverordnung
staatsangehörigkeitsrechtlichen einbürgerungstestverordnung grundsicherungsleistung ausländerzentralregistergesetz
niederlassungserlaubnisse qwertzuiopasdf aaaaaaaaaa straßenbahnhaltestelle großväterlicherseits donaudampfschifffahrt
unterhaltsvorschussgesetzes beschäftigungsverordnungen zzzzzzzzzzzz hochqualifizierte familienzusammenführung éèêëéèêëé
"""


@pytest.fixture(scope="module")
def taggers() -> tuple[FastTagger, HanoverTagger]:
    return FastTagger(), HanoverTagger(MODEL)


def shipped_words() -> list[str]:
    """Return some long words of the shipped articles."""
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(ARTICLES.rglob("*.md")))
    words = dict.fromkeys(word for word in text.lower().split() if word.isalpha() and len(word) >= SHORTEST_COMPOUND)
    return list(islice(words, 0, None, 5))


@pytest.mark.parametrize("words", [WORDS.split(), shipped_words()], ids=["chosen", "shipped"])
def test_words_are_taken_apart_as_by_hanta(taggers: tuple[FastTagger, HanoverTagger], words: list[str]) -> None:
    fast, hanta = taggers
    assert len(words) >= 20
    for word in words:
        assert fast.analyze(word.capitalize(), taglevel=3) == hanta.analyze(word.capitalize(), taglevel=3), word


def test_parts_of_speech_are_as_likely_as_by_hanta(taggers: tuple[FastTagger, HanoverTagger]) -> None:
    fast, hanta = taggers
    for word in WORDS.split():
        found, wanted = dict(fast.analyze_forward(word)), dict(hanta.analyze_forward(word))
        assert found == pytest.approx(wanted), word


def test_a_known_part_of_speech_is_kept_to(taggers: tuple[FastTagger, HanoverTagger]) -> None:
    fast, hanta = taggers
    for word in WORDS.split():
        assert fast.analyze(word, pos="VV(INF)") == hanta.analyze(word, pos="VV(INF)"), word
