"""The machine's clock jumps back a day and ahead a year, between runs and in the middle of one."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ingest.upkeep import damage
from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.index import Query
from knowledge_base.settings import KnowledgeSettings
from tests.support.knowledge import LetterEmbedder
from tests.unit.ingest.test_run import Office

START = datetime(2026, 11, 22, 12, tzinfo=UTC)
BACK, AHEAD = timedelta(days=-1), timedelta(days=365)
MTIME = 1_700_000_000


class Clock:
    """A clock that is set by hand, or that jumps to and fro with every look at it."""

    def __init__(self) -> None:
        self.offset = timedelta()
        self.jumps: list[timedelta] = []

    def __call__(self) -> datetime:
        if self.jumps:
            self.jumps.append(self.jumps.pop(0))
            return START + self.jumps[-1]
        return START + self.offset


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    office = Office(tmp_path)
    office.base.close()
    settings = KnowledgeSettings(var=office.state, _env_file=None)  # type: ignore[call-arg]
    office.base = open_knowledge_base(settings, embedder=LetterEmbedder(), now=clock)
    yield office
    office.base.close()


def write(office: Office, name: str, text: str) -> None:
    """Write a file that bears the same time as before: nothing may depend on it."""
    os.utime(office.write(name, text), (MTIME, MTIME))


def history(office: Office, name: str) -> list[str]:
    """Return the texts of a document's revisions, the newest first."""
    (held,) = [state for source, state in office.base.registry.sources().items() if Path(source).name == name]
    ids = [revision.id for revision in office.base.history.revisions(held.document_id)]
    found = office.base.history.passages(held.document_id, ids)
    return [passage.text for key in ids for passage in found[key]]


def test_revisions_follow_each_other_as_they_were_written_not_as_the_clock_says(office: Office, clock: Clock) -> None:
    told = []
    for number, offset in enumerate((timedelta(), BACK, AHEAD, BACK, timedelta())):
        clock.offset = offset
        write(office, "a.txt", f"Gebühr: {number} Euro.")
        write(office, "b.txt", "Frist: ein Monat.")
        told.append(office.actions(office.run()))
        assert office.actions(office.run()) == {"a.txt": "keep", "b.txt": "keep"}
    assert told == [{"a.txt": "add", "b.txt": "add"}] + [{"a.txt": "replace", "b.txt": "keep"}] * 4
    assert history(office, "a.txt") == [f"Gebühr: {number} Euro." for number in (4, 3, 2, 1, 0)]
    assert office.found("Gebühr Euro")[0] == "Gebühr: 4 Euro."
    assert damage(office.base, office.state) == []


def test_what_was_removed_in_the_future_comes_back_in_the_past(office: Office, clock: Clock) -> None:
    write(office, "a.txt", "Gebühr: 93 Euro.")
    write(office, "b.txt", "Frist: ein Monat.")
    office.run()
    clock.offset = AHEAD
    (office.docs / "a.txt").unlink()
    assert office.actions(office.run())["a.txt"] == "remove"
    assert "Gebühr: 93 Euro." not in office.found("Gebühr Euro")
    clock.offset = BACK
    write(office, "a.txt", "Gebühr: 98 Euro.")
    assert office.actions(office.run())["a.txt"] == "add"
    assert "Gebühr: 98 Euro." in office.found("Gebühr Euro")
    assert "Gebühr: 93 Euro." not in office.found("Gebühr Euro")
    assert history(office, "a.txt") == ["Gebühr: 98 Euro.", "Gebühr: 93 Euro."]


def test_a_clock_that_jumps_during_a_run_harms_nothing(office: Office, clock: Clock) -> None:
    clock.jumps = [timedelta(), BACK, AHEAD]
    for version in ("alt", "neu"):
        for number in range(7):
            write(office, f"{number}.txt", f"Blatt {number}, {version}.")
        assert office.run().refused == 0
    for number in range(7):
        assert history(office, f"{number}.txt") == [f"Blatt {number}, neu.", f"Blatt {number}, alt."]
    assert set(office.actions(office.run()).values()) == {"keep"}
    assert damage(office.base, office.state) == []


def test_what_is_in_force_is_told_by_the_asked_day_alone(office: Office, clock: Clock) -> None:
    office.write(
        "metadata.yaml",
        "documents:\n  alt.txt: {valid_until: 2026-11-22}\n  neu.txt: {valid_from: 2026-11-23}\n",
    )
    write(office, "alt.txt", "Gebühr: 93 Euro.")
    write(office, "neu.txt", "Gebühr: 98 Euro.")
    for offset in (AHEAD, BACK, timedelta()):
        clock.offset = offset
        office.run()
        for day, text in ((date(2026, 11, 22), "Gebühr: 93 Euro."), (date(2026, 11, 23), "Gebühr: 98 Euro.")):
            assert [hit.passage.text for hit in office.base.search.search(Query("Gebühr", day))] == [text]


@pytest.mark.parametrize("moment", [-1, 0, 4_000_000_000, 2**40])
def test_a_file_of_another_age_is_read_and_kept(office: Office, moment: int) -> None:
    os.utime(office.write("a.txt", "Gebühr: 93 Euro."), (moment, moment))
    assert office.actions(office.run()) == {"a.txt": "add"}
    assert office.actions(office.run()) == {"a.txt": "keep"}
