"""Abbreviations and everyday words."""

from pathlib import Path

import pytest

from knowledge_base.errors import ConfigurationError
from knowledge_base.thesaurus import Thesaurus, load_thesaurus


def test_the_shipped_file_knows_what_the_office_writes() -> None:
    thesaurus = load_thesaurus()
    assert thesaurus.long_forms("Verlängerung der AE, dann eAT; BüMA?")[:2] == [
        "Aufenthaltserlaubnis",
        "elektronischer Aufenthaltstitel",
    ]
    assert "Verpflichtungserklärung" in thesaurus.other_words("Der Bürge zahlt nicht")[0]


def test_abbreviations_count_in_their_own_capitals_only() -> None:
    thesaurus = Thesaurus({"AN": "Arbeitnehmer"}, {})
    assert thesaurus.long_forms("an den AN") == ["Arbeitnehmer"]
    assert thesaurus.long_forms("an ihn") == []


def test_longer_abbreviations_count_in_small_letters_and_all_within_hyphens() -> None:
    thesaurus = Thesaurus({"BAMF": "Bundesamt", "AE": "Aufenthaltserlaubnis", "BIST": "Bestandsliste"}, {})
    assert thesaurus.long_forms("bamf sagt, du bist bei der AE-Verlängerung") == ["Bundesamt", "Aufenthaltserlaubnis"]


@pytest.mark.parametrize(
    ("question", "german"),
    [
        ("How long is my residence permit valid?", "Aufenthaltserlaubnis"),
        ("Can I work with a tolerated stay?", "Duldung"),
        ("OTURMA İZNİM ne zaman biter?", "Aufenthaltserlaubnis"),
        ("Как получить вид на жительство?", "Aufenthaltserlaubnis"),
        ("Де подати на громадянство?", "Staatsangehörigkeit Einbürgerung"),
        ("كيف أحصل على الجنسية؟", "Staatsangehörigkeit Einbürgerung"),
    ],
)
def test_foreign_terms_of_the_office_have_german_ones(question: str, german: str) -> None:
    assert german in load_thesaurus().german_words(question)


def test_other_words_of_other_languages_have_none() -> None:
    thesaurus = Thesaurus({}, {}, {"visa": "Visum", "job": "Arbeit"})
    assert thesaurus.german_words("Jobs are nothing without advisable permits") == []
    assert thesaurus.german_words("A job, two visas") == ["Visum", "Arbeit"]


def test_everyday_words_count_in_any_form_and_once() -> None:
    thesaurus = Thesaurus({}, {"Jobcenter": "Lebensunterhalt"})
    assert thesaurus.other_words("JOBCENTER oder Jobcenters") == ["Lebensunterhalt"]


@pytest.mark.parametrize("content", ["[abbreviations", "abbreviations = 3", "[abbreviations]\nAE = 3", "\xff"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "thesaurus.toml"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(ConfigurationError, match=r"thesaurus\.toml"):
        load_thesaurus(file)
