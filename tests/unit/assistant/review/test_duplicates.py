from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.adapters.sql.duplicate_store import SqlDuplicateStore
from assistant.errors import NotFound
from assistant.review.duplicates import Duplicates, DuplicateState
from knowledge_base.document import Document, Passage
from knowledge_base.likeness.like_pair import LikePair, PairOutline
from knowledge_base.likeness.similar_passages import Likeness
from tests.support.assistant_records import EDDA, NOON, assistant_database
from tests.support.knowledge import make_document, make_passages

OPEN, SECRET = make_document("offen.md"), make_document("geheim.md", audience=frozenset({"leitung"}))
OTHER = make_document("andere.md")
PASSAGES = {document.id: make_passages(document, "Ein Text.")[0] for document in (OPEN, SECRET, OTHER)}


def pair(pair_id: str, left: Document, right: Document) -> LikePair:
    passages = (PASSAGES[left.id].id, PASSAGES[right.id].id)
    return LikePair(pair_id, left.id, right.id, *passages, Likeness.CONTRADICTION, 1.0, ())


@dataclass(frozen=True)
class Office:
    """Two pairs, one of them with a document that editors may not read."""

    held: tuple[LikePair, ...] = (pair("x1", OPEN, OTHER), pair("x2", OPEN, SECRET))

    def outline(self) -> list[PairOutline]:
        return [PairOutline(each.id, each.left_document, each.right_document, each.likeness) for each in self.held]

    def some(self, pair_ids: Collection[str]) -> list[LikePair]:
        return [each for each in self.held if each.id in pair_ids]

    def pair(self, pair_id: str) -> LikePair | None:
        return next((each for each in self.held if each.id == pair_id), None)

    def contradictions_among(self, passage_ids: Collection[str]) -> list[LikePair]:
        return [each for each in self.held if {each.left_passage, each.right_passage} <= set(passage_ids)]

    def passages_with(self, passage_ids: Iterable[str]) -> Mapping[str, Passage]:
        wanted = set(passage_ids)
        return {passage.id: passage for passage in PASSAGES.values() if passage.id in wanted}

    def readable(self, audience: frozenset[str]) -> Mapping[str, Document]:
        return {each.id: each for each in (OPEN, OTHER, SECRET) if each.audience & audience}


@pytest.fixture
def duplicates(tmp_path: Path) -> Iterator[Duplicates]:
    with assistant_database(f"sqlite:///{tmp_path / 'test.db'}") as transaction:
        office = Office()
        yield Duplicates(office, SqlDuplicateStore(transaction), office, transaction=transaction, now=lambda: NOON)


def test_a_pair_is_seen_only_by_whom_may_read_both_documents(duplicates: Duplicates) -> None:
    assert [entry.pair.id for entry in duplicates.entries(EDDA).entries] == ["x1"]
    assert duplicates.entries(EDDA).total == 1, "even the count would tell of the other one"
    with pytest.raises(NotFound):
        duplicates.decide(EDDA, "x2", state=DuplicateState.ERLEDIGT, note="")


def test_a_settled_contradiction_is_open_no_more_until_it_is_undone(duplicates: Duplicates) -> None:
    both = [PASSAGES[OPEN.id].id, PASSAGES[OTHER.id].id]
    assert [each.id for each in duplicates.open_contradictions(both)] == ["x1"]
    entry = duplicates.decide(EDDA, "x1", state=DuplicateState.KEIN_WIDERSPRUCH, note=" gewollt\u0000")
    assert (entry.state, entry.decided_by) == (DuplicateState.KEIN_WIDERSPRUCH, "Edda Editor")
    assert entry.decision == replace(entry.decision, note="gewollt", decided_at=NOON)
    assert duplicates.open_contradictions(both) == []
    assert duplicates.entries(EDDA, DuplicateState.OFFEN).total == 0
    duplicates.decide(EDDA, "x1", state=DuplicateState.OFFEN, note="")
    assert len(duplicates.open_contradictions(both)) == 1
