"""Finds, for documents that are new or changed, the passages of other documents that say the same or contradict them.

Candidates are the nearest by meaning and by words, and the places in laws that a guide names. Guides are compared
with guides and with laws; laws repeat each other on purpose, and so do the versions of one thing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt
from sqlalchemy import Engine

from knowledge_base.cited_law import against_law, cited_place
from knowledge_base.document import Document, DocumentKind, Passage, content_hash
from knowledge_base.facts_in_text import FactKind
from knowledge_base.index import DenseIndex, LexicalIndex
from knowledge_base.law_names import section_number
from knowledge_base.like_pair import LikePair, make_pair
from knowledge_base.like_passages_store import LikePassagesStore
from knowledge_base.registry import Registry
from knowledge_base.similar_passages import (
    VERSION,
    Likeness,
    LikePassages,
    LikeStatements,
    Statement,
    compare_passages,
    statements_of,
)

NEAREST = 25
"""Passages looked at for each passage on each side, by meaning and by words."""
_NAMED_OTHERWISE = frozenset({FactKind.REFERENCE, FactKind.OFFICE})
"""What a law names in other words than a guide does: itself, and the authorities."""

WORDS_ASKED = 60
"""Words of a passage that are searched for; a longer one is asked for in parts."""

Vector = npt.NDArray[np.float32]


class Parts(Protocol):
    """What is needed of a knowledge base."""

    engine: Engine
    registry: Registry
    dense: DenseIndex
    lexical: LexicalIndex


@dataclass(slots=True)
class _Known:
    """Passages that were read in this run, taken apart once."""

    passages: dict[str, Passage] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=dict)

    def taken_apart(self, passage: Passage) -> list[Statement]:
        if passage.id not in self.statements:
            self.statements[passage.id] = statements_of(passage.text, passage.context)
        return self.statements[passage.id]


class FindLikePassages:
    """Keeps the pairs of like passages in line with the documents."""

    def __init__(self, parts: Parts) -> None:
        self._registry = parts.registry
        self._dense = parts.dense
        self._lexical = parts.lexical
        self._store = LikePassagesStore(parts.engine)

    def update(self, progress: Callable[[int, int], None] = lambda _done, _of: None) -> int:
        """Compare what has changed since the last time; return how many pairs were found.

        A run that is killed leaves the pairs as they were, and the next one compares anew. Raises StorageError.
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

    def _pairs_of(self, changed: Mapping[str, str], progress: Callable[[int, int], None]) -> Iterator[LikePair]:
        documents = {entry.document.id: entry.document for entry in self._registry.documents()}
        guides = [document for document in documents.values() if document.kind is not DocumentKind.STATUTE]
        only_guides = all(documents[key].kind is not DocumentKind.STATUTE for key in changed if key in documents)
        asking = [guide for guide in guides if guide.id in changed or not only_guides]
        known = _Known()
        for done, guide in enumerate(asking, start=1):
            passages = self._registry.passages(guide.id)
            vectors = self._vectors(passages)
            for passage in passages:
                for other in self._candidates(passage, vectors.get(passage.id), known):
                    if _comparable(guide, documents.get(other.document_id), changed):
                        like = self._compare(passage, other, known)
                        if like is not None:
                            yield make_pair(*_in_order(passage, other, like))
            progress(done, len(asking))

    def _compare(self, passage: Passage, other: Passage, known: _Known) -> LikePassages | None:
        mine = known.taken_apart(passage)
        if other.kind is not DocumentKind.STATUTE:
            return compare_passages(mine, known.taken_apart(other))
        wrong = [found for one in mine if (found := self._against(one, other, known))]
        if wrong:
            return LikePassages(Likeness.CONTRADICTION, tuple(wrong))
        like = compare_passages(mine, known.taken_apart(other))
        # A guide is meant to say what the law says; only where it says otherwise, there is something to do.
        if like is None or like.likeness is Likeness.DUPLICATE:
            return None
        return None if any(_is_another_rule(pair, other) for pair in like.statements) else like

    def _against(self, statement: Statement, law: Passage, known: _Known) -> LikeStatements | None:
        place = cited_place(statement)
        if place is None or law.locator.law != place.law:
            return None
        there = self._registry.passage_ids_at(place)
        if law.id not in there or (place.absatz is None and len(there) > 1):
            return None
        whole = [known.passages[key].text for key in there if key in known.passages]
        return against_law(statement, place, law.text, context=law.context, whole=whole)

    def _candidates(self, passage: Passage, vector: Vector | None, known: _Known) -> list[Passage]:
        statements = known.taken_apart(passage)
        if not statements:
            return []
        ids = [key for key, _ in self._dense.search(vector, NEAREST)] if vector is not None else []
        words = " ".join(each.text for each in statements).split()
        for start in range(0, len(words), WORDS_ASKED):
            text = " ".join(words[start : start + WORDS_ASKED])
            ids += [key for key, _ in self._lexical.search(text, NEAREST)]
        for statement in statements:
            if place := cited_place(statement):
                ids += self._registry.passage_ids_at(place)
        ids = list(dict.fromkeys(ids))
        known.passages |= self._registry.passages_with([key for key in ids if key not in known.passages])
        return [known.passages[key] for key in ids if key in known.passages]

    def _vectors(self, passages: list[Passage]) -> dict[str, Vector]:
        """Return the passages' vectors, as they were kept when they were indexed."""
        built = self._registry.fingerprint()
        if built is None:
            return {}
        keys = {passage.id: content_hash(built.embedding, passage.searchable_text) for passage in passages}
        kept = self._registry.cached_vectors(keys.values())
        return {passage_id: kept[key] for passage_id, key in keys.items() if key in kept}


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


def _in_order(passage: Passage, other: Passage, like: LikePassages) -> tuple[Passage, Passage, LikePassages]:
    """Put the guide before the law, else by document, so that a pair is the same from whichever side it is found."""
    if other.kind is DocumentKind.STATUTE or passage.document_id < other.document_id:
        return passage, other, like
    turned = tuple(LikeStatements(each.right, each.left, each.score, each.differs_in) for each in like.statements)
    return other, passage, LikePassages(like.likeness, turned)
