"""A knowledge base whose passages were cut by earlier rules is brought up to date by ordinary runs, and says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.plan_run import plan_run
from ingest.upkeep import damage, rebuild
from knowledge_base.fingerprint import CHUNKING, IndexFingerprint
from knowledge_base.registry.earlier_rules import cut_by_earlier_rules
from knowledge_base.revisions.revision import Origin
from tests.unit.ingest.test_run import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Two folders that were brought in while other rules held."""
    office = Office(tmp_path)
    office.write("eins/a.md", "# A\n\nEins.")
    office.write("eins/metadata.yaml", "documents: {a.md: {title: Amt, audience: leitung}}")
    office.write("zwei/b.md", "# B\n\nZwei.")
    office.run()
    registry = office.base.registry
    registry.set_fingerprint(IndexFingerprint(office.base.embedder.name, "absatz-0"))
    with office.base.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE kb_revisions SET revision = 'frueher'")
        connection.exec_driver_sql("UPDATE kb_state SET value = value + 1 WHERE name = 'generation'")
    yield office
    office.base.close()


def chunking(office: Office) -> str:
    built = office.base.registry.fingerprint()
    assert built is not None
    return built.chunking


def test_the_plan_names_them_and_runs_cut_them_anew_folder_by_folder(office: Office) -> None:
    _, steps = plan_run(office.base, [office.docs])
    assert [(step.action.value, step.reason) for step in steps] == [
        ("replace", "Zerlegung in Textstellen veraltet")
    ] * 2

    first = office.run(office.docs / "eins")
    assert office.actions(first) == {"a.md": "replace"}
    assert first.embedded == 0
    (warning,) = first.warnings
    assert warning.startswith("Ein Dokument ist noch nach früheren Regeln in Textstellen zerlegt.")
    assert damage(office.base, office.state) == [warning]
    assert chunking(office) == "absatz-0"
    assert office.actions(again := office.run(office.docs / "eins")) == {"a.md": "keep"}
    assert again.warnings == [warning]

    last = office.run()
    assert office.actions(last) == {"a.md": "keep", "b.md": "replace"}
    assert last.warnings == []
    assert chunking(office) == CHUNKING
    assert damage(office.base, office.state) == []


def test_the_history_shows_that_the_document_itself_did_not_change(office: Office) -> None:
    office.write("zwei/b.md", "# B\n\nZwei und mehr.")
    office.run()
    how = {
        entry.document.title: [revision.how for revision in office.base.history.revisions(entry.document.id)]
        for entry in office.base.registry.documents()
    }
    assert how == {"Amt": [Origin.REBUILD, Origin.RUN], "B": [Origin.RUN, Origin.RUN]}


def test_what_is_new_is_taken_in_though_the_rest_is_old(office: Office) -> None:
    new = office.write("drei/c.md", "# C\n\nDrei.")
    report = office.run(office.docs / "drei")
    assert office.actions(report) == {"c.md": "add"}
    assert len(cut_by_earlier_rules(office.base.registry)) == 2
    assert str(new) not in cut_by_earlier_rules(office.base.registry)


def test_a_rebuild_leaves_nothing_for_the_next_run(office: Office) -> None:
    assert rebuild(office.base, office.state) == []
    assert chunking(office) == CHUNKING
    office.base.registry.set_fingerprint(IndexFingerprint(office.base.embedder.name, "absatz-0"))
    assert cut_by_earlier_rules(office.base.registry) == frozenset()
    assert set(office.actions(office.run()).values()) == {"keep"}
    assert chunking(office) == CHUNKING
