import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.ingest.test_run import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.base.close()


def pack(path: Path, members: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_each_file_of_an_archive_is_a_document(office: Office) -> None:
    archive = pack(
        office.docs / "anlagen.zip",
        {"a.md": "# A\n\nEins.", "unter/b.txt": "Zwei.", "bild.png": "x", "__MACOSX/._a.md": "x", ".DS_Store": "x"},
    )
    report = office.run()
    assert office.actions(report) == {"a.md": "add", "b.txt": "add", "bild.png": "skip"}
    assert set(office.base.registry.sources()) == {str(archive / "a.md"), str(archive / "unter" / "b.txt")}
    for entry in office.base.registry.documents():
        original = office.base.originals.path(entry.content_hash)
        assert original is not None
        assert original.read_bytes() in {b"# A\n\nEins.", b"Zwei."}
    assert set(office.found("Eins Zwei")) == {"Eins.", "Zwei."}
    assert {line.action for line in office.run().files} == {"keep", "skip"}


def test_a_changed_archive_changes_only_what_is_changed_in_it(office: Office) -> None:
    archive = pack(office.docs / "a.zip", {"a.md": "# A\n\nEins.", "b.md": "# B\n\nZwei.", "c.md": "# C\n\nDrei."})
    office.run()
    pack(archive, {"a.md": "# A\n\nEins.", "b.md": "# B\n\nAnders.", "neu/c.md": "# C\n\nDrei."})
    assert office.actions(office.run()) == {"a.md": "keep", "b.md": "replace", "c.md": "rename"}
    archive.unlink()
    office.write("d.md", "# D\n\nVier.")
    assert office.actions(office.run()) == {"a.md": "remove", "b.md": "remove", "c.md": "remove", "d.md": "add"}


def test_an_archive_that_is_not_looked_into_keeps_its_documents(office: Office) -> None:
    """Its files lie nowhere on disk; a copy elsewhere must not be taken for them, moved."""
    pack(office.docs / "a.zip", {"a.md": "# A\n\nEins."})
    office.run()
    office.write("neben/a.md", "# A\n\nEins.")
    assert office.actions(office.run(office.docs / "neben")) == {"a.md": "add"}
    assert office.base.registry.counts()[0] == 2


def test_a_damaged_archive_keeps_what_was_known(office: Office) -> None:
    archive = pack(office.docs / "a.zip", {"a.md": "# A\n\nEins."})
    office.run()
    archive.write_bytes(archive.read_bytes()[:40])
    assert office.actions(office.run()) == {"a.zip": "refuse"}
    assert office.found("Eins") == ["Eins."]


def test_what_is_said_about_an_archive_holds_for_its_files(office: Office) -> None:
    inner = "documents:\n  b.md: {title: Titel B, audience: [alle]}"
    pack(office.docs / "a.zip", {"a.md": "# A\n\nEins.", "u/b.md": "# B\n\nZwei.", "u/metadata.yaml": inner})
    office.write("metadata.yaml", "documents:\n  a.zip: {title: Sammlung, owner: Team, audience: [leitung]}")
    office.run()
    told = {entry.document.title: entry.document.audience for entry in office.base.registry.documents()}
    assert told == {"A": {"leitung"}, "Titel B": {"leitung"}}
    assert office.found("Eins Zwei") == []


def test_hostile_members_are_refused_one_by_one(office: Office) -> None:
    pack(
        office.docs / "a.zip",
        {
            "gut.md": "# A\n\nEins.",
            "../../etc/boese.txt": "x",
            "/absolut.txt": "x",
            "C:\\windows.txt": "x",
            "inneres.zip": "PK",
            "bombe.txt": b"\0" * 50_000_000,
        },
    )
    report = office.run()
    refused = {Path(line.source).name: line.reason for line in report.files if line.action == "refuse"}
    assert len(refused) == report.refused == 5
    assert "Archiv im Archiv" in refused["inneres.zip"]
    assert "unzulässige Größe" in refused["bombe.txt"]
    assert "hinaus" in refused["boese.txt"]
    assert office.found("Eins") == ["Eins."]


def test_archives_beyond_the_limits_are_refused_whole(office: Office) -> None:
    pack(office.docs / "viele.zip", {f"{number}.txt": "x" for number in range(2_001)})
    pack(office.docs / "gross.zip", {f"{number}.txt": b"\0" * 90_000_000 for number in range(6)})
    office.write("kaputt.zip", "PK kein Archiv")
    report = office.run()
    reasons = {Path(line.source).name: line.reason for line in report.files}
    assert "2001 Dateien" in reasons["viele.zip"]
    assert "entpackt 514 MB" in reasons["gross.zip"]
    assert "beschädigt" in reasons["kaputt.zip"]


def test_a_member_that_is_packed_in_a_rare_way_is_refused(office: Office) -> None:
    pack(office.docs / "a.zip", {"a.md": "# A\n\nEins."}, zipfile.ZIP_LZMA)
    (line,) = office.run().files
    assert (line.action, line.reason) == (
        "refuse",
        "Die Packart wird nicht gelesen; bitte als gewöhnliches ZIP packen.",
    )


def test_an_archive_opens_nothing_that_the_office_has_restricted(office: Office) -> None:
    said = {"a.txt": "[alle]", "b.txt": "[redaktion, alle]", "c.txt": "einarbeitung"}
    inside = "documents:\n" + "".join(f"  {name}: {{audience: {groups}}}\n" for name, groups in said.items())
    members = {"metadata.yaml": inside, "a.txt": "Eins.", "b.txt": "Zwei.", "c.txt": "Drei.", "d.txt": "Vier."}
    pack(office.docs / "anlagen.zip", members)
    office.write("metadata.yaml", "documents: {anlagen.zip: {audience: [redaktion, sachbearbeitung]}}")
    office.run()
    groups = {Path(entry.document.source).name: entry.document.audience for entry in office.base.registry.documents()}
    both = {"redaktion", "sachbearbeitung"}
    assert groups == {"a.txt": both, "b.txt": {"redaktion"}, "c.txt": both, "d.txt": both}


def test_an_umlaut_of_two_characters_leaves_no_document_open(office: Office) -> None:
    composed, decomposed = "Gebühren.txt", unicodedata.normalize("NFD", "Gebühren.txt")
    (office.docs / decomposed).write_text("Eins.", encoding="utf-8")
    pack(
        office.docs / "anlagen.zip",
        {decomposed: "Zwei.", "metadata.yaml": f"documents: {{{composed}: {{audience: redaktion}}}}"},
    )
    (office.docs / "metadata.yaml").write_text(f"documents: {{{composed}: {{audience: redaktion}}}}", encoding="utf-8")
    report = office.run()
    assert {entry.document.audience for entry in office.base.registry.documents()} == {frozenset({"redaktion"})}
    assert not [line for line in report.files if "fehlt" in line.reason]
