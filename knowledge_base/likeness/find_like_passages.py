"""Finds, for documents that are new or changed, the passages of other documents that say the same or contradict them.

Candidates are the nearest by meaning and by words, and the places in laws that a guide names. Guides are compared
with guides and with laws; laws repeat each other on purpose, and so do the versions of one thing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from sqlalchemy import Engine

from knowledge_base.document import Document, DocumentKind, Passage, content_hash
from knowledge_base.index import DenseIndex, LexicalIndex
from knowledge_base.law_names import section_number
from knowledge_base.likeness.cited_law import against_law, cited_place
from knowledge_base.likeness.facts_in_text import FactKind
from knowledge_base.likeness.like_candidates import LikeCandidates
from knowledge_base.likeness.like_pair import LikePair, make_pair
from knowledge_base.likeness.like_passages_store import LikePassagesStore
from knowledge_base.likeness.like_words import Signature, WordTable
from knowledge_base.likeness.similar_passages import VERSION, Likeness, LikePassages, LikeStatements, compare_passages
from knowledge_base.likeness.statement import Statement
from knowledge_base.registry.registry import Registry

PASSAGES_AT_ONCE = 400
"""Passages of guides that are compared together; what is kept of their words grows with the square of this."""

_NAMED_OTHERWISE = frozenset({FactKind.REFERENCE, FactKind.OFFICE})
"""What a law names in other words than a guide does: itself, and the authorities."""

Progress = Callable[[int, int], None]


class Parts(Protocol):
    """What is needed of a knowledge base."""

    engine: Engine
    registry: Registry
    dense: DenseIndex
    lexical: LexicalIndex


class FindLikePassages:
    """Keeps the pairs of like passages in line with the documents."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._registry = parts.registry
        self._store = LikePassagesStore(parts.engine)

    def update(self, progress: Progress = lambda _done, _of: None) -> int:
        """Compare what has changed since the last time; return how many pairs were found.

        `progress` is told how many documents of how many are done. A run that is killed leaves the pairs as they were,
        and the next one compares anew. Raises StorageError.
        """
        states = {
            state.document_id: content_hash(VERSION, state.content_hash, state.metadata_hash)
            for state in self._registry.sources().values()
        }
        compared = self._store.compared()
        changed = {key: state for key, state in states.items() if compared.get(key) != state}
        gone = compared.keys() - states.keys()
        if not changed and not gone:
            return 0
        found = list(self._pairs_of(changed, progress)) if changed else []
        self._store.replace(changed, found, gone)
        return len({pair.id for pair in found})

    def _pairs_of(self, changed: Mapping[str, str], progress: Progress) -> Iterator[LikePair]:
        documents = {entry.document.id: entry.document for entry in self._registry.documents()}
        guides = [document for document in documents.values() if document.kind is not DocumentKind.STATUTE]
        only_guides = all(documents[key].kind is not DocumentKind.STATUTE for key in changed if key in documents)
        asking = [guide for guide in guides if guide.id in changed or not only_guides]
        candidates = LikeCandidates(self._registry, self._parts.dense, self._parts.lexical)
        comparison = _Comparison(candidates)
        done = 0
        for passages in self._some_at_a_time(asking):
            progress(done, len(asking))
            found = candidates.of(passages)
            yield from comparison.pairs(
                (passage, other)
                for passage in passages
                for other in found.get(passage.id, ())
                if _comparable(documents[passage.document_id], documents.get(other.document_id), changed)
            )
            done += len({passage.document_id for passage in passages})
        progress(len(asking), len(asking))

    def _some_at_a_time(self, guides: Sequence[Document]) -> Iterator[list[Passage]]:
        some: list[Passage] = []
        for guide in guides:
            some += self._registry.passages(guide.id)
            if len(some) >= PASSAGES_AT_ONCE:
                yield some
                some = []
        if some:
            yield some


class _Comparison:
    """Compares passages, each pair once, whichever side it was found from."""

    def __init__(self, candidates: LikeCandidates) -> None:
        self._candidates = candidates
        self._seen: set[tuple[str, str]] = set()

    def pairs(self, found: Iterator[tuple[Passage, Passage]]) -> Iterator[LikePair]:
        """Yield what an editor should see of passages and their candidates."""
        pairs = list(self._each_once(found))
        passages = {passage.id: passage for pair in pairs for passage in pair}
        statements = {key: self._candidates.statements(passage) for key, passage in passages.items()}
        table = WordTable(one for some in statements.values() for one in some)
        signatures = {key: [table.signature(one) for one in some] for key, some in statements.items()}
        for left, right in pairs:
            about_the_same = _may_be_alike(left, right, statements, signatures)
            like = self._compare(left, right, about_the_same)
            if like is not None:
                yield make_pair(left, right, like)

    def _each_once(self, found: Iterator[tuple[Passage, Passage]]) -> Iterator[tuple[Passage, Passage]]:
        """Put the guide before the law, else by document, so that a pair is the same from either side."""
        for passage, other in found:
            turned = other.kind is not DocumentKind.STATUTE and other.document_id < passage.document_id
            pair = (other, passage) if turned else (passage, other)
            if (pair[0].id, pair[1].id) not in self._seen:
                self._seen.add((pair[0].id, pair[1].id))
                yield pair

    def _compare(
        self, left: Passage, right: Passage, about_the_same: Sequence[tuple[Statement, Statement]]
    ) -> LikePassages | None:
        mine, theirs = self._candidates.statements(left), self._candidates.statements(right)
        is_law = right.kind is DocumentKind.STATUTE
        wrong = [found for one in mine if (found := self._against(one, right))] if is_law else []
        if wrong:
            return LikePassages(Likeness.CONTRADICTION, tuple(wrong))
        like = compare_passages(mine, theirs, about_the_same) if about_the_same else None
        if like is None or not is_law:
            return like
        # A guide is meant to say what the law says; only where it says otherwise, there is something to do.
        if like.likeness is Likeness.DUPLICATE or any(_is_another_rule(pair, right) for pair in like.statements):
            return None
        return like

    def _against(self, statement: Statement, law: Passage) -> LikeStatements | None:
        place = cited_place(statement)
        if place is None or law.locator.law != place.law:
            return None
        there = self._candidates.at(place)
        if law.id not in there or (place.absatz is None and len(there) > 1):
            return None
        known = self._candidates.passages
        whole = [known[key].text for key in there if key in known]
        return against_law(statement, place, law.text, context=law.context, whole=whole)


def _may_be_alike(
    left: Passage,
    right: Passage,
    statements: Mapping[str, Sequence[Statement]],
    signatures: Mapping[str, Sequence[Signature]],
) -> list[tuple[Statement, Statement]]:
    """Return the pairs of statements that are worth comparing word by word."""
    theirs = list(zip(statements[right.id], signatures[right.id], strict=True))
    return [
        (one, other)
        for one, mine in zip(statements[left.id], signatures[left.id], strict=True)
        for other, their in theirs
        if mine.may_be_like(their)
    ]


def _is_another_rule(pair: LikeStatements, law: Passage) -> bool:
    """Tell whether a guide differs from a law only by naming things otherwise, or because it speaks of another §."""
    if pair.differs_in in _NAMED_OTHERWISE:
        return True
    named = [fact.reference for fact in pair.left.facts if fact.reference]
    here = section_number(law.locator.section or "")
    return bool(named) and not any(ref.section == here and ref.law in {None, law.locator.law} for ref in named)


def _comparable(guide: Document, other: Document | None, changed: Mapping[str, str]) -> bool:
    if other is None or other.id == guide.id or (guide.id not in changed and other.id not in changed):
        return False
    return guide.version_of is None or guide.version_of != other.version_of
