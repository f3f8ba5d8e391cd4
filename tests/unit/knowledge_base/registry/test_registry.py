"""The registry, against SQLite and PostgreSQL."""

import threading
import time
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from knowledge_base.bootstrap import MIGRATIONS, VERSION_TABLE
from knowledge_base.database import open_engine, upgrade
from knowledge_base.document import DocumentKind, Locator, Validity, document_id
from knowledge_base.errors import IndexMismatch, StorageError
from knowledge_base.fingerprint import IndexFingerprint
from knowledge_base.index import Query, Scope
from knowledge_base.legal_reference import parse
from knowledge_base.registry.registry import Registry
from tests.support.knowledge import make_document, make_passages, publish

TODAY = date(2025, 6, 1)
PATIENCE_SECONDS = 60


@pytest.fixture
def registry(database_url: str) -> Iterator[Registry]:
    engine = open_engine(database_url)
    upgrade(engine, MIGRATIONS, VERSION_TABLE)
    yield Registry(engine)
    engine.dispose()


def shown(registry: Registry, query: Query | None = None) -> list[str]:
    query = query or Query("", as_of=TODAY)
    found = registry.visible(registry.current_passage_ids(), query)
    return sorted(passage.text for passage, _ in found.values())


def test_a_staged_revision_is_seen_only_when_published(registry: Registry) -> None:
    document = make_document(title="Gebühren", owner="Team 1", review_by=date(2026, 1, 1))
    passages = make_passages(document, "93 Euro.", "100 Euro.", context="Gebühren", locator=Locator("S. 2", page=2))
    registry.stage(document, passages, content_hash="c", metadata_hash="m")
    assert registry.sources() == {}
    assert registry.documents() == []
    assert registry.visible([passage.id for passage in passages], Query("", TODAY)) == {}
    registry.publish([document.id])
    entry = registry.document(document.id)
    assert entry is not None
    assert (entry.document, entry.passage_count, entry.content_hash) == (document, 2, "c")
    assert registry.passages(document.id) == passages
    assert registry.sources()["gebuehren.md"].content_hash == "c"
    assert registry.counts() == (1, 2)


def test_the_old_revision_answers_until_the_new_one_is_published(registry: Registry) -> None:
    document = make_document()
    old = publish(registry, document, "Alt.", "Bleibt.")
    revised = make_document(revision="r2")
    registry.stage(revised, make_passages(revised, "Neu.", "Bleibt."), content_hash="c2", metadata_hash="m2")
    assert shown(registry) == ["Alt.", "Bleibt."]
    registry.publish([document.id])
    assert shown(registry) == ["Bleibt.", "Neu."]
    assert old[0].id not in registry.current_passage_ids()
    assert registry.sources()["gebuehren.md"].revision == "r2"


def test_staging_again_replaces_what_was_staged(registry: Registry) -> None:
    document = make_document()
    for text in ("Halb.", "Ganz."):
        registry.stage(document, make_passages(document, text), content_hash="c", metadata_hash="m")
    registry.publish([document.id])
    assert shown(registry) == ["Ganz."]


def test_publishing_what_was_not_staged_changes_nothing(registry: Registry) -> None:
    publish(registry, make_document(), "Text.")
    registry.publish([document_id("gebuehren.md"), "dunknown"])
    assert shown(registry) == ["Text."]


def test_a_removed_document_is_gone_with_its_passages(registry: Registry) -> None:
    publish(registry, make_document(), "Weg.")
    publish(registry, make_document("andere.md"), "Da.")
    registry.remove([document_id("gebuehren.md"), "dunknown"])
    assert shown(registry) == ["Da."]
    assert list(registry.sources()) == ["andere.md"]


def test_a_renamed_document_keeps_its_id_and_a_new_file_of_the_old_name_gets_another(registry: Registry) -> None:
    document = make_document()
    publish(registry, document, "Text.")
    registry.rename(document.id, "neu/gebuehren.md")
    assert registry.sources()["neu/gebuehren.md"].document_id == document.id
    assert registry.new_document_id("neu/gebuehren.md") == document.id
    fresh = registry.new_document_id("gebuehren.md")
    assert fresh not in {document.id, ""}
    assert registry.new_document_id("unbekannt.md") == document_id("unbekannt.md")
    with pytest.raises(StorageError, match="gehört schon zu neu/gebuehren"):
        registry.stage(document, [], content_hash="c", metadata_hash="m")


def test_what_a_killed_run_left_behind_stands_in_nobodys_way(registry: Registry) -> None:
    publish(registry, make_document("alt.md"), "Text.")
    left = make_document("neu.md")
    registry.stage(left, make_passages(left, "Halb."), content_hash="c", metadata_hash="m")
    registry.rename(document_id("alt.md"), "neu.md")
    assert list(registry.sources()) == ["neu.md"]
    for key in ("d1", "d2"):
        registry.stage(make_document("dritte.md", id=key), [], content_hash="c", metadata_hash="m")
    registry.publish(["d2"])
    assert registry.sources()["dritte.md"].document_id == "d2"


def test_characters_that_are_none_are_refused(registry: Registry, database_url: str) -> None:
    with pytest.raises(StorageError, match="Zeichen"):
        registry.stage(make_document(title="\ud800"), [], content_hash="c", metadata_hash="m")
    if database_url.startswith("postgresql"):  # SQLite keeps the character NUL
        with pytest.raises(StorageError, match="Zeichen"):
            registry.stage(make_document(title="\x00"), [], content_hash="c", metadata_hash="m")


def test_only_whom_a_document_is_for_sees_it(registry: Registry) -> None:
    publish(registry, make_document("intern.md", audience=frozenset({"leitung", "recht"})), "Intern.")
    publish(registry, make_document("alle.md"), "Alle.")
    assert shown(registry, Query("", TODAY, audience=frozenset({"alle"}))) == ["Alle."]
    assert shown(registry, Query("", TODAY, audience=frozenset({"alle", "recht"}))) == ["Alle.", "Intern."]
    assert shown(registry, Query("", TODAY, audience=frozenset())) == []
    assert [entry.document.source for entry in registry.documents(audience=frozenset({"recht"}))] == ["intern.md"]
    assert len(registry.documents()) == 2


def test_what_does_not_hold_on_the_day_is_not_seen(registry: Registry) -> None:
    publish(registry, make_document(validity=Validity(date(2024, 1, 1), date(2025, 6, 1))), "Bis heute.")
    assert shown(registry, Query("", date(2025, 6, 1))) == ["Bis heute."]
    assert shown(registry, Query("", date(2025, 6, 2))) == []
    assert shown(registry, Query("", date(2023, 12, 31))) == []


def test_a_scope_limits_kinds_and_documents(registry: Registry) -> None:
    publish(registry, make_document("gesetz.xml", kind=DocumentKind.STATUTE), "Gesetz.")
    publish(registry, make_document("text.md"), "Text.")
    assert shown(registry, Query("", TODAY, scope=Scope(kinds=frozenset({DocumentKind.STATUTE})))) == ["Gesetz."]
    only = Scope(document_ids=frozenset({document_id("text.md")}))
    assert shown(registry, Query("", TODAY, scope=only)) == ["Text."]


def test_of_several_versions_the_one_in_force_answers(registry: Registry) -> None:
    for year in (2023, 2025):
        publish(
            registry,
            make_document(f"{year}/AufenthG.xml", stand=date(year, 4, 1), version_of="law:AufenthG"),
            f"Fassung {year}.",
        )
    assert shown(registry, Query("", date(2025, 6, 1))) == ["Fassung 2025."]
    assert shown(registry, Query("", date(2024, 6, 1))) == ["Fassung 2023."]
    assert shown(registry, Query("", date(2020, 1, 1))) == ["Fassung 2023."]


def test_a_cited_section_is_found_down_to_its_absatz(registry: Registry) -> None:
    document = make_document("AufenthG.xml", kind=DocumentKind.STATUTE)
    passages = [
        passage
        for absatz in ("4", "5")
        for passage in make_passages(
            document,
            f"({absatz}) Text.",
            locator=Locator(f"§ 25 Abs. {absatz} AufenthG", law="AufenthG", section="§ 25", absatz=absatz),
        )
    ]
    registry.stage(document, passages, content_hash="c", metadata_hash="m")
    registry.publish([document.id])

    def at(text: str) -> list[str]:
        reference = parse(text)
        assert reference is not None
        return registry.passage_ids_at(reference)

    both = sorted(passage.id for passage in passages)
    assert at("§ 25 Abs. 5 AufenthG") == [passages[1].id]
    assert at("§ 25 V") == [passages[1].id]
    assert sorted(at("§ 25 AufenthG")) == both
    assert sorted(at("§ 25 Abs. 9 AufenthG")) == both
    assert at("§ 25 StAG") == []


def test_vectors_are_kept_by_hash(registry: Registry) -> None:
    vectors = {f"{number:064x}": np.full(4, number / 1000, np.float32) for number in range(1203)}
    registry.keep_vectors(vectors)
    registry.keep_vectors({f"{1:064x}": np.zeros(4, np.float32)})
    found = registry.cached_vectors([*vectors, "unknown"])
    assert found.keys() == vectors.keys()
    assert all(np.allclose(found[key], vectors[key], atol=1e-3) for key in vectors)


def test_the_generation_changes_with_what_is_seen(registry: Registry) -> None:
    generations = [registry.generation()]
    document = make_document()
    publish(registry, document, "Text.")
    generations.append(registry.generation())
    registry.rename(document.id, "b.md")
    generations.append(registry.generation())
    registry.remove([document.id])
    generations.append(registry.generation())
    assert len(set(generations)) == 4


def test_another_registry_over_the_same_database_sees_a_publish_at_once(registry: Registry, database_url: str) -> None:
    other = Registry(open_engine(database_url))
    assert other.documents() == []
    publish(registry, make_document(), "Text.")
    assert shown(other) == ["Text."]


def test_an_index_of_another_model_is_refused_with_the_command_that_repairs_it(registry: Registry) -> None:
    registry.require_fingerprint(embedding="any", chunking="any")
    assert registry.fingerprint() is None
    registry.set_fingerprint(IndexFingerprint("e5", "absatz-1"))
    registry.require_fingerprint(embedding="e5", chunking="absatz-1")
    registry.require_fingerprint(embedding="e5")
    with pytest.raises(IndexMismatch, match="python -m ingest rebuild"):
        registry.require_fingerprint(embedding="bge-m3")
    with pytest.raises(IndexMismatch, match="absatz-2"):
        registry.require_fingerprint(embedding="e5", chunking="absatz-2")


def test_readers_see_old_or_new_while_a_writer_publishes(registry: Registry) -> None:
    publish(registry, make_document(revision="r0"), *(f"{part} von 0" for part in range(20)))
    seen: list[set[str]] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.append({passage.text.split()[-1] for passage in registry.passages(document_id("gebuehren.md"))})

    reader = threading.Thread(target=read)
    reader.start()
    deadline, number = time.monotonic() + PATIENCE_SECONDS, 0
    # A busy machine may let the writer go on alone for a while.
    while number < 14 or (len(seen) <= 5 and time.monotonic() < deadline):
        number += 1
        publish(registry, make_document(revision=f"r{number}"), *(f"{part} von {number}" for part in range(20)))
    stop.set()
    reader.join()
    assert all(len(revisions) == 1 for revisions in seen)
    assert len(seen) > 5
