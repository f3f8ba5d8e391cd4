"""Files that are small on disk and large to read: each is read or refused within limits of time and memory.

With AMTSLOTSE_TEST_HARD the largest are read to their end, within the limits of a real run.
"""

import io
import os
import re
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.metadata import DocumentMetadata
from ingest.prepare import Prepared
from ingest.reader import Answer, ReadRequest
from ingest.reader_process import ReaderProcess, ReadingLimits
from knowledge_base.errors import DocumentError

TEXT = "Die Gebühr für Ausländer beträgt 93 Euro."
HARD = pytest.mark.skipif("AMTSLOTSE_TEST_HARD" not in os.environ, reason="heavy: set AMTSLOTSE_TEST_HARD=1")
MEGABYTE = 1024**2


def docx_of_paragraphs(count: int) -> bytes:
    import docx

    empty, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(empty)
    body = "".join(f"<w:p><w:r><w:t>Absatz {number}: {TEXT}</w:t></w:r></w:p>" for number in range(count))
    with zipfile.ZipFile(empty) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + body.encode(), 1)
            target.writestr(entry.filename, content)
    return made.getvalue()


def pdf_of_pages(pages: int, lines: int) -> bytes:
    from reportlab.pdfgen import canvas

    made = io.BytesIO()
    sheet = canvas.Canvas(made)
    for page in range(pages):
        for line in range(lines):
            sheet.drawString(60, 780 - 16 * line - page % 7, f"{chr(97 + line % 26) * 3} {page * lines + line}. {TEXT}")
        sheet.showPage()
    sheet.save()
    return made.getvalue()


def pdf_bomb(content: bytes, times: int) -> bytes:
    """Return a PDF of one page whose content stream unpacks to `content`, so many times."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(content) for _ in range(times)) + packer.flush()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)
    return made + b"xref\n0 6\n0000000000 65535 f \n" + table + end


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Answer]:
    def read(name: str, content: bytes, limits: ReadingLimits | None = None) -> Answer:
        """Read a file and then a good one, with the same reader: whatever the first one does, the second is read."""
        (tmp_path / name).write_bytes(content)
        (tmp_path / "gut.txt").write_text(TEXT)
        began = time.monotonic()
        with ReaderProcess(limits) as reader:
            requests = [ReadRequest(tmp_path / each, "d", DocumentMetadata()) for each in (name, "gut.txt")]
            answer, good = reader.read(requests)
        print(f"{name}: {len(content)} bytes, {time.monotonic() - began:.1f} s, {answer!s:.100}")  # noqa: T201
        assert isinstance(good, Prepared)
        return answer

    return read


def test_a_pdf_of_five_hundred_pages_is_read_to_its_last_page(read: Callable[..., Answer]) -> None:
    answer = read("viele_seiten.pdf", pdf_of_pages(500, 2), ReadingLimits(memory=1024 * MEGABYTE, cpu_seconds=120))
    assert isinstance(answer, Prepared), answer
    assert answer.how == "PDF, 500 S."
    last = answer.passages[-1].locator.page
    assert last is not None
    assert last >= 499  # where the last passage begins


def test_a_pdf_that_unpacks_to_half_a_gigabyte_is_refused(read: Callable[..., Answer]) -> None:
    bomb = pdf_bomb(b" " * MEGABYTE, 512)
    assert len(bomb) < MEGABYTE
    answer = read("bombe.pdf", bomb, ReadingLimits(memory=400 * MEGABYTE, cpu_seconds=60))
    assert isinstance(answer, DocumentError)
    assert "mehr Arbeitsspeicher als erlaubt" in answer.message
    assert answer.remedy


def test_a_pdf_whose_text_fills_the_memory_is_refused(read: Callable[..., Answer]) -> None:
    bomb = pdf_bomb(b"BT /F1 9 Tf 60 700 Td (Text und mehr) Tj ET\n" * 20_000, 10)
    answer = read("text.pdf", bomb, ReadingLimits(memory=220 * MEGABYTE, cpu_seconds=60))
    assert isinstance(answer, DocumentError)
    # Python itself may abort where there is not even memory left for its error.
    assert "Arbeitsspeicher" in answer.message or "abgestürzt" in answer.message
    assert "in kleinere" in answer.remedy


def test_a_document_of_a_hundred_thousand_paragraphs_is_given_up_in_time(read: Callable[..., Answer]) -> None:
    answer = read("absaetze.docx", docx_of_paragraphs(100_000), ReadingLimits(cpu_seconds=4))
    assert isinstance(answer, DocumentError)
    assert "dauert zu lange (mehr als 4 s Rechenzeit)" in answer.message


def test_text_without_any_blank_does_not_fill_the_knowledge_base(
    read: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMTSLOTSE_DOCUMENT_PASSAGES", "1000")
    answer = read("ohne_leerzeichen.txt", b"Aktenzeichen" * 50_000)
    assert isinstance(answer, DocumentError)
    assert re.fullmatch(r"Die Datei ergibt 2\.\d{3} Textstellen, höchstens 1\.000 sind vorgesehen\.", answer.message)
    assert "AMTSLOTSE_DOCUMENT_PASSAGES" in answer.remedy
    assert isinstance(read("kurz.txt", b"Aktenzeichen" * 500), Prepared)


@HARD
def test_a_document_of_a_hundred_thousand_paragraphs_is_read_within_the_usual_limits(
    read: Callable[..., Answer],
) -> None:
    answer = read("absaetze.docx", docx_of_paragraphs(100_000))
    assert isinstance(answer, Prepared), answer
    assert any("Absatz 99999:" in passage.text for passage in answer.passages)


@HARD
def test_five_hundred_full_pages_are_read_within_the_usual_limits(read: Callable[..., Answer]) -> None:
    answer = read("volle_seiten.pdf", pdf_of_pages(500, 45))
    assert isinstance(answer, Prepared), answer
    last = answer.passages[-1].locator.page
    assert last is not None
    assert last >= 499
