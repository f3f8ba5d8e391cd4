"""What is settled before the workers begin: they look at one file at a time and do not see what it was before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from procrastinate import App
from procrastinate.testing import InMemoryConnector

from ingest.index_writer import IndexWriter
from ingest.jobs.enqueue import enqueue
from ingest.plan_run import plan_run
from ingest.progress import NoProgress
from ingest.reader import PlainReader
from ingest.steps import Steps
from tests.unit.ingest.test_kept_access import groups
from tests.unit.ingest.test_run import Office
from tests.unit.ingest.test_successors import CHANGED, GUIDE

RESTRICTED = "documents: {geheim.md: {audience: leitung}}"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    office.write("geheim.md", GUIDE)
    office.write("metadata.yaml", RESTRICTED)
    office.run()
    yield office
    office.base.close()


def work(office: Office, *names: str) -> None:
    """Bring in file after file, as workers do."""
    connector = InMemoryConnector()
    enqueued = enqueue(office.base, office.state, [office.docs], queue=App(connector=connector), allow_removal=True)
    paths = {Path(job["args"]["path"]) for job in connector.jobs.values() if "path" in job["args"]}
    assert paths == {office.docs / name for name in names}
    assert enqueued.jobs == len(names)
    for path in sorted(paths):
        reader = PlainReader()
        steps = Steps(office.base, IndexWriter(office.base), reader=reader, progress=NoProgress())
        steps.carry_out(*plan_run(office.base, [path], reader=reader))


def test_a_renamed_and_changed_file_stays_its_document_and_closed(office: Office) -> None:
    (before,) = office.base.registry.sources().values()
    (office.docs / "geheim.md").unlink()
    office.write("neu.md", CHANGED)
    work(office, "neu.md")
    assert {Path(name).name: held.document_id for name, held in office.base.registry.sources().items()} == {
        "neu.md": before.document_id
    }
    assert groups(office) == {"neu.md": {"leitung"}}
    assert len(office.base.history.revisions(before.document_id)) == 2


def test_in_doubt_both_stay_closed(office: Office) -> None:
    (office.docs / "geheim.md").unlink()
    office.write("neu.md", CHANGED)
    office.write("zwei.md", GUIDE.replace("93", "100"))
    work(office, "neu.md", "zwei.md")
    assert groups(office) == {"neu.md": {"leitung"}, "zwei.md": {"leitung"}}
