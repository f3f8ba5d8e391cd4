"""Previews: read as a run would, refused for reasons that a person can act on."""

import io
import zipfile
from pathlib import Path

import pytest

from ingest.metadata import DocumentMetadata
from ingest.prepare import prepare
from ingest.preview import NO_ID, Preview, preview
from ingest.reader import PlainReader
from knowledge_base.errors import DocumentError
from tests.support.shared_data import shared_data

ARTICLES = Path(__file__).parents[3] / "knowledge_base" / "articles"


def look_at(path: Path) -> Preview:
    return preview(path, PlainReader())


def zipped(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_passages_are_those_that_a_run_makes(tmp_path: Path) -> None:
    file = tmp_path / "merkblatt.md"
    file.write_text("# Merkblatt\n\n## Gebühren\n\nDer Pass kostet 60 Euro.\n", encoding="utf-8")
    (tmp_path / "metadata.yaml").write_text("documents: {merkblatt.md: {title: Pass}}", encoding="utf-8")
    found = look_at(file)
    run = prepare(file, document_id=NO_ID, metadata=DocumentMetadata(title="Pass"))
    assert [document.passages for document in found.documents] == [run.passages]
    shown = found.as_dict()["documents"][0]
    assert (shown["title"], shown["passages"][0]["locator"]["label"]) == ("Pass", "Gebühren")
    assert found.suffix == ".md"


def test_the_own_title_given_as_metadata_changes_nothing() -> None:
    file = ARTICLES / "prozesse" / "blaue_karte_eu.docx"
    own = prepare(file, document_id=NO_ID, metadata=DocumentMetadata())
    given = prepare(file, document_id=NO_ID, metadata=DocumentMetadata(title=own.document.title))
    assert given.passages == own.passages


def test_the_type_is_told_by_content(tmp_path: Path) -> None:
    disguised = tmp_path / "notiz.txt"
    disguised.write_bytes((ARTICLES / "prozesse" / "blaue_karte_eu.docx").read_bytes())
    found = look_at(disguised)
    assert found.suffix == ".docx"
    assert "passt nicht zum Inhalt" in found.documents[0].warnings[0]


def test_a_zipped_document_is_no_archive_whatever_it_is_called(tmp_path: Path) -> None:
    called_zip = tmp_path / "notiz.zip"
    called_zip.write_bytes((ARTICLES / "prozesse" / "blaue_karte_eu.docx").read_bytes())
    assert look_at(called_zip).suffix == ".docx"


def test_an_archive_is_shown_document_by_document(tmp_path: Path) -> None:
    files = {"a/eins.md": b"# Eins\n\nText.", "zwei.txt": b"Mehr Text.", "bild.png": b"\x89PNG", "leer.txt": b""}
    found = look_at(zipped(tmp_path / "alles.zip", files))
    assert found.suffix == ".zip"
    assert {document.document.title for document in found.documents} == {"Eins", "zwei"}
    assert {name for name, _ in found.refused} == {"bild.png", "leer.txt"}


def bomb(path: Path) -> Path:
    return zipped(path, {"a.txt": b"0" * (5 * 1024 * 1024)}, zipfile.ZIP_DEFLATED)


def macros(path: Path) -> Path:
    return zipped(path, {"word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"})


def macros_in_an_archive(path: Path) -> Path:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        archive.writestr("word/vbaProject.bin", "x")
    return zipped(path, {"gut.txt": b"Text.", "makro.docx": inner.getvalue()})


def empty(path: Path) -> Path:
    path.touch()
    return path


def program(path: Path) -> Path:
    path.write_bytes(b"MZ\x90\x00" + bytes(range(256)) * 20)
    return path


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("bombe.zip", bomb, "unzulässige Größe"),
        ("brief.docx", macros, "enthält Makros"),
        ("alles.zip", macros_in_an_archive, "„makro.docx“ im Archiv enthält Makros"),
        ("leer.pdf", empty, "leer"),
        ("setup.exe", program, "kein lesbares Dokument"),
        ("archiv", lambda path: zipped(path, {"a.txt": b"Text."}), "muss auf .zip enden"),
        ("leer.zip", lambda path: zipped(path, {}), "kein Dokument"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_a_reason(tmp_path: Path, name: str, make: object, said: str) -> None:
    found = look_at(make(tmp_path / name))  # type: ignore[operator]
    assert found.documents == []
    assert said in str(found.refused[0][1])


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("password_protected.xlsx", "Kennwort"),
        ("fake.doc", "altes Office-Format"),
        ("empty.txt", "leer"),
        ("fake-encrypted.msg", "verschlüsselt"),
    ],
)
def test_real_files_that_cannot_be_read(place: str, said: str) -> None:
    found = look_at(shared_data("docs", "unstructured", place))
    assert found.documents == []
    assert said in str(found.refused[0][1])


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "kaputt.docx"
    broken.write_bytes(b"PK\x03\x04 nichts")
    (refused,) = look_at(broken).refused
    assert isinstance(refused[1], DocumentError)
