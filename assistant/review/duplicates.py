"""The editors' list of duplicates and contradictions: who sees which, and what was decided about them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from assistant.accounts.person import Person
from assistant.errors import NotFound
from assistant.plain_text import plain_text
from assistant.review.list_page import FIRST_PAGE, ListPage, PageRequest
from assistant.transactions import Transaction
from knowledge_base.document import Document, Passage
from knowledge_base.likeness.like_pair import LikePair, PairOutline
from knowledge_base.likeness.similar_passages import Likeness


class DuplicateState(StrEnum):
    """What an editor has decided; "kein_widerspruch" also means that a repetition is intended."""

    OFFEN = "offen"
    KEIN_WIDERSPRUCH = "kein_widerspruch"
    ERLEDIGT = "erledigt"


@dataclass(frozen=True, slots=True)
class DuplicateDecision:
    """What was decided about a pair; its id holds only as long as neither text changes."""

    pair_id: str
    state: DuplicateState
    note: str
    decided_by: str | None
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class DuplicateEntry:
    """A pair with both passages, their documents and what was decided; `decided_by` is a display name."""

    pair: LikePair
    left: tuple[Passage, Document]
    right: tuple[Passage, Document]
    decision: DuplicateDecision | None = None
    decided_by: str | None = None

    @property
    def state(self) -> DuplicateState:
        """What was decided, open as long as nothing was."""
        return self.decision.state if self.decision else DuplicateState.OFFEN


@dataclass(frozen=True, slots=True)
class DuplicatePage(ListPage[DuplicateEntry]):
    """A page of pairs; `contradictions` are those among the `total`."""

    contradictions: int


class Pairs(Protocol):
    """Where the pairs come from."""

    def outline(self) -> list[PairOutline]:
        """Return the pairs of published passages without their texts, contradictions first."""
        ...

    def some(self, pair_ids: Collection[str]) -> list[LikePair]:
        """Return these few pairs, in the same order."""
        ...

    def pair(self, pair_id: str) -> LikePair | None:
        """Return one pair, or None."""
        ...

    def contradictions_among(self, passage_ids: Collection[str]) -> list[LikePair]:
        """Return the contradictions of which both passages are among these few."""
        ...


class Decisions(Protocol):
    """How decisions are kept."""

    def put(self, decision: DuplicateDecision) -> None:
        """Keep a decision in place of the earlier one about the same pair."""
        ...

    def states(self) -> dict[str, DuplicateState]:
        """Return, by pair, what was decided about it; a pair may be gone meanwhile."""
        ...

    def of(self, pair_ids: Collection[str]) -> dict[str, tuple[DuplicateDecision, str | None]]:
        """Return, by pair, decisions with the display name of who made them."""
        ...


class Texts(Protocol):
    """What is read of the knowledge base."""

    def passages_with(self, passage_ids: Iterable[str]) -> Mapping[str, Passage]:
        """Return, by id, published passages."""
        ...

    def readable(self, audience: frozenset[str]) -> Mapping[str, Document]:
        """Return, by id, the documents that members of these groups may read."""
        ...


class Duplicates:
    """Lists pairs and keeps decisions; a pair is shown only to whom may read both documents."""

    def __init__(
        self, pairs: Pairs, decisions: Decisions, texts: Texts, *, transaction: Transaction, now: Callable[[], datetime]
    ) -> None:
        self._pairs = pairs
        self._decisions = decisions
        self._texts = texts
        self._transaction = transaction
        self._now = now

    def entries(
        self, editor: Person, state: DuplicateState | None = None, page: PageRequest = FIRST_PAGE
    ) -> DuplicatePage:
        """List a page of the pairs in one state or in all, contradictions first."""
        documents, decided = self._texts.readable(editor.audience), self._decisions.states()
        found = [
            pair
            for pair in self._pairs.outline()
            if state in {None, decided.get(pair.id, DuplicateState.OFFEN)}
            and pair.left_document in documents
            and pair.right_document in documents
        ]
        some = self._pairs.some([pair.id for pair in found[page.offset : page.offset + page.limit]])
        contradictions = sum(pair.likeness is Likeness.CONTRADICTION for pair in found)
        return DuplicatePage(self._entries(editor, some), len(found), contradictions)

    def decide(self, editor: Person, pair_id: str, *, state: DuplicateState, note: str) -> DuplicateEntry:
        """Keep what an editor decides, and return the pair as it is now; raises NotFound."""
        with self._transaction():
            pair = self._pairs.pair(pair_id)
            if pair is None or not self._entries(editor, [pair]):
                raise NotFound("Diesen Eintrag gibt es nicht mehr.", "Bitte laden Sie die Liste neu.")
            self._decisions.put(DuplicateDecision(pair_id, state, plain_text(note), editor.id, self._now()))
            return self._entries(editor, [pair])[0]

    def open_contradictions(self, passage_ids: Collection[str]) -> list[LikePair]:
        """Return the contradictions among passages that no editor has settled."""
        pairs = self._pairs.contradictions_among(passage_ids) if len(passage_ids) > 1 else []
        decided = self._decisions.of([pair.id for pair in pairs]) if pairs else {}
        return [pair for pair in pairs if pair.id not in decided or decided[pair.id][0].state is DuplicateState.OFFEN]

    def _entries(self, editor: Person, pairs: Iterable[LikePair]) -> list[DuplicateEntry]:
        documents = self._texts.readable(editor.audience)
        shown = [pair for pair in pairs if pair.left_document in documents and pair.right_document in documents]
        passages = self._texts.passages_with({key for pair in shown for key in (pair.left_passage, pair.right_passage)})
        decided = self._decisions.of([pair.id for pair in shown])
        return [
            DuplicateEntry(
                pair,
                (passages[pair.left_passage], documents[pair.left_document]),
                (passages[pair.right_passage], documents[pair.right_document]),
                *decided.get(pair.id, (None, None)),
            )
            for pair in shown
            if pair.left_passage in passages and pair.right_passage in passages
        ]
