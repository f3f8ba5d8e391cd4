"""The editor's list: what opens an item, what withdraws it, and how it is worked off."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from assistant.accounts.person import Person
from assistant.errors import Conflict, NotFound
from assistant.plain_text import plain_text
from assistant.privacy.mask import mask
from assistant.review.list_page import FIRST_PAGE, ListPage, PageRequest
from assistant.review.review_item import ReviewEntry, ReviewItem, ReviewKind, ReviewState
from assistant.review.store import ReviewStore
from assistant.transactions import Transaction


class ReviewQueue:
    """Flags and gaps, newest first; states go offen → in_arbeit → erledigt, and back when something was premature."""

    def __init__(self, store: ReviewStore, *, transaction: Transaction, now: Callable[[], datetime]) -> None:
        self._store = store
        self._transaction = transaction
        self._now = now

    def open_gap(self, answer_id: str) -> None:
        """Put an unanswered question on the list."""
        self._open(ReviewKind.GAP, answer_id)

    def open_gaps_of_parts(self, answer_id: str, *, parts: int) -> None:
        """Put each part without an answer on the list, so many as the otherwise answered question has."""
        self._open(ReviewKind.GAP, answer_id, parts=range(1, parts + 1))

    def flag(self, answer_id: str, *, reasons: tuple[str, ...], comment: str) -> None:
        """Put an answer on the list, or renew what its asker says; a settled item is opened again."""
        with self._transaction():
            item = self._store.of_answer(answer_id, ReviewKind.FLAG)
            if item is None:
                self._open(ReviewKind.FLAG, answer_id, reasons=reasons, comment=comment)
                return
            said_something_new = (item.reasons, item.comment) != (reasons, comment)
            reopened = item.state is ReviewState.ERLEDIGT and said_something_new
            state = ReviewState.OFFEN if reopened else item.state
            self._store.put(replace(item, reasons=reasons, comment=comment, state=state, updated_at=self._now()))

    def withdraw_flag(self, answer_id: str) -> None:
        """Take an answer off the list, unless an editor has begun with it."""
        with self._transaction():
            item = self._store.of_answer(answer_id, ReviewKind.FLAG)
            if item is not None and item.is_untouched:
                self._store.remove(item.id)

    def entries(self, state: ReviewState | None = None, page: PageRequest = FIRST_PAGE) -> ListPage[ReviewEntry]:
        """List a page of the items in one state or in all, newest first."""
        with self._transaction():
            return ListPage(self._store.entries(state, page), self._store.count(state))

    def set_state(self, editor: Person, item_id: str, *, state: ReviewState, note: str) -> ReviewEntry:
        """Move an item on; its note is kept masked. Raises NotFound, and Conflict when another editor works on it."""
        with self._transaction():
            entry = self._store.entry(item_id)
            if entry is None:
                raise NotFound("Diesen Eintrag gibt es nicht mehr.", "Bitte laden Sie die Liste neu.")
            item = entry.item
            taken = item.state is ReviewState.IN_ARBEIT and item.handled_by not in {None, editor.id}
            if taken and state is ReviewState.IN_ARBEIT:
                raise Conflict(
                    f"Diesen Eintrag bearbeitet bereits {entry.handled_by}.",
                    "Zum Übernehmen setzen Sie ihn zuerst auf „offen“.",
                )
            kept = mask(plain_text(note)).text
            changed = replace(item, state=state, note=kept, handled_by=editor.id, updated_at=self._now())
            self._store.put(changed)
        return replace(entry, item=changed, handled_by=editor.display_name)

    def _open(
        self,
        kind: ReviewKind,
        answer_id: str,
        *,
        reasons: tuple[str, ...] = (),
        comment: str = "",
        parts: Iterable[int] = (0,),
    ) -> None:
        now = self._now()
        for part in parts:
            item_id = "r" + secrets.token_hex(10)
            opened = ReviewItem(item_id, kind, answer_id, ReviewState.OFFEN, now, now, reasons, comment, part=part)
            self._store.put(opened)
