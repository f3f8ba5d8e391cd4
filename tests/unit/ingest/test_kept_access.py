"""Whoever says nothing opens nothing: files that lost their metadata keep who may read them."""

import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.plan_run import plan_run
from ingest.report import RunReport
from tests.unit.ingest.test_run import Office

SECRET = "# Geheim\n\nEins."
ONLY_HEADS = "documents:\n  geheim.md: {title: Akte, owner: Team A, audience: leitung, valid_until: 2030-01-31}\n"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with one document for heads only, until 2030."""
    office = Office(tmp_path)
    office.write("geheim.md", SECRET)
    office.write("metadata.yaml", ONLY_HEADS)
    office.run()
    yield office
    office.base.close()


def groups(office: Office) -> dict[str, set[str]]:
    return {Path(each.document.source).name: set(each.document.audience) for each in office.base.registry.documents()}


def warnings(report: RunReport) -> dict[str, tuple[str, ...]]:
    return {Path(line.source).name: line.warnings for line in report.files if line.warnings}


@pytest.mark.parametrize("place", ["neu.md", "umzug/geheim.md"])
def test_a_renamed_or_moved_file_keeps_who_may_read_it_and_until_when(office: Office, place: str) -> None:
    before = office.base.registry.documents()[0].document
    new = office.docs / place
    new.parent.mkdir(exist_ok=True)
    (office.docs / "geheim.md").rename(new)
    _, (step,) = plan_run(office.base, [office.docs])
    report = office.run()
    (entry,) = office.base.registry.documents()
    assert (entry.document.id, entry.document.source) == (before.id, str(new))
    assert (entry.document.title, entry.document.owner) == ("Akte", "Team A")
    assert (entry.document.audience, entry.document.validity) == (before.audience, before.validity)
    assert office.found("Eins") == []
    assert warnings(report) == {new.name: step.warnings}
    assert step.warnings == (
        "Zugriff wie bisher (nur leitung; gültig bis 31.01.2030), denn in metadata.yaml steht nichts dazu. "
        f"Tragen Sie „{new.name}“ in {new.parent}/metadata.yaml ein, mit audience: [alle], wenn alle es lesen dürfen.",
    )
    again = office.run()
    assert {line.action for line in again.files if line.source == str(new)} == {"keep"}
    assert warnings(again) == {new.name: step.warnings}


def test_a_folder_that_moved_without_its_metadata_stays_closed(office: Office) -> None:
    office.write("alt/a.md", "# A\n\nZwei.")
    office.write("alt/b.md", "# B\n\nDrei.")
    office.write("alt/metadata.yaml", "documents: {a.md: {audience: leitung}, b.md: {audience: redaktion}}")
    office.run()
    for name in "ab":
        target = office.docs / "neu" / f"{name}.md"
        target.parent.mkdir(exist_ok=True)
        (office.docs / "alt" / f"{name}.md").rename(target)
    (office.docs / "alt" / "metadata.yaml").unlink()
    report = office.run()
    assert groups(office) == {"geheim.md": {"leitung"}, "a.md": {"leitung"}, "b.md": {"redaktion"}}
    assert set(warnings(report)) == {"a.md", "b.md"}


def test_an_entry_says_otherwise_only_by_naming_the_groups(office: Office) -> None:
    office.write("metadata.yaml", "documents: {geheim.md: {title: Offen}}")
    report = office.run()
    assert groups(office) == {"geheim.md": {"leitung"}}
    assert "nennt der Eintrag keine Zielgruppe" in warnings(report)["geheim.md"][0]
    (entry,) = office.base.registry.documents()
    assert (entry.document.title, entry.document.validity.valid_until) == ("Offen", None)
    office.write("metadata.yaml", "documents: {geheim.md: {audience: [alle]}}")
    assert warnings(office.run()) == {}
    assert groups(office) == {"geheim.md": {"alle"}}
    assert office.found("Eins") == ["Eins."]


@pytest.mark.parametrize("left", [None, "documents: {}", "documents: {geheim.md: [", "documents: {geheim.md: {x: 1}}"])
def test_metadata_that_vanish_or_break_open_nothing_though_the_text_changes(office: Office, left: str | None) -> None:
    if left is None:
        (office.docs / "metadata.yaml").unlink()
    else:
        office.write("metadata.yaml", left)
    office.write("geheim.md", "# Geheim\n\nAnders.")
    office.write("neu.md", "# Neu\n\nDrei.")
    office.run()
    broken = left is not None and left != "documents: {}"
    assert groups(office) == {"geheim.md": {"leitung"}} | ({} if broken else {"neu.md": {"alle"}})
    assert office.base.registry.documents()[0].document.validity.valid_until == date(2030, 1, 31)
    assert office.found("Eins Anders") == ([] if broken else ["Drei."])
    office.write("metadata.yaml", ONLY_HEADS)
    office.run()
    assert groups(office) == {"geheim.md": {"leitung"}, "neu.md": {"alle"}}


def test_a_copy_stays_as_closed_as_what_it_is_a_copy_of(office: Office) -> None:
    office.write("kopie.md", SECRET)
    report = office.run()
    assert groups(office) == {"geheim.md": {"leitung"}, "kopie.md": {"leitung"}}
    assert f"Zugriff wie bei {office.docs}/geheim.md (nur leitung)" in warnings(report)["kopie.md"][0]
    office.write("metadata.yaml", ONLY_HEADS + "  kopie.md: {audience: [alle]}")
    office.run()
    assert groups(office) == {"geheim.md": {"leitung"}, "kopie.md": {"alle"}}


def test_a_copy_is_closed_though_both_are_new(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.write("a kopie.md", SECRET)
    office.write("geheim.md", SECRET)
    office.write("metadata.yaml", ONLY_HEADS)
    office.run()
    assert groups(office) == {"a kopie.md": {"leitung"}, "geheim.md": {"leitung"}}
    office.base.close()


def test_a_copy_of_what_everybody_reads_elsewhere_is_for_everybody(office: Office) -> None:
    office.write("offen.md", SECRET)
    office.write("metadata.yaml", ONLY_HEADS + "  offen.md: {audience: [alle]}")
    office.run()
    office.write("kopie.md", SECRET)
    assert warnings(office.run()) == {}
    assert groups(office)["kopie.md"] == {"alle"}


def test_restricted_text_that_overwrites_an_open_document_closes_it(office: Office) -> None:
    office.write("offen.md", "# Offen\n\nZwei.")
    office.run()
    office.write("offen.md", SECRET)
    office.run()
    assert groups(office) == {"geheim.md": {"leitung"}, "offen.md": {"leitung"}}


def test_a_move_in_two_runs_is_no_way_out(office: Office) -> None:
    """The file was on its way while a run saw it nowhere."""
    away = (office.docs / "geheim.md").rename(office.docs.parent / "unterwegs")
    office.run(allow_removal=True)
    assert office.base.registry.counts() == (0, 0)
    away.rename(office.docs / "angekommen.md")
    assert "denn der Inhalt ist derselbe" in warnings(office.run())["angekommen.md"][0]
    assert groups(office) == {"angekommen.md": {"leitung"}}


def test_an_archive_that_was_renamed_stays_closed_whatever_it_says_itself(tmp_path: Path) -> None:
    office = Office(tmp_path)
    inside = "documents: {a.md: {audience: [alle], title: Innen}}"
    with zipfile.ZipFile(office.docs / "anlagen.zip", "w") as archive:
        archive.writestr("a.md", SECRET)
        archive.writestr("b.md", "# B\n\nZwei.")
        archive.writestr("metadata.yaml", inside)
    office.write("metadata.yaml", "documents: {anlagen.zip: {audience: leitung}}")
    office.run()
    (office.docs / "anlagen.zip").rename(office.docs / "anlagen 2.zip")
    report = office.run()
    assert groups(office) == {"a.md": {"leitung"}, "b.md": {"leitung"}}
    assert all("„anlagen 2.zip“" in told for (told,) in warnings(report).values())
    assert len(warnings(report)) == 2
    office.base.close()


def test_a_name_in_two_characters_is_the_same_name(office: Office) -> None:
    office.write("metadata.yaml", ONLY_HEADS + "  Gebühren.md: {audience: redaktion}")
    office.write(unicodedata.normalize("NFC", "Gebühren.md"), "# G\n\nVier.")
    office.run()
    composed, two = office.docs / "Gebühren.md", unicodedata.normalize("NFD", "Gebühren.md")
    composed.rename(office.docs / two)
    assert warnings(office.run()) == {}
    assert groups(office) == {"geheim.md": {"leitung"}, two: {"redaktion"}}
