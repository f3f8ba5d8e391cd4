"""The shipped register is well made, leads to §§, and a broken file is named."""

from pathlib import Path

import pytest

from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.document import DocumentKind, Locator
from knowledge_base.errors import ConfigurationError
from knowledge_base.index import Query
from knowledge_base.legal_reference import LegalReference
from knowledge_base.memory_index import MemoryLexicalIndex
from knowledge_base.register import FOLDER, RegisterEntry, load_register
from knowledge_base.register_index import RegisterIndex
from knowledge_base.search.recipe import Recipe
from knowledge_base.settings import KnowledgeSettings
from tests.support.knowledge import LetterEmbedder, make_document, make_passages
from tests.support.shared_data import shared_data

LIABILITY = LegalReference("AufenthG", "68", "1")
ENTRIES = [
    RegisterEntry(LIABILITY, "Bürge Bürgschaft", ("Wie lange haftet der Bürge?",)),
    RegisterEntry(LegalReference("AufenthG", "81", "4"), "Fiktion", ("Was gilt bis zur Entscheidung?",)),
    RegisterEntry(LegalReference("AsylG", "61", "1"), "Job", ("Wann darf er jobben?",)),
]


def law_with_liability(folder: Path) -> KnowledgeSettings:
    """Lay out a knowledge base that holds § 68 and § 81 AufenthG in the law's own words."""
    settings = KnowledgeSettings(var=folder)
    document = make_document("AufenthG.xml", kind=DocumentKind.STATUTE)
    passages = [
        passage
        for section, absatz, text in (
            ("68", "1", "Erstattung sämtlicher öffentlicher Mittel aus der Verpflichtungserklärung für fünf Jahre."),
            ("81", "4", "Der bisherige Aufenthaltstitel gilt als fortbestehend."),
        )
        for passage in make_passages(
            document,
            text,
            locator=Locator(f"§ {section} AufenthG", law="AufenthG", section=f"§ {section}", absatz=absatz),
        )
    ]
    with open_knowledge_base(settings, embedder=LetterEmbedder()) as base:
        base.registry.stage(document, passages, content_hash="c", metadata_hash="m")
        base.dense.add([one.id for one in passages], base.embedder.embed_passages([one.text for one in passages]))
        base.lexical.add(passages)
        base.registry.publish([document.id])
    return settings


def test_every_shipped_entry_can_be_read() -> None:
    entries = load_register()
    assert len(entries) > 2000
    assert all(entry.reference.law and entry.reference.section and entry.texts for entry in entries)


@pytest.mark.parametrize("law", ["AufenthG", "StAG", "BeschV"])
def test_every_shipped_entry_names_a_place_that_the_law_has(law: str) -> None:
    from ingest.parsing.parse import parse

    file = shared_data("recht", "gii_xml_2025-04", f"{law}.xml")
    from ingest.chunking.passages import passages_of

    passages, _ = passages_of(parse(file.name, file.read_bytes()), "d1", law)
    places = {(passage.locator.section, passage.locator.absatz) for passage in passages}
    sections = {section for section, _ in places}
    for entry in load_register():
        if entry.reference.law == law:
            section = f"§ {entry.reference.section}"
            assert section in sections, entry
            assert entry.reference.absatz is None or (section, entry.reference.absatz) in places, entry


def test_nothing_is_suggested_before_it_is_embedded_and_only_of_laws_that_are_there(tmp_path: Path) -> None:
    settings = law_with_liability(tmp_path)
    with open_knowledge_base(settings, embedder=LetterEmbedder()) as base:
        register = RegisterIndex(ENTRIES, base.registry, base.embedder)
        asked = base.embedder.embed_question("Bürge haftet wie lange")
        assert register.suggest(asked, 3) == {}
        assert register.embed_missing() == 4
        assert register.embed_missing() == 0
        suggested = register.suggest(asked, 3)
    assert next(iter(suggested)) == LIABILITY
    assert {reference.law for reference in suggested} == {"AufenthG"}


def test_office_words_bring_the_section_to_the_top(tmp_path: Path) -> None:
    settings = law_with_liability(tmp_path)
    question = Query("Wann ist der Bürge raus?", make_document().stand)
    with open_knowledge_base(settings, embedder=LetterEmbedder()) as base:
        base.register.embed_missing()
        hits = base.search.search(question)
    assert hits[0].passage.locator.section == "§ 68"


def test_office_words_are_found_as_words_too_once_they_are_indexed(tmp_path: Path) -> None:
    settings = law_with_liability(tmp_path)
    with open_knowledge_base(settings, embedder=LetterEmbedder()) as base:
        words = MemoryLexicalIndex()
        register = RegisterIndex(ENTRIES, base.registry, base.embedder, words)
        assert register.suggest_by_words("Bürge", 3) == {}
        register.embed_missing()
        assert list(register.suggest_by_words("Bürge", 3)) == [LIABILITY]
        assert register.suggest_by_words("jobben", 3) == {}
        RegisterIndex(ENTRIES[1:], base.registry, base.embedder, words).embed_missing()
        assert len(words.ids()) == 1


def test_the_register_does_not_count_for_questions_about_other_things() -> None:
    assert Recipe().trust_in_register(0.82) == 0.0
    assert 0.0 < Recipe().trust_in_register(0.865) < 1.0


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "AufenthG.toml").write_text('law = "AufenthG"\n[[entries]]\nsektion = "§ 1"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"AufenthG\.toml"):
        load_register(tmp_path)


def test_each_file_is_named_after_its_law() -> None:
    assert {file.stem.split("_")[0] for file in FOLDER.glob("*.toml")} >= {"AufenthG", "AufenthV", "AsylG", "StAG"}
