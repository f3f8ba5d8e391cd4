"""The hybrid search over real, small indexes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.bootstrap import MIGRATIONS, VERSION_TABLE
from knowledge_base.database import open_engine, upgrade
from knowledge_base.document import Document, DocumentKind, Locator, Passage, Validity, document_id
from knowledge_base.index import Query, Scope
from knowledge_base.language_shift import LanguageShift
from knowledge_base.memory_index import MemoryDenseIndex, MemoryLexicalIndex
from knowledge_base.registry.registry import Registry
from knowledge_base.search.search import CITED_PLACE, HybridSearch
from knowledge_base.search.understanding import Vocabulary
from knowledge_base.thesaurus import Thesaurus
from tests.support.knowledge import LetterEmbedder, make_document, make_passages

TODAY = date(2025, 6, 1)


class House:
    """A knowledge base in memory, but for its registry."""

    def __init__(self, folder: Path) -> None:
        self.engine = open_engine(f"sqlite:///{folder / 'a.db'}")
        upgrade(self.engine, MIGRATIONS, VERSION_TABLE)
        self.registry = Registry(self.engine)
        self.embedder, self.dense, self.lexical = LetterEmbedder(), MemoryDenseIndex(), MemoryLexicalIndex()
        self.search = HybridSearch(
            self.registry,
            self.dense,
            self.lexical,
            embedder=self.embedder,
            vocabulary=Vocabulary(Thesaurus({"AE": "Aufenthaltserlaubnis"}, {"Bürge": "Verpflichtungserklärung"})),
        )

    def put(self, document: Document, passages: list[Passage]) -> None:
        self.registry.stage(document, passages, content_hash="c", metadata_hash="m")
        self.dense.add(
            [passage.id for passage in passages],
            self.embedder.embed_passages([passage.searchable_text for passage in passages]),
        )
        self.lexical.add(passages)
        self.registry.publish([document.id])

    def put_texts(self, document: Document, *texts: str) -> None:
        self.put(document, make_passages(document, *texts))

    def put_law(self, law: str, *sections: tuple[str, str, str]) -> None:
        document = make_document(f"{law}.xml", kind=DocumentKind.STATUTE)
        passages = [
            passage
            for section, absatz, text in sections
            for passage in make_passages(
                document,
                text,
                context=f"{law} § {section}",
                locator=Locator(f"§ {section} Abs. {absatz} {law}", law=law, section=f"§ {section}", absatz=absatz),
            )
        ]
        self.put(document, passages)

    def found(self, text: str, **changes: object) -> list[str]:
        query = Query(text, as_of=TODAY, **changes)  # type: ignore[arg-type]
        return [hit.passage.text for hit in self.search.search(query)]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    built = House(tmp_path)
    yield built
    built.engine.dispose()


def test_an_empty_knowledge_base_finds_nothing(house: House) -> None:
    assert house.found("Was kostet die Verlängerung?") == []


@pytest.mark.parametrize("question", ["", "  \n", "\u00a0"])
def test_an_empty_question_finds_nothing(house: House, question: str) -> None:
    house.put_texts(make_document(), "Text.")
    assert house.found(question) == []
    assert house.found("Text", limit=0) == []


@pytest.mark.parametrize(
    "question", ["\ud800", "\x00", "\ud800 Gebühr \x00?", "🙂" * 50, "Gebühr " * 5000, "' OR 1=1 --"]
)
def test_odd_questions_do_no_harm(house: House, question: str) -> None:
    house.put_texts(make_document(), "Die Gebühr beträgt 93 Euro.")
    house.found(question)
    assert house.found("Gebühr") == ["Die Gebühr beträgt 93 Euro."]


def test_hits_come_best_first_with_their_scores(house: House) -> None:
    house.put_texts(
        make_document(), "Die Gebühr beträgt 93 Euro.", "Termine vergibt die Pforte.", "Gebühren sind bar zu zahlen."
    )
    hits = house.search.search(Query("Wie hoch ist die Gebühr in Euro?", TODAY))
    assert hits[0].passage.text == "Die Gebühr beträgt 93 Euro."
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.cosine is not None and -1 <= hit.cosine <= 1.001 and 0 <= hit.score <= 1 for hit in hits)
    assert hits[0].lexical_score is not None


def test_a_vector_that_points_nowhere_leaves_the_words(house: House) -> None:
    house.put_texts(make_document(), "Die Gebühr beträgt 93 Euro.")
    house.embedder.embed_question = lambda text: np.full(256, np.nan, np.float32)  # type: ignore[method-assign]
    assert house.found("Gebühr") == ["Die Gebühr beträgt 93 Euro."]


def test_abbreviations_and_everyday_words_reach_what_the_law_says(house: House) -> None:
    house.put_texts(
        make_document(),
        "Eine Aufenthaltserlaubnis wird befristet erteilt.",
        "Verpflichtungserklärungen gelten fünf Jahre.",
        "Anderes.",
    )
    assert house.found("AE")[0].startswith("Eine Aufenthaltserlaubnis")
    hits = house.search.search(Query("Wann muss der Bürge zahlen?", TODAY))
    by_words = [hit.passage.text for hit in hits if hit.lexical_score]
    assert by_words == ["Verpflichtungserklärungen gelten fünf Jahre."]


def test_words_of_another_language_are_not_looked_up_in_german(house: House) -> None:
    house.put_texts(make_document(), "Der Will ist da.", "How must residence be proven?")
    hits = house.search.search(Query("How will the residence be proven?", TODAY))
    assert all(hit.lexical_score is None for hit in hits)
    assert hits[0].passage.text == "How must residence be proven?"


def test_a_cited_section_has_its_place_but_not_the_first(house: House) -> None:
    chatter = [f"Duldung und Ausbildung, Fall {number}, Ausbildungsduldung und Duldung." for number in range(40)]
    house.put_texts(make_document(), *chatter)
    house.put_law("AufenthG", ("60c", "1", "Völlig andere Wörter stehen hier."), ("60c", "2", "Noch andere."))
    hits = house.search.search(Query("Ausbildungsduldung und Duldung, § 60c Abs. 1 AufenthG", TODAY, limit=5))
    assert hits[CITED_PLACE].passage.text == "Völlig andere Wörter stehen hier."
    assert [hit.cited for hit in hits].count(True) == 1
    assert hits[CITED_PLACE].cosine is not None


def test_several_cited_sections_each_have_a_place(house: House) -> None:
    house.put_texts(make_document(), *(f"Fall {number} von Duldung." for number in range(40)))
    house.put_law("AufenthG", ("81", "4", "Erste Stelle."), ("25", "5", "Zweite Stelle."))
    found = house.found("Duldung Fall, § 25 V und § 81 Abs. 4 AufenthG", limit=5)
    assert {"Erste Stelle.", "Zweite Stelle."} <= set(found)


def test_a_section_without_a_law_is_that_of_the_law_in_question(house: House) -> None:
    house.put_law("StAG", ("10", "1", "Einbürgerung auf Antrag."), ("11", "1", "Ausschluss der Einbürgerung."))
    house.put_law("AufenthG", ("10", "1", "Anderes."), ("77", "1", "Noch anderes."))

    def cited(question: str) -> list[str]:
        hits = house.search.search(Query(question, TODAY))
        return [hit.passage.locator.label for hit in hits if hit.cited]

    assert cited("Einbürgerung nach § 10 Abs. 1") == ["§ 10 Abs. 1 StAG"]
    assert cited("Was heißt § 77?") == ["§ 77 Abs. 1 AufenthG"]
    assert cited("Was heißt § 10 BGB?") == []
    assert cited("Was heißt Art. 10?") == []


def test_a_cited_section_that_may_not_be_seen_stays_hidden(house: House) -> None:
    document = make_document("AufenthG.xml", kind=DocumentKind.STATUTE, validity=Validity(valid_until=date(2025, 1, 1)))
    house.put(document, make_passages(document, "Aufgehoben.", locator=Locator("§ 9", law="AufenthG", section="§ 9")))
    house.put_texts(make_document(), "Text nach § 9 AufenthG.")
    assert house.found("§ 9 AufenthG") == ["Text nach § 9 AufenthG."]


def test_hidden_passages_do_not_crowd_out_the_visible_one(house: House) -> None:
    secret = make_document("geheim.md", audience=frozenset({"leitung"}))
    house.put_texts(secret, *(f"Gebühr Gebühr Gebühr Fall {number}" for number in range(1000)))
    house.put_texts(make_document(), "Eine Gebühr gibt es auch hier, neben vielen anderen Wörtern über Termine.")
    assert house.found("Gebühr") == ["Eine Gebühr gibt es auch hier, neben vielen anderen Wörtern über Termine."]
    assert len(house.found("Gebühr", audience=frozenset({"leitung"}))) == 10


def test_the_version_of_the_asked_day_answers(house: House) -> None:
    for year in (2023, 2025):
        document = make_document(f"{year}.xml", stand=date(year, 4, 1), version_of="law:AufenthG")
        house.put_texts(document, f"Gebühr im Jahr {year}.")
    assert house.found("Gebühr") == ["Gebühr im Jahr 2025."]
    before = house.search.search(Query("Gebühr", as_of=date(2024, 1, 1)))
    assert [hit.passage.text for hit in before] == ["Gebühr im Jahr 2023."]


def test_an_absatz_of_another_version_leads_to_the_whole_section(house: House) -> None:
    for year, paragraphs in ((2023, "12"), (2025, "1")):
        document = make_document(
            f"{year}.xml", kind=DocumentKind.STATUTE, stand=date(year, 4, 1), version_of="law:AufenthG"
        )
        places = [
            Locator(f"§ 60c Abs. {number} AufenthG", law="AufenthG", section="§ 60c", absatz=number)
            for number in paragraphs
        ]
        passages = [
            each
            for place in places
            for each in make_passages(document, f"Absatz {place.absatz}, {year}.", locator=place)
        ]
        house.put(document, passages)

    def cited(day: date) -> list[str]:
        hits = house.search.search(Query("Was steht in § 60c Abs. 2 AufenthG?", day))
        return [hit.passage.text for hit in hits if hit.cited]

    assert cited(date(2024, 1, 1)) == ["Absatz 2, 2023."]
    assert cited(TODAY) == ["Absatz 1, 2025."]


def test_a_scope_is_kept(house: House) -> None:
    house.put_texts(make_document("a.md"), "Gebühr a.")
    house.put_texts(make_document("b.md"), "Gebühr b.")
    assert house.found("Gebühr", scope=Scope(document_ids=frozenset({document_id("b.md")}))) == ["Gebühr b."]


def test_ids_that_the_registry_does_not_know_are_not_shown(house: House) -> None:
    house.put_texts(make_document(), "Gebühr hier.")
    house.lexical.add(make_passages(make_document("verwaist.md"), "Gebühr verwaist."))
    assert house.found("Gebühr") == ["Gebühr hier."]


def test_a_foreign_question_is_ranked_without_its_language_but_keeps_its_own_cosines(house: House) -> None:
    house.put_texts(make_document("a.md"), "Wer zahlt die Kosten?", "the fee", "Meldung")
    sentences = {"de": ("Wer zahlt?",), "en": ("Who pays the fee?",)}
    languages = LanguageShift(sentences, house.embedder, house.registry)
    shifted = HybridSearch(
        house.registry,
        house.dense,
        house.lexical,
        embedder=house.embedder,
        vocabulary=Vocabulary(Thesaurus({}, {}), languages=languages),
    )
    query = Query("Who pays the fee?", as_of=TODAY)
    plain, without = house.search.search(query), shifted.search(query)
    assert plain[0].passage.text == "the fee"
    assert without[0].passage.text != "the fee"
    cosines = {hit.passage.id: hit.cosine for hit in plain}
    assert {hit.passage.id: hit.cosine for hit in without} == pytest.approx(cosines)
