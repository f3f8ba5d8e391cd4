import io
import zipfile

from knowledge_base.article_sources.stable_zip import stable_zip


def archive(modified: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        target.writestr("docProps/core.xml", f"<dcterms:modified a='b'>{modified}</dcterms:modified>")
        target.writestr("word/document.xml", "<text/>")
    return buffer.getvalue()


def test_removes_what_differs_between_two_builds():
    assert stable_zip(archive("2026-01-01T00:00:00Z")) == stable_zip(archive("2027-05-05T10:10:10Z"))


def test_keeps_every_part():
    with zipfile.ZipFile(io.BytesIO(stable_zip(archive("x")))) as result:
        assert result.namelist() == ["docProps/core.xml", "word/document.xml"]
        assert result.read("word/document.xml") == b"<text/>"
