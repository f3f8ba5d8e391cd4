from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from assistant.adapters.sql.conversation_store import SqlConversationStore
from assistant.adapters.sql.review_store import SqlReviewStore
from assistant.errors import Conflict, NotFound
from assistant.review.review_item import ReviewState
from assistant.review.review_queue import ReviewQueue
from knowledge_base.errors import StorageError
from tests.support.assistant_records import EDDA, EMIL, NOON, assistant_database, make_record


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[ReviewQueue]:
    with assistant_database(f"sqlite:///{tmp_path / 'test.db'}") as transaction:
        SqlConversationStore(transaction).keep(
            make_record("a1", missing=("wer zahlt das", "wo parkt man")), title="Titel"
        )
        ticks = iter(range(100))
        now = lambda: NOON + timedelta(minutes=next(ticks))  # noqa: E731 - a clock that ticks with each look
        yield ReviewQueue(SqlReviewStore(transaction), transaction=transaction, now=now)


def only_item(queue: ReviewQueue, state: ReviewState | None = None) -> str:
    [entry] = queue.entries(state).entries
    return entry.item.id


def test_two_editors_do_not_work_on_the_same_item(queue: ReviewQueue) -> None:
    queue.open_gap("a1")
    item = only_item(queue)
    queue.set_state(EDDA, item, state=ReviewState.IN_ARBEIT, note="")
    with pytest.raises(Conflict, match="Edda Editor"):
        queue.set_state(EMIL, item, state=ReviewState.IN_ARBEIT, note="")
    queue.set_state(EDDA, item, state=ReviewState.IN_ARBEIT, note="noch dabei")
    queue.set_state(EMIL, item, state=ReviewState.OFFEN, note="")
    taken = queue.set_state(EMIL, item, state=ReviewState.IN_ARBEIT, note=" meins\u0000")
    assert (taken.handled_by, taken.item.note) == ("Emil Editor", "meins")


def test_a_settled_item_is_opened_again_by_a_new_complaint_only(queue: ReviewQueue) -> None:
    queue.flag("a1", reasons=("falsch",), comment="")
    item = only_item(queue)
    queue.set_state(EDDA, item, state=ReviewState.ERLEDIGT, note="berichtigt")
    queue.flag("a1", reasons=("falsch",), comment="")
    assert only_item(queue, ReviewState.ERLEDIGT) == item
    queue.flag("a1", reasons=("falsch",), comment="immer noch")
    [entry] = queue.entries(ReviewState.OFFEN).entries
    assert (entry.item.id, entry.item.comment, entry.item.note) == (item, "immer noch", "berichtigt")


def test_withdrawing_removes_an_untouched_flag_but_never_a_gap(queue: ReviewQueue) -> None:
    queue.open_gap("a1")
    queue.flag("a1", reasons=(), comment="")
    queue.withdraw_flag("a1")
    queue.withdraw_flag("a1")
    assert [entry.item.kind for entry in queue.entries().entries] == ["gap"]


def test_gaps_of_parts_are_worked_off_one_by_one(queue: ReviewQueue) -> None:
    queue.open_gaps_of_parts("a1", parts=0)
    assert queue.entries().total == 0
    queue.open_gaps_of_parts("a1", parts=2)
    queue.flag("a1", reasons=(), comment="")
    queue.withdraw_flag("a1")
    first, second = queue.entries().entries
    assert [(entry.item.kind, entry.item.part) for entry in (first, second)] == [("gap", 1), ("gap", 2)]
    done = queue.set_state(EDDA, first.item.id, state=ReviewState.ERLEDIGT, note="Leitfaden ergänzt")
    assert (done.missing_part, done.item.note) == ("wer zahlt das", "Leitfaden ergänzt")
    assert only_item(queue, ReviewState.OFFEN) == second.item.id
    with pytest.raises(StorageError):
        queue.open_gaps_of_parts("a1", parts=1)


def test_an_unknown_item_is_not_found(queue: ReviewQueue) -> None:
    with pytest.raises(NotFound):
        queue.set_state(EDDA, "r0", state=ReviewState.OFFEN, note="")
