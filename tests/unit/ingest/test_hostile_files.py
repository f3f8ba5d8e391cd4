"""Files made to break a reader, small enough to be quick: each is read, or refused with a reason and a remedy."""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.metadata import DocumentMetadata
from ingest.prepare import Prepared
from ingest.reader import Answer, ReadRequest
from ingest.reader_process import ReaderProcess, ReadingLimits
from knowledge_base.errors import DocumentError
from tests.support.hostile_zips import marked_encrypted, overlapping_zip

TEXT = "Die Gebühr für Ausländer beträgt 93 Euro."
ARABIC, HEBREW = "تصريح الإقامة صالح لمدة سنة", "אשרת שהייה תקפה לשנה"
LIMITS = ReadingLimits(memory=1024**3, cpu_seconds=60, seconds=120)
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(9))


def office_file(make: Callable[[io.BytesIO], None], part: str, change: Callable[[str], str]) -> bytes:
    """Make an Office file and change the text of one of its parts."""
    made, changed = io.BytesIO(), io.BytesIO()
    make(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry.filename, change(content.decode()) if entry.filename == part else content)
    return changed.getvalue()


def docx(change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    import docx as library

    def make(target: io.BytesIO) -> None:
        document = library.Document()
        document.add_paragraph(TEXT)
        document.save(target)

    return office_file(make, part, change)


def xlsx(change: Callable[[str], str]) -> bytes:
    import openpyxl

    def make(target: io.BytesIO) -> None:
        book = openpyxl.Workbook()
        for row in (("Titel", "Gebühr"), ("Karte", TEXT)):
            book.active.append(row)
        book.save(target)

    return office_file(make, "xl/worksheets/sheet1.xml", change)


def pdf(pages: int = 2, key: str = "") -> bytes:
    from reportlab.pdfgen import canvas

    made = io.BytesIO()
    sheet = canvas.Canvas(made, encrypt=key or None)
    for number in range(pages):
        sheet.drawString(60, 700 - number, TEXT)
        sheet.showPage()
    sheet.save()
    return made.getvalue()


def encrypted(office_document: bytes) -> bytes:
    """Protect a document as Office does: an OLE container with the encrypted package in it."""
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]

    made = io.BytesIO()
    OOXMLFile(io.BytesIO(office_document)).encrypt("geheim", made)
    return made.getvalue()


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def with_entities(text: str, root: str) -> str:
    return text.replace(f"<{root}", f"<!DOCTYPE b [{ENTITIES}]><{root}", 1).replace(TEXT, f"{TEXT} &e8;")


READ: dict[str, Callable[[], bytes]] = {
    "utf16_ohne_marke.txt": lambda: TEXT.encode("utf-16-le"),
    "utf16_be.txt": lambda: TEXT.encode("utf-16-be"),
    "cp1252.txt": lambda: TEXT.encode("cp1252"),
    "nfd.txt": lambda: TEXT.replace("ü", "u\u0308").replace("ä", "a\u0308").encode(),
    "unsichtbar.txt": lambda: TEXT.replace("Gebühr", "Ge\u200bbü\u00adhr\u2060").encode(),
    "umgekehrt.txt": lambda: TEXT.replace("93", "\u202e93\u202c").encode(),
    "makro.docm": lambda: docx(lambda text: text),
    "dimension.xlsx": lambda: xlsx(lambda text: text.replace('ref="A1:B2"', 'ref="A1:XFD1048576"')),
    "seitenzahl.pdf": lambda: pdf().replace(b"/Count 2", b"/Count 2000000"),
    "sagt_utf16.html": f'<meta charset="utf-16"><p>{TEXT}</p>'.encode,
    "sagt_latin1.html": f'<meta charset="iso-8859-1"><p>{TEXT}</p>'.encode,
    "sagt_utf8.html": lambda: f'<meta charset="utf-8"><p>{TEXT}</p>'.encode("cp1252"),
    "sagt_unsinn.html": lambda: f'<meta charset="rot13"><p>{TEXT}</p>'.encode("cp1252"),
    "sagt_keinen.html": f'<meta charset="undefined"><p>{TEXT}</p>'.encode,
    "sagt_escape.html": f'<meta charset="unicode_escape"><p>{TEXT}</p>'.encode,
    "sagt_unsinn.eml": f"Subject: Frist\nContent-Type: text/plain; charset=x-unsinn\n\n{TEXT}\n".encode,
    "arabisch.txt": f"{TEXT}\n\n{ARABIC}\n\n{HEBREW}".encode,
    "arabisch.docx": lambda: docx(lambda text: text.replace(TEXT, f"{ARABIC} {TEXT}")),
    "nfd.docx": lambda: docx(decomposed),
    "nfd.xlsx": lambda: xlsx(decomposed),
    "nfd.html": f"<p>{decomposed(TEXT)}</p>".encode,
    "nfd.eml": f"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n{decomposed(TEXT)}\n".encode,
    "zeile.txt": (f"{TEXT} " * 20_000).encode,
    "zeile.html": f"<p>{TEXT}</p><p>{TEXT * 10_000}</p>".encode,
    "tief.json.txt": (TEXT + "\n\n" + "[" * 200_000).encode,
}
"""Read, with the sentence found as it was meant."""

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "absatz.html": (f"<p>{'Ein Satz. ' * 1_000_000}</p>".encode, "mehr als 9 MB"),
    "ecke.xlsx": (
        lambda: xlsx(
            lambda text: text.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"/></row></sheetData>')
        ),
        "zu groß",
    ),
    "verbunden.xlsx": (
        lambda: xlsx(
            lambda text: text.replace(
                "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            )
        ),
        "zu viele Zellen",
    ),
    "kennwort.pdf": (lambda: pdf(key="geheim"), "Kennwort"),
    "kennwort.docx": (lambda: encrypted(docx(lambda text: text)), "Kennwort"),
    "kennwort.xlsx": (lambda: encrypted(xlsx(lambda text: text)), "Kennwort"),
    "verschluesselt.docx": (lambda: marked_encrypted(docx(lambda text: text)), "verschlüsselt"),
    "ueberlappt.docx": (lambda: overlapping_zip(["word/document.xml", *"abcdef"], b" " * 10**6), "überlappen"),
    "abgebrochen.docx": (lambda: docx(lambda text: text)[:-900], "beschädigt"),
    "abgebrochen.xlsx": (lambda: xlsx(lambda text: text)[:900], "beschädigt"),
    "kreis.pdf": (
        lambda: (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
            b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\ntrailer<</Root 1 0 R>>\n"
        ),
        "Text",
    ),
    "null.txt": (lambda: b"Text\x00\x01\x02" * 50, "kein lesbares Dokument"),
    "feld.csv": (lambda: b"a;b\n1;" + b"x" * 200_000, "Feld"),
}

EITHER: dict[str, Callable[[], bytes]] = {
    "bombe.docx": lambda: docx(lambda text: with_entities(text, "w:document")),
    "bombe.xlsx": lambda: xlsx(lambda text: with_entities(text, "worksheet")),
    "bombe.html": f"<!DOCTYPE html [{ENTITIES}]><html><svg><text>&e8;</text></svg><p>&e8;</p></html>".encode,
    "abgebrochen.pdf": lambda: pdf(5)[:-700],
    "cp437.txt": lambda: TEXT.encode("cp437"),
    "utf8_kaputt.txt": lambda: TEXT.encode() + b"\xff\xc3",
}
"""Read as far as it goes or refused; never expanded, never hung."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    """All of them through one reading process, as in a run."""
    folder = tmp_path_factory.mktemp("feindlich")
    made = {**READ, **{name: make for name, (make, _) in REFUSED.items()}, **EITHER}
    for name, make in made.items():
        (folder / name).write_bytes(make())
    with ReaderProcess(LIMITS) as reader:
        requests = [ReadRequest(folder / name, "d", DocumentMetadata()) for name in made]
        return dict(zip(made, reader.read(requests), strict=True))


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read(answers: dict[str, Answer], name: str) -> None:
    answer = answers[name]
    assert isinstance(answer, Prepared), answer
    assert any(TEXT in passage.text for passage in answer.passages)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(answers: dict[str, Answer], name: str) -> None:
    answer = answers[name]
    assert isinstance(answer, DocumentError), answer
    assert REFUSED[name][1] in answer.message
    assert answer.remedy


@pytest.mark.parametrize("name", EITHER)
def test_the_rest_neither_swells_nor_hangs(answers: dict[str, Answer], name: str) -> None:
    answer = answers[name]
    if isinstance(answer, Prepared):
        assert sum(len(passage.text) for passage in answer.passages) < 2_000
    else:
        assert answer.remedy
        assert "dauert zu lange" not in answer.message


def test_strange_names_loops_and_pipes_end_no_scan(tmp_path: Path) -> None:
    import os

    from ingest.sources import scan

    (tmp_path / "kreis").symlink_to(tmp_path)
    (tmp_path / "sich_selbst.txt").symlink_to(tmp_path / "sich_selbst.txt")
    os.mkfifo(tmp_path / "leitung.txt")
    (tmp_path / ("lang" * 60 + ".txt")).write_text(TEXT)
    (tmp_path / "zeile\numbruch\x07.txt").write_text(TEXT)
    (tmp_path / "umge\u202etxt.exe.txt").write_text(TEXT)
    with (tmp_path / "hohl.txt").open("wb") as hollow:
        hollow.truncate(200 * 1024**2)
    found = scan([tmp_path])
    assert len(found.files) == 3
    assert {skipped.path.name for skipped in found.skipped} >= {"leitung.txt", "sich_selbst.txt"}
    assert next(skipped.reason for skipped in found.skipped if skipped.path.name == "hohl.txt").startswith(
        "Die Datei ist mit 200 MB zu groß"
    )
    with ReaderProcess(LIMITS) as reader:
        requests = [ReadRequest(file.path, "d", DocumentMetadata()) for file in found.files]
        told = {request.path.name: answer for request, answer in zip(requests, reader.read(requests), strict=True)}
    assert all(isinstance(answer, Prepared) for answer in told.values())
