"""Archives and folders made to end a run: whatever lies there, the run goes on and what was known stays."""

import io
import random
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ingest.archives import MAX_METADATA, Archive
from ingest.parsing.sniff import sniff
from knowledge_base.errors import DocumentError
from tests.support.hostile_zips import marked_encrypted, overlapping_zip
from tests.unit.ingest.test_run import Office

MUTATIONS = 400
SEED = 3


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    office.write("gut.txt", "Eins.")
    yield office
    assert "Eins." in office.found("Eins"), "one bad file must not end a run"
    office.base.close()


def packed(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def refused(office: Office, name: str) -> str:
    """Run, and return why a file is refused."""
    report = office.run()
    (reason,) = [line.reason for line in report.files if Path(line.source).name == name and line.action == "refuse"]
    return reason


def test_a_file_of_forty_gigabytes_is_refused_unread(office: Office) -> None:
    office.write("akte.pdf", "Vermerk: Zwei.").rename(office.docs / "akte.txt")
    office.run()
    for name in ("akte.txt", "akte.zip"):
        with (office.docs / name).open("wb") as hollow:
            hollow.truncate(40 * 1024**3)
    began = time.process_time()
    report = office.run()
    assert time.process_time() - began < 10, "hashing forty gigabytes takes longer on any machine"
    told = {Path(line.source).name: line for line in report.files if line.action == "refuse"}
    assert "40960 MB zu groß" in told["akte.txt"].reason
    assert told["akte.txt"].warnings == ("Die frühere Fassung bleibt in der Wissensbasis.",)
    assert "beschädigt" in told["akte.zip"].reason
    assert office.found("Vermerk Zwei")[0] == "Vermerk: Zwei."


def test_entries_that_share_their_bytes_are_refused(office: Office) -> None:
    """4 KB that unpack to 400 MB, 1 MB a file: within all other limits."""
    bomb = overlapping_zip([f"{number}.txt" for number in range(400)], b"Text. " * 160_000)
    assert len(bomb) < 60_000
    (office.docs / "bombe.zip").write_bytes(bomb)
    began = time.process_time()
    assert "überlappen" in refused(office, "bombe.zip")
    assert time.process_time() - began < 15, "reading 400 MB of text takes minutes"


def test_an_encrypted_archive_is_refused_file_by_file(office: Office) -> None:
    (office.docs / "geheim.zip").write_bytes(marked_encrypted(packed(a_txt=b"Zwei.", b_txt=b"Drei.")))
    assert "verschlüsselt" in refused(office, "a.txt")
    assert "verschlüsselt" in refused(office, "b.txt")


def test_an_archive_whose_metadata_are_encrypted_is_refused_whole(office: Office) -> None:
    inside = b"documents: {a.txt: {audience: leitung}}"
    (office.docs / "geheim.zip").write_bytes(marked_encrypted(packed(a_txt=b"Zwei.", metadata_yaml=inside)))
    assert refused(office, "geheim.zip")


@pytest.mark.parametrize(
    "metadata",
    [
        b"documents: {a.txt: {valid_from: 2026-02-30}}",
        b"documents: {a.txt: {audience: []}}",
        b"documents: {a.txt: {title: " + b"1" * 9_000 + b"}}",
        b"[" * 100_000,
        b"\xff\xfe",
        b"x" * (MAX_METADATA + 1),
    ],
    ids=["no day", "nobody", "number", "deep", "no text", "large"],
)
def test_wrong_metadata_in_an_archive_cost_this_archive_only(office: Office, metadata: bytes) -> None:
    """Without them nobody knows who may read its files."""
    archive = office.docs / "anlagen.zip"
    archive.write_bytes(packed(a_txt=b"Zwei."))
    office.run()
    archive.write_bytes(packed(a_txt=b"Drei.", metadata_yaml=metadata))
    assert "Metadaten" in (reason := refused(office, "anlagen.zip")) or "metadata.yaml" in reason
    assert set(office.found("Zwei")) == {"Eins.", "Zwei."}


def test_no_damage_to_an_archive_raises_anything_else(tmp_path: Path) -> None:
    sound = packed(ordner__ä_txt=b"Text. " * 50, metadata_yaml=b"documents: {}", mimetype=b"application/vnd.oasis")
    chance, sound_ones = random.Random(SEED), 0
    for _ in range(MUTATIONS):
        damaged = bytearray(sound)
        for _ in range(chance.choice((1, 1, 2, 5))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        sound_ones += _looks_sound(tmp_path / "a.zip", bytes(damaged))
    assert 0 < sound_ones < MUTATIONS


def _looks_sound(path: Path, content: bytes) -> bool:
    path.write_bytes(content)
    with suppress(DocumentError):
        sniff("a.odt", content)
    try:
        with Archive(path) as archive:
            list(archive.members())
            archive.metadata()
    except DocumentError:
        return False
    return True
