"""What every LexicalIndex does, run over memory and tantivy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge_base.document import DocumentKind, Locator, Passage
from knowledge_base.german_text import german_text
from knowledge_base.index import LexicalIndex
from knowledge_base.lexical_index import TantivyIndex
from knowledge_base.memory_index import MemoryLexicalIndex
from tests.support.knowledge import make_document, make_passages


@pytest.fixture(params=["memory", "tantivy"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LexicalIndex]:
    opened: LexicalIndex = MemoryLexicalIndex() if request.param == "memory" else TantivyIndex(tmp_path / "lexical")
    yield opened
    opened.close()


TEXTS = (
    "Die Gebühr für die Verlängerung beträgt 93 Euro.",
    "Wohnsitzauflagen gelten drei Jahre.",
    "Wer eine Verpflichtungserklärung abgibt, haftet fünf Jahre.",
    "Die Aufenthaltserlaubnis nach § 25 Abs. 5 AufenthG setzt eine vollziehbare Ausreisepflicht voraus.",
    "Die Aufenthaltserlaubnis nach § 25 Abs. 3 AufenthG soll erteilt werden.",
    "Termine werden online vergeben.",
)


def fill(index: LexicalIndex) -> list[Passage]:
    passages = make_passages(make_document(), *TEXTS)
    index.add(passages)
    return passages


def found(index: LexicalIndex, question: str, limit: int = 3) -> list[str]:
    texts = {passage.id: passage.text for passage in make_passages(make_document(), *TEXTS)}
    return [texts[key] for key, _ in index.search(question, limit)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Gebühren verlängern", TEXTS[0]),
        ("gebuehr", TEXTS[0]),
        ("Gebu\u0308hr", TEXTS[0]),
        ("GEBÜHR?", TEXTS[0]),
        ("Auflage", TEXTS[1]),
        ("Haftet jemand aus der Erklärung?", TEXTS[2]),
        ("§ 25 V", TEXTS[3]),
        ("Par. 25 Abs 5 AufenthG", TEXTS[3]),
        ("§ 25 Absatz 3", TEXTS[4]),
        ("Termin", TEXTS[5]),
    ],
)
def test_words_are_found_however_they_are_written(index: LexicalIndex, question: str, expected: str) -> None:
    fill(index)
    assert found(index, question)[0] == expected


@pytest.mark.parametrize("question", ["", "   ", "?!", "der die das und", "Quantenchromodynamik", "\x00", '"( AND : ~'])
def test_nothing_known_finds_nothing(index: LexicalIndex, question: str) -> None:
    assert index.search(question, 5) == []
    fill(index)
    assert index.search(question, 5) == []


def test_scores_fall_and_the_limit_holds(index: LexicalIndex) -> None:
    fill(index)
    hits = index.search("Aufenthaltserlaubnis AufenthG Ausreisepflicht Jahre", 3)
    scores = [score for _, score in hits]
    assert len(hits) == 3
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)
    assert index.search("Jahre", 0) == []


def test_adding_an_id_again_replaces_its_passage(index: LexicalIndex) -> None:
    passages = fill(index)
    changed = Passage(
        passages[0].id, passages[0].document_id, 0, DocumentKind.TEXT, "", "Dolmetscher bestellen.", Locator("neu")
    )
    index.add([changed])
    assert index.search("Gebühr", 5) == []
    assert [key for key, _ in index.search("Dolmetscher", 5)] == [changed.id]
    assert len(index.ids()) == len(TEXTS)


def test_deleted_ids_are_gone_and_unknown_ones_ignored(index: LexicalIndex) -> None:
    passages = fill(index)
    index.delete([passages[0].id, "unknown"])
    index.delete([])
    assert index.search("Gebühr", 5) == []
    assert index.ids() == {passage.id for passage in passages[1:]}
    index.clear()
    assert index.ids() == set()


def test_a_heading_is_searched_with_its_text(index: LexicalIndex) -> None:
    document = make_document()
    (place,) = make_passages(
        document,
        "(1) Der Ausländer ist verpflichtet.",
        context="AufenthG § 48 Ausweisrechtliche Pflichten",
        locator=Locator("§ 48 Abs. 1 AufenthG", law="AufenthG", section="§ 48", absatz="1"),
    )
    index.add([place])
    for question in ("Ausweisrechtlich", "§ 48 AufenthG", "§ 48 I"):
        assert [key for key, _ in index.search(question, 5)] == [place.id]


def test_passages_with_a_term_are_counted(index: LexicalIndex) -> None:
    fill(index)
    stem = german_text().word_terms("aufenthaltserlaubnis")[0]
    assert index.passages_with([stem, "gibtesnicht"]) == ([2, 0], len(TEXTS))


def test_a_file_that_a_killed_writer_left_is_no_obstacle(tmp_path: Path) -> None:
    """Killed between writing which passages are gone and its commit; the next writer wants the very same file."""
    passages = make_passages(make_document(), *(f"Die Frist beträgt {number} Monate." for number in range(3)))
    gone, *stay = [passage.id for passage in passages]
    index = TantivyIndex(tmp_path / "words", refill=lambda: passages)
    assert index.ids() == {gone, *stay}
    index.close()
    shutil.copytree(tmp_path / "words", tmp_path / "before")
    index.delete([gone])
    index.close()
    left = [path for path in (tmp_path / "words").glob("*.del") if not (tmp_path / "before" / path.name).exists()]
    assert left
    for path in left:
        shutil.copy(path, tmp_path / "before")
    later = TantivyIndex(tmp_path / "before", refill=lambda: passages)
    later.delete([gone])
    assert later.ids() == set(stay)
    assert {key for key, _ in later.search("Frist", 5)} == set(stay)
