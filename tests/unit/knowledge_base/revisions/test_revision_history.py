"""The history of documents, against SQLite and PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, func, select, text

from knowledge_base.bootstrap import MIGRATIONS, VERSION_TABLE
from knowledge_base.database import open_engine, upgrade
from knowledge_base.document import document_id
from knowledge_base.index import Query
from knowledge_base.registry.registry import Registry
from knowledge_base.registry.tables import earlier_passages, passages
from knowledge_base.revisions.revision import Origin
from knowledge_base.revisions.revision_history import RevisionHistory
from tests.support.knowledge import make_document, publish

FEES = document_id("gebuehren.md")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    upgrade(engine, MIGRATIONS, VERSION_TABLE)
    yield engine
    engine.dispose()


def texts(history: RevisionHistory, document: str = FEES) -> list[list[str]]:
    """Return the texts of all revisions, the newest first."""
    ids = [revision.id for revision in history.revisions(document)]
    found = history.passages(document, ids)
    return [[passage.text for passage in found[key]] for key in ids]


def rows(engine: Engine) -> tuple[int, int]:
    with engine.connect() as connection:
        counted = [connection.execute(select(func.count()).select_from(t)) for t in (passages, earlier_passages)]
        return counted[0].scalar_one(), counted[1].scalar_one()


def test_each_revision_keeps_its_text_its_data_and_its_time(engine: Engine) -> None:
    registry, history = Registry(engine), RevisionHistory(engine)
    before = datetime.now(UTC)
    publish(registry, make_document(), "A.", "B.", "C.")
    publish(registry, make_document(revision="r2", title="Gebühren"), "C.", "A.", "B neu.")
    publish(registry, make_document(revision="r3"), "A.", "B.", "D.")
    assert texts(history) == [["A.", "B.", "D."], ["C.", "A.", "B neu."], ["A.", "B.", "C."]]
    newest, middle, oldest = history.revisions(FEES)
    assert [one.document.title for one in (newest, middle, oldest)] == ["gebuehren.md", "Gebühren", "gebuehren.md"]
    assert before <= oldest.published_at <= oldest.replaced_at <= middle.published_at  # type: ignore[operator]
    assert newest.replaced_at is None
    assert [passage.ordinal for passage in history.passages(FEES, [middle.id])[middle.id]] == [0, 1, 2]


def test_a_passage_of_many_revisions_is_kept_once_and_only_when_it_is_shown_no_more(engine: Engine) -> None:
    registry = Registry(engine)
    stays = [f"Absatz {number}." for number in range(50)]
    for number in range(4):
        publish(registry, make_document(revision=f"r{number}"), *stays, f"Fassung {number}.")
    assert rows(engine) == (51, 3)


def test_no_search_sees_what_was(engine: Engine) -> None:
    registry = Registry(engine)
    old = publish(registry, make_document(), "Alt.")
    publish(registry, make_document(revision="r2"), "Neu.")
    query = Query("", date(2025, 6, 1))
    assert registry.visible([passage.id for passage in old], query) == {}
    assert len(registry.current_passage_ids()) == 1
    assert list(registry.texts()) == [" Neu."]
    assert registry.counts() == (1, 1)


def test_the_same_again_is_no_new_revision(engine: Engine) -> None:
    registry, history = Registry(engine), RevisionHistory(engine)
    publish(registry, make_document(), "Text.")
    first = history.revisions(FEES)
    publish(registry, make_document(), "Text.")
    again = history.revisions(FEES)
    assert len(again) == 1
    assert again[0].published_at == first[0].published_at
    assert rows(engine) == (1, 0)


def test_how_and_through_whom_it_came_is_kept(engine: Engine) -> None:
    registry, history = Registry(engine), RevisionHistory(engine)
    publish(registry, make_document(), "Text.")
    registry.stage(make_document(revision="r2"), [], content_hash="c", metadata_hash="m")
    registry.publish([FEES], how=Origin.UPLOAD, who="redaktion")
    assert [(one.how, one.who) for one in history.revisions(FEES)] == [(Origin.UPLOAD, "redaktion"), (Origin.RUN, "")]


def test_history_survives_renaming_removal_and_coming_back(engine: Engine) -> None:
    registry, history = Registry(engine), RevisionHistory(engine)
    publish(registry, make_document(), "Eins.")
    registry.rename(FEES, "neu.md")
    renamed = make_document("neu.md", id=FEES, revision="r2")
    publish(registry, renamed, "Zwei.")
    run = datetime(2026, 11, 20, 2, tzinfo=UTC)
    registry.remove([FEES], in_run=run, who="verwaltung")
    assert registry.document(FEES) is None
    assert registry.sources() == {}
    assert rows(engine) == (0, 2)
    assert history.is_removed(FEES)
    assert [document.source for document in history.removed()] == ["neu.md"]
    [removal] = history.removals()
    assert removal.last == history.revisions(FEES)[0]
    assert removal.removed_at == removal.last.replaced_at
    assert (removal.in_run, removal.who) == (run, "verwaltung")
    assert registry.new_document_id("neu.md") == FEES
    publish(registry, make_document("neu.md", id=FEES, revision="r3"), "Drei.")
    assert not history.is_removed(FEES)
    assert texts(history) == [["Drei."], ["Zwei."], ["Eins."]]
    registry.remove([FEES])
    assert [(one.in_run, one.who) for one in history.removals()] == [(None, "")], "nothing is left of the first time"


def test_a_removed_document_gives_its_name_to_another(engine: Engine) -> None:
    registry, history = Registry(engine), RevisionHistory(engine)
    publish(registry, make_document(), "Alt.")
    publish(registry, make_document("andere.md"), "Andere.")
    registry.remove([FEES])
    registry.rename(document_id("andere.md"), "gebuehren.md")
    assert list(registry.sources()) == ["gebuehren.md"]
    assert texts(history) == [["Alt."]]
    assert texts(history, document_id("andere.md")) == [["Andere."]]


def test_removed_with_its_history_nothing_is_left(engine: Engine) -> None:
    registry, history = Registry(engine), RevisionHistory(engine)
    publish(registry, make_document(), "Alt.")
    publish(registry, make_document(revision="r2"), "Neu.")
    registry.remove([FEES], with_history=True)
    assert rows(engine) == (0, 0)
    assert history.revisions(FEES) == []


def test_what_was_only_staged_is_no_part_of_the_history(engine: Engine) -> None:
    registry, history = Registry(engine), RevisionHistory(engine)
    publish(registry, make_document(), "Text.")
    registry.stage(make_document(revision="r2"), [], content_hash="c", metadata_hash="m")
    assert texts(history) == [["Text."]]
    assert history.passages(FEES, ["r999", "unsinn"]) == {}


def test_a_database_from_before_the_history_is_upgraded_with_its_data(database_url: str) -> None:
    engine = open_engine(database_url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("version_locations", str(MIGRATIONS / "versions"))
    config.set_main_option("path_separator", "newline")
    config.attributes["version_table"] = VERSION_TABLE
    columns = (
        "document_id, revision, title, kind, media_type, stand, owner, audience, language, "
        "content_hash, metadata_hash, passage_count"
    )
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "kb0001")
        connection.execute(text("INSERT INTO kb_documents (id, source) VALUES (:id, 'gebuehren.md')"), {"id": FEES})
        for revision in ("r1", "halb"):
            connection.execute(
                text(
                    f"INSERT INTO kb_revisions ({columns}) VALUES (:id, :revision, 'Gebühren', 'text', 'text/plain', "
                    "'2025-01-01', '', '[\"alle\"]', 'de', 'c', 'm', 1)"
                ),
                {"id": FEES, "revision": revision},
            )
        connection.execute(text("UPDATE kb_documents SET current_key = 1"))
        connection.execute(
            text(
                "INSERT INTO kb_passages (revision_key, id, document_id, ordinal, kind, context, text, locator, "
                "title_path) VALUES (1, 'p1', :id, 0, 'text', '', 'Alt.', '{\"label\": \"S. 1\"}', '[]')"
            ),
            {"id": FEES},
        )
    upgrade(engine, MIGRATIONS, VERSION_TABLE)
    registry, history = Registry(engine), RevisionHistory(engine)
    assert texts(history) == [["Alt."]]
    publish(registry, make_document(revision="r2"), "Neu.")
    assert texts(history) == [["Neu."], ["Alt."]]
    engine.dispose()
