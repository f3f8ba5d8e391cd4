"""What every implementation of the assistant's stores has to do, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from threading import Thread

import pytest

from assistant.accounts.person import Person, Role
from assistant.accounts.store import Account, Session
from assistant.adapters.sql.account_store import SqlAccountStore
from assistant.adapters.sql.conversation_store import SqlConversationStore
from assistant.adapters.sql.feedback_store import SqlFeedbackStore
from assistant.adapters.sql.progress_store import SqlProgressStore
from assistant.adapters.sql.review_store import SqlReviewStore
from assistant.adapters.sql.tables import metadata
from assistant.adapters.sql.transactions import SqlTransactions, upgrade_assistant_tables
from assistant.answering.answer import Timings
from assistant.answering.translation.language import Language
from assistant.answering.translation.translation import Translation, TranslationState
from assistant.feedback.feedback import Feedback, Rating
from assistant.review.list_page import FIRST_PAGE, PageRequest
from assistant.review.review_item import ReviewItem, ReviewKind, ReviewState
from knowledge_base.database import open_engine
from knowledge_base.errors import StorageError
from tests.support.assistant_records import ANNA, EDDA, NOON, assistant_database, make_record


@pytest.fixture
def transaction(database_url: str) -> Iterator[SqlTransactions]:
    with assistant_database(database_url) as opened:
        yield opened


def test_the_migrations_build_the_tables_that_the_stores_use(database_url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = open_engine(database_url)
    upgrade_assistant_tables(engine)
    upgrade_assistant_tables(engine)
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert [change for change in found if "alembic_version" not in str(change)] == []


def test_accounts_are_found_by_name(transaction: SqlTransactions) -> None:
    store = SqlAccountStore(transaction)
    assert not store.is_empty()
    assert store.by_username("anna") == Account(ANNA, "hash of anna")
    assert store.by_username("Anna") is None
    store.replace_password(ANNA.id, "new")
    assert store.by_username("anna") == Account(ANNA, "new")


def test_a_user_name_is_taken_once(transaction: SqlTransactions) -> None:
    with pytest.raises(StorageError, match="anna ist vergeben"):
        SqlAccountStore(transaction).add(Account(Person("u9", "anna", "Other", Role.NEU), "x"))


def test_a_session_ends(transaction: SqlTransactions) -> None:
    store = SqlAccountStore(transaction)
    end = NOON + timedelta(hours=1)
    store.open_session(Session("t1", ANNA.id, end))
    store.open_session(Session("t2", ANNA.id, end))
    assert store.person_of_session("t1", NOON, latest_end=end) == ANNA
    assert store.person_of_session("t1", end, latest_end=end) is None
    assert store.person_of_session("t1", NOON, latest_end=end - timedelta(seconds=1)) is None
    store.close_session("t1")
    store.close_session("unknown")
    assert store.person_of_session("t1", NOON, latest_end=end) is None
    store.forget_expired_sessions(NOON, latest_end=end)
    assert store.person_of_session("t2", NOON, latest_end=end) == ANNA
    store.forget_expired_sessions(end, latest_end=end)
    assert store.person_of_session("t2", NOON, latest_end=end) is None
    store.open_session(Session("t3", ANNA.id, end))
    store.forget_expired_sessions(NOON, latest_end=NOON)
    assert store.person_of_session("t3", NOON, latest_end=end) is None


def test_an_answer_comes_back_whole(transaction: SqlTransactions) -> None:
    store = SqlConversationStore(transaction)
    record = make_record("a1")
    store.keep(record, title="Titel")
    assert store.answer("a1") == record
    assert store.answer("a2") is None


def test_translations_are_added_to_a_kept_answer_and_bring_none_back(transaction: SqlTransactions) -> None:
    store = SqlConversationStore(transaction)
    german = make_record("a1")
    store.keep(german, title="Titel")
    translation = Translation(TranslationState.SHOWN, Language.ENGLISH, "Yes, it is deemed permitted.")
    statements = tuple(replace(each, translation=translation) for each in german.answer.statements)
    told = replace(german, answer=replace(german.answer, statements=statements, timings=Timings(0.1, 0.2, 9.0)))
    store.add_translations(told)
    assert store.answer("a1") == told
    store.delete("c1")
    store.add_translations(told)
    assert store.answer("a1") is None


def test_conversations_are_listed_latest_first(transaction: SqlTransactions) -> None:
    store = SqlConversationStore(transaction)
    store.keep(make_record("a1", "c1"), title="Erste")
    store.keep(make_record("a2", "c2", asked_at=NOON + timedelta(minutes=1)), title="Zweite")
    store.keep(make_record("a3", "c1", asked_at=NOON + timedelta(minutes=2)), title="Anderer Titel")
    store.keep(make_record("a4", "c3", EDDA), title="Fremde")
    listed = store.conversations(ANNA.id)
    assert [(found.id, found.title, found.questions) for found in listed] == [("c1", "Erste", 2), ("c2", "Zweite", 1)]
    assert listed[0] == store.conversation("c1")
    assert listed[0].started_at == NOON
    assert [record.id for record in store.answers("c1")] == ["a1", "a3"]


def test_a_conversation_keeps_its_order_when_the_clock_is_set_back(transaction: SqlTransactions) -> None:
    store = SqlConversationStore(transaction)
    moments = [NOON + timedelta(days=365), NOON, NOON + timedelta(seconds=1), NOON - timedelta(days=1)]
    for number, moment in enumerate(moments):
        store.keep(make_record(f"a{number}", asked_at=moment), title="Titel")
    assert [record.id for record in store.answers("c1")] == ["a0", "a1", "a2", "a3"]
    # Two that were under way at once are kept as they end, and listed as they were asked.
    store.keep(make_record("b1", "c2", asked_at=NOON), title="Titel")
    store.keep(make_record("b2", "c2", asked_at=NOON - timedelta(seconds=40)), title="Titel")
    assert [record.id for record in store.answers("c2")] == ["b2", "b1"]


def test_a_deleted_conversation_is_gone_but_for_detached_answers(transaction: SqlTransactions) -> None:
    store = SqlConversationStore(transaction)
    store.keep(make_record("a1"), title="Titel")
    store.keep(make_record("a2"), title="Titel")
    SqlFeedbackStore(transaction).put(Feedback("a2", Rating.UP, (), "", NOON))
    store.detach(["a1"])
    store.delete("c1")
    assert store.conversation("c1") is None
    assert store.answer("a2") is None
    detached = store.answer("a1")
    assert detached == replace(make_record("a1"), conversation_id="", user_id="")
    store.detach([])


def test_feedback_is_replaced_and_removed(transaction: SqlTransactions) -> None:
    SqlConversationStore(transaction).keep(make_record("a1"), title="Titel")
    store = SqlFeedbackStore(transaction)
    store.put(Feedback("a1", Rating.DOWN, ("falsch", "veraltet"), "Kommentar", NOON))
    last = Feedback("a1", Rating.UP, (), "", NOON + timedelta(minutes=1))
    store.put(last)
    assert store.of_answers(["a1", "a2"]) == {"a1": last}
    store.remove(["a1", "a2"])
    assert store.of_answers(["a1"]) == {}
    assert store.of_answers([]) == {}


def test_review_items_are_listed_newest_first_with_their_people(transaction: SqlTransactions) -> None:
    answers, store = SqlConversationStore(transaction), SqlReviewStore(transaction)
    for number in (1, 2, 3):
        answers.keep(make_record(f"a{number}"), title="Titel")
        opened = NOON + timedelta(minutes=number)
        store.put(ReviewItem(f"r{number}", ReviewKind.GAP, f"a{number}", ReviewState.OFFEN, opened, opened))
    done = ReviewItem(
        "r2", ReviewKind.GAP, "a2", ReviewState.ERLEDIGT, NOON, NOON, ("falsch",), "Kommentar", "Notiz", EDDA.id
    )
    store.put(done)
    assert [entry.item.id for entry in store.entries(None, FIRST_PAGE)] == ["r3", "r1", "r2"]
    assert [entry.item.id for entry in store.entries(None, PageRequest(1, 2))] == ["r1", "r2"]
    assert [entry.item.id for entry in store.entries(ReviewState.ERLEDIGT, FIRST_PAGE)] == ["r2"]
    assert (store.count(None), store.count(ReviewState.ERLEDIGT)) == (3, 1)
    entry = store.entry("r2")
    assert entry is not None
    assert (entry.item, entry.record, entry.asked_by, entry.handled_by) == (
        done,
        make_record("a2"),
        "Anna Ask",
        "Edda Editor",
    )
    answers.detach(["a1"])
    anonymous = store.entry("r1")
    assert anonymous is not None
    assert anonymous.asked_by == ""


def test_an_answer_has_one_item_of_each_kind(transaction: SqlTransactions) -> None:
    SqlConversationStore(transaction).keep(make_record("a1"), title="Titel")
    store = SqlReviewStore(transaction)
    gap = ReviewItem("r1", ReviewKind.GAP, "a1", ReviewState.OFFEN, NOON, NOON)
    store.put(gap)
    store.put(replace(gap, id="r2", kind=ReviewKind.FLAG))
    with pytest.raises(StorageError):
        store.put(replace(gap, id="r3"))
    assert store.of_answer("a1", ReviewKind.GAP) == gap
    assert store.answers_with_items(["a1", "a2"]) == {"a1"}
    store.remove("r1")
    assert store.of_answer("a1", ReviewKind.GAP) is None
    assert store.entry("r1") is None


def test_an_answer_has_one_gap_for_each_part_in_the_order_asked(transaction: SqlTransactions) -> None:
    SqlConversationStore(transaction).keep(make_record("a1", missing=("wer zahlt das", "wo parkt man")), title="Titel")
    store = SqlReviewStore(transaction)
    second = ReviewItem("r1", ReviewKind.GAP, "a1", ReviewState.OFFEN, NOON, NOON, part=2)
    store.put(second)
    store.put(replace(second, id="r2", part=1))
    store.put(replace(second, id="r3", kind=ReviewKind.FLAG, part=0))
    with pytest.raises(StorageError):
        store.put(replace(second, id="r4"))
    store.put(replace(second, state=ReviewState.ERLEDIGT))
    listed = [(entry.item.id, entry.missing_part) for entry in store.entries(None, FIRST_PAGE)]
    assert listed == [("r3", ""), ("r2", "wer zahlt das"), ("r1", "wo parkt man")]
    assert store.of_answer("a1", ReviewKind.GAP) is None
    store.put(replace(second, id="r5", part=0))
    assert store.of_answer("a1", ReviewKind.GAP) == replace(second, id="r5", part=0)


def test_items_from_before_parts_had_gaps_are_about_the_whole(transaction: SqlTransactions) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    answers, store = SqlConversationStore(transaction), SqlReviewStore(transaction)
    answers.keep(make_record("a1"), title="Titel")
    whole = ReviewItem("r1", ReviewKind.FLAG, "a1", ReviewState.IN_ARBEIT, NOON, NOON, ("falsch",), "Ja", "N", EDDA.id)
    store.put(whole)
    store.put(ReviewItem("r2", ReviewKind.GAP, "a1", ReviewState.OFFEN, NOON, NOON, part=1))
    migration = import_module("assistant.adapters.sql.migrations.versions.0005_gaps_of_parts")
    with transaction() as connection:
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            migration.downgrade()
            migration.upgrade()
        found = compare_metadata(context, metadata)
    assert [change for change in found if "alembic_version" not in str(change)] == []
    assert [entry.item for entry in store.entries(None, FIRST_PAGE)] == [whole]
    answers.delete("c1")
    assert store.count(None) == 0


def test_the_first_tick_counts(transaction: SqlTransactions) -> None:
    store = SqlProgressStore(transaction)
    store.tick(ANNA.id, "zugang", NOON)
    store.tick(ANNA.id, "zugang", NOON + timedelta(days=1))
    assert store.done(ANNA.id) == {"zugang": NOON}
    assert store.done(EDDA.id) == {}
    store.untick(ANNA.id, "zugang")
    assert store.done(ANNA.id) == {}


def test_a_failed_block_leaves_nothing_behind(transaction: SqlTransactions) -> None:
    store = SqlConversationStore(transaction)

    def keep_twice() -> None:
        with transaction():
            store.keep(make_record("a1"), title="Titel")
            store.keep(make_record("a1"), title="Titel")

    with pytest.raises(StorageError):
        keep_twice()
    assert store.answer("a1") is None
    assert store.conversation("c1") is None


def test_threads_do_not_share_a_transaction(transaction: SqlTransactions) -> None:
    store = SqlConversationStore(transaction)
    seen: list[object] = []
    with transaction():
        store.keep(make_record("a1"), title="Titel")
        reader = Thread(target=lambda: seen.append(store.answer("a1")))
        reader.start()
        reader.join()
    assert seen == [None]
    assert store.answer("a1") is not None
