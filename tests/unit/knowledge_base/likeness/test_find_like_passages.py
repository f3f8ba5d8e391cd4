"""Over a real knowledge base with real indexes, on each kind of database."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.document import Document, DocumentKind, Locator, content_hash
from knowledge_base.fingerprint import IndexFingerprint
from knowledge_base.likeness.find_like_passages import FindLikePassages
from knowledge_base.likeness.like_pair import LikePair
from knowledge_base.likeness.like_passages_store import LikePassagesStore
from knowledge_base.likeness.similar_passages import Likeness
from knowledge_base.settings import KnowledgeSettings
from tests.support.knowledge import make_document, make_passages
from tests.support.word_embedder import WordEmbedder

FEE = "Die Gebühr für die Fiktionsbescheinigung beträgt {} Euro (§ 47 Abs. 1 Nr. 8 AufenthV)."


@pytest.fixture
def base(tmp_path: Path, database_url: str) -> Iterator[KnowledgeBase]:
    settings = KnowledgeSettings(_env_file=None, var=tmp_path, database_url=database_url)
    with open_knowledge_base(settings, embedder=WordEmbedder()) as opened:
        opened.registry.set_fingerprint(IndexFingerprint(WordEmbedder.name))
        yield opened


def put(base: KnowledgeBase, document: Document, *texts: str, locator: Locator | None = None) -> None:
    passages = make_passages(document, *texts, context=document.title, locator=locator)
    old = [passage.id for passage in base.registry.passages(document.id)]
    base.dense.delete(old)
    base.lexical.delete(old)
    base.registry.stage(document, passages, content_hash=content_hash(*texts), metadata_hash="")
    vectors = WordEmbedder().embed_passages([passage.searchable_text for passage in passages])
    base.registry.keep_vectors(
        {
            content_hash(WordEmbedder.name, passage.searchable_text): vector
            for passage, vector in zip(passages, vectors, strict=True)
        }
    )
    base.dense.add([passage.id for passage in passages], vectors)
    base.lexical.add(passages)
    base.registry.publish([document.id])


def found(base: KnowledgeBase) -> list[LikePair]:
    FindLikePassages(base).update()
    return LikePassagesStore(base.engine).pairs()


def test_only_what_changed_is_compared_again(base: KnowledgeBase) -> None:
    guide, list_of_fees = make_document("leitfaden.md"), make_document("kasse.md")
    put(base, guide, FEE.format(13))
    put(base, list_of_fees, FEE.format(15))
    [pair] = found(base)
    assert pair.likeness is Likeness.CONTRADICTION
    assert {place.differs for each in pair.statements for place in (each.left, each.right)} == {
        ("13 Euro",),
        ("15 Euro",),
    }
    assert FindLikePassages(base).update() == 0
    assert found(base) == [pair]
    put(base, list_of_fees, FEE.format(13))
    [now] = found(base)
    assert now.likeness is Likeness.DUPLICATE
    assert now.id != pair.id


def test_how_far_it_is_is_told(base: KnowledgeBase) -> None:
    for name in ("a.md", "b.md", "c.md"):
        put(base, make_document(name), FEE.format(13))
    told: list[tuple[int, int]] = []
    FindLikePassages(base).update(lambda done, of: told.append((done, of)))
    assert told[0] == (0, 3)
    assert told[-1] == (3, 3)


def test_a_removed_document_takes_its_pairs_along(base: KnowledgeBase) -> None:
    put(base, make_document("leitfaden.md"), FEE.format(13))
    put(base, make_document("kasse.md"), FEE.format(15))
    assert found(base)
    base.registry.remove([make_document("kasse.md").id])
    assert found(base) == []


def test_a_guide_is_compared_with_the_law_that_it_names(base: KnowledgeBase) -> None:
    law = make_document("aufenthv.xml", kind=DocumentKind.STATUTE, title="AufenthV § 47 Gebühren")
    place = Locator("§ 47 Abs. 1 AufenthV", law="AufenthV", section="§ 47", absatz="1")
    put(base, make_document("leitfaden.md"), FEE.format(15))
    put(base, law, "(1) An Gebühren sind zu erheben\n8. für eine Fiktionsbescheinigung – 13 Euro,", locator=place)
    [pair] = found(base)
    assert pair.likeness is Likeness.CONTRADICTION
    assert pair.right_document == law.id
    assert pair.statements[0].differs_in == "amount"
    assert pair.statements[0].right.differs == ("13 Euro",)


def test_laws_and_versions_of_one_thing_may_repeat_each_other(base: KnowledgeBase) -> None:
    one = make_document("a.xml", kind=DocumentKind.STATUTE)
    put(base, one, FEE.format(13))
    put(base, replace(make_document("b.xml"), kind=DocumentKind.STATUTE), FEE.format(15))
    put(base, make_document("v1.md", version_of="guide"), "Die Duldung lässt die Ausreisepflicht unberührt.")
    put(base, make_document("v2.md", version_of="guide"), "Die Duldung lässt die Ausreisepflicht unberührt.")
    assert found(base) == []


def test_contradictions_among_cited_passages(base: KnowledgeBase) -> None:
    put(base, make_document("leitfaden.md"), FEE.format(13))
    put(base, make_document("kasse.md"), FEE.format(15))
    [pair] = found(base)
    store = LikePassagesStore(base.engine)
    assert store.contradictions_among([pair.left_passage, pair.right_passage, "p0"]) == [pair]
    assert store.contradictions_among([pair.left_passage]) == []
    assert store.pair(pair.id) == pair
    assert store.pair("x0") is None


def test_the_outline_names_what_is_published_in_the_order_of_the_pairs(base: KnowledgeBase) -> None:
    put(base, make_document("leitfaden.md"), FEE.format(13))
    put(base, make_document("kasse.md"), FEE.format(15))
    put(base, make_document("aushang.md"), FEE.format(15))
    pairs = found(base)
    assert [each.likeness for each in pairs] == ["contradiction", "contradiction", "duplicate"]
    store = LikePassagesStore(base.engine)
    assert [each.id for each in store.outline()] == [each.id for each in pairs]
    assert store.some([pairs[2].id, pairs[0].id, "x0"]) == [pairs[0], pairs[2]]
    base.registry.remove([make_document("aushang.md").id])
    assert [each.id for each in store.outline()] == [
        each.id for each in pairs if make_document("aushang.md").id not in {each.left_document, each.right_document}
    ]
