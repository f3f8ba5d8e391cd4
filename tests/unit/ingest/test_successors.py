"""A file that was renamed and changed between two runs stays the document that it was."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from ingest.console import ProgressBar, ProgressLines
from ingest.plan import Action, PlannedStep
from ingest.plan_run import plan_run
from ingest.progress import NoProgress
from ingest.reader import PlainReader
from tests.unit.ingest.test_kept_access import groups, warnings
from tests.unit.ingest.test_run import Office

ALIKE = "\n\n".join(f"## Schritt {step}\n\nHier steht, was in Schritt {step} zu tun ist." for step in range(1, 6))
GUIDE = "# Verlängerung\n\nDie Gebühr beträgt 93 Euro.\n\n" + ALIKE
CHANGED = GUIDE.replace("93", "98")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.base.close()


def moved(office: Office, old: str, new: str, text: str = CHANGED) -> str:
    (office.docs / old).unlink()
    return str(office.write(new, text))


def planned(office: Office) -> dict[str, PlannedStep]:
    _, steps = plan_run(office.base, [office.docs], reader=PlainReader())
    return {Path(step.source).name: step for step in steps}


def test_it_keeps_its_id_and_its_history_and_only_what_is_new_is_embedded(office: Office) -> None:
    path = str(office.write("alt.md", GUIDE))
    office.run()
    before = office.base.registry.sources()[path].document_id
    source = moved(office, "alt.md", "unter/neu.md")
    step = planned(office)["neu.md"]
    assert (step.action, step.document_id, step.renamed_from) == (Action.RENAME, before, path)
    assert step.reason == f"umbenannt und geändert, vorher {path}"
    report = office.run()
    assert office.actions(report) == {"neu.md": "rename"}
    assert report.embedded == 1
    assert office.base.registry.sources()[source].document_id == before
    assert [one.replaced_at is None for one in office.base.history.revisions(before)] == [True, False]
    assert "Die Gebühr beträgt 98 Euro." in office.found("Gebühr Euro")
    assert "Die Gebühr beträgt 93 Euro." not in office.found("Gebühr Euro")
    assert office.actions(office.run()) == {"neu.md": "keep"}


def test_another_document_is_another_one(office: Office) -> None:
    office.write("alt.md", GUIDE)
    office.run()
    moved(
        office, "alt.md", "neu.md", "# Verlängerung\n\nDie Gebühr beträgt 93 Euro. Alles andere wurde neu geschrieben."
    )
    assert {name: step.action for name, step in planned(office).items()} == {
        "alt.md": Action.REMOVE,
        "neu.md": Action.ADD,
    }


@pytest.mark.parametrize("left", ["weitere.md", "alt2.md", "bleibt.md"])
def test_what_is_in_doubt_is_not_decided(office: Office, left: str) -> None:
    """Two files that resemble the one that is gone, two that are gone, or one that is still there."""
    office.write("alt.md", GUIDE)
    if left != "weitere.md":
        office.write(left, GUIDE.replace("93", "100"))
    office.run()
    moved(office, "alt.md", "neu.md")
    if left == "weitere.md":
        office.write(left, GUIDE.replace("93", "100"))
    if left == "alt2.md":
        (office.docs / left).unlink()
    assert {name: step.action for name, step in planned(office).items()} == {
        "alt.md": Action.REMOVE,
        "neu.md": Action.ADD,
        left: {"weitere.md": Action.ADD, "alt2.md": Action.REMOVE, "bleibt.md": Action.KEEP}[left],
    }


def test_a_restricted_document_stays_closed_and_keeps_what_else_was_said(office: Office) -> None:
    office.write("geheim.md", GUIDE)
    office.write("metadata.yaml", "documents: {geheim.md: {title: Akte, audience: leitung, valid_until: 2030-01-31}}")
    office.run()
    moved(office, "geheim.md", "neu.md")
    told = planned(office)["neu.md"].warnings
    assert "Zugriff wie bisher (nur leitung; gültig bis 31.01.2030)" in told[0]
    report = office.run()
    assert warnings(report)["neu.md"] == told
    (entry,) = office.base.registry.documents()
    assert (entry.document.title, entry.document.audience) == ("Akte", {"leitung"})
    assert office.found("Gebühr") == []


@pytest.mark.parametrize("other", ["weitere.md", "bleibt.md"])
def test_in_doubt_it_stays_closed_too(office: Office, other: str) -> None:
    office.write("geheim.md", GUIDE)
    office.write("metadata.yaml", "documents: {geheim.md: {audience: leitung}, bleibt.md: {audience: [alle]}}")
    if other == "bleibt.md":
        office.write(other, GUIDE.replace("93", "100"))
    office.run()
    source = str(office.docs / "geheim.md")
    moved(office, "geheim.md", "neu.md")
    if other == "weitere.md":
        office.write(other, GUIDE.replace("93", "100"))
    report = office.run()
    assert groups(office) == {"neu.md": {"leitung"}, other: {"leitung"} if other == "weitere.md" else {"alle"}}
    wanted = f"Zugriff wie bei {source} (nur leitung), denn der Inhalt ist zum großen Teil derselbe."
    assert warnings(report)["neu.md"][0].startswith(wanted)
    assert groups(office) == (office.run(), groups(office))[1]


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_move_in_two_runs_is_no_way_out_though_the_text_changed(office: Office, elsewhere: bool) -> None:
    office.write("a/geheim.md", GUIDE)
    office.write("a/metadata.yaml", "documents: {geheim.md: {audience: leitung}}")
    office.write("a/bleibt.md", "# Bleibt\n\nEins.")
    office.run()
    (office.docs / "a" / "geheim.md").unlink()
    if not elsewhere:
        office.run()
    office.write("b/neu.md", CHANGED)
    # With `elsewhere`, nobody has looked into the folder since, in which it was.
    office.run(office.docs / "b")
    assert groups(office)["neu.md"] == {"leitung"}


def test_no_open_document_lends_its_access_to_what_a_removed_restricted_one_said_more_of(office: Office) -> None:
    office.write("geheim.md", GUIDE + "\n\nNur die Leitung entscheidet über Ausnahmen davon.")
    office.write("offen.md", GUIDE)
    office.write("metadata.yaml", "documents: {geheim.md: {audience: leitung}}")
    office.run()
    (office.docs / "geheim.md").unlink()
    office.run()
    moved(office, "offen.md", "neu.md", CHANGED + "\n\nNur die Leitung entscheidet über Ausnahmen davon.")
    report = office.run()
    assert groups(office) == {"neu.md": {"leitung"}}
    assert "geheim.md (nur leitung)" in warnings(report)["neu.md"][0]


def test_an_entry_that_names_the_groups_opens_it(office: Office) -> None:
    office.write("geheim.md", GUIDE)
    office.write("metadata.yaml", "documents: {geheim.md: {audience: leitung}}")
    office.run()
    office.write("metadata.yaml", "documents: {neu.md: {audience: [alle]}}")
    moved(office, "geheim.md", "neu.md")
    assert warnings(office.run()) == {}
    assert groups(office) == {"neu.md": {"alle"}}


def test_a_file_in_an_archive_is_recognised_and_a_plan_unpacks_nothing_for_good(office: Office) -> None:
    office.write("alt.md", GUIDE)
    office.run()
    (office.docs / "alt.md").unlink()
    with zipfile.ZipFile(office.docs / "anlagen.zip", "w") as archive:
        archive.writestr("neu.md", CHANGED)
    kept = sorted((office.state / "originals").rglob("*.md"))
    assert planned(office)["neu.md"].reason.startswith("umbenannt und geändert")
    assert sorted((office.state / "originals").rglob("*.md")) == kept
    assert office.actions(office.run()) == {"neu.md": "rename"}


class Recognising(NoProgress):
    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def recognised(self, done: int, of: int) -> None:
        self.told.append((done, of))


def test_new_files_are_read_for_it_only_when_a_document_is_gone(office: Office) -> None:
    office.write("a.md", GUIDE)
    office.write("b.md", GUIDE)
    heard = Recognising()
    plan_run(office.base, [office.docs], reader=PlainReader(), progress=heard)
    assert heard.told == []
    office.run()
    moved(office, "a.md", "c.md")
    office.write("kaputt.docx", "kein ZIP")
    plan_run(office.base, [office.docs], reader=PlainReader(), progress=heard)
    assert heard.told == [(0, 2), (1, 2), (2, 2)]


def test_how_far_it_is_is_told_on_terminals_and_in_logs() -> None:
    for console in (Console(file=io.StringIO(), force_terminal=True, width=200), Console(file=io.StringIO())):
        bar = ProgressBar(console) if console.is_terminal else ProgressLines(console, every=0)
        with bar:
            bar.recognised(1, 3)
            bar.begin(3, 100)
            bar.advance(50, 10)
        assert isinstance(console.file, io.StringIO)
        told = console.file.getvalue()
        assert "Umbenannte Dateien" in told
        assert "50 %" in told
