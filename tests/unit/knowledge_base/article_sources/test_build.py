import pytest

from knowledge_base.article_sources.build import build, jobs, outdated
from knowledge_base.errors import DocumentError

from .samples import GUIDE, PROCESS


@pytest.fixture
def folders(tmp_path):
    sources, articles = tmp_path / "sources", tmp_path / "articles"
    (sources / "recht").mkdir(parents=True)
    (sources / "recht" / "gebuehren.docx.md").write_text(GUIDE, encoding="utf-8")
    (sources / "recht" / "muster.bpmn.yaml").write_text(PROCESS, encoding="utf-8")
    return sources, articles


def names(found):
    return [job.target.name for job in found]


def test_builds_what_is_missing_and_then_rests(folders):
    _, articles = folders
    assert names(outdated(*folders)) == ["gebuehren.docx", "muster.bpmn"]
    build(outdated(*folders), *folders)
    assert sorted(path.name for path in (articles / "recht").iterdir()) == ["gebuehren.docx", "muster.bpmn"]
    assert outdated(*folders) == []


def test_builds_again_only_what_changed(folders):
    sources, articles = folders
    build(jobs(*folders), *folders)
    (sources / "recht" / "gebuehren.docx.md").write_text(GUIDE + "\nNachtrag\n", encoding="utf-8")
    assert names(outdated(*folders)) == ["gebuehren.docx"]
    (articles / "recht" / "muster.bpmn").unlink()
    assert names(outdated(*folders)) == ["gebuehren.docx", "muster.bpmn"]


def test_names_the_source_that_cannot_be_built(folders):
    sources, _ = folders
    (sources / "recht" / "leer.docx.md").write_text("ohne Titel", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"leer\.docx\.md: .*Titel"):
        build(jobs(*folders), *folders)


def test_refuses_an_unknown_ending(folders):
    sources, _ = folders
    (sources / "recht" / "bild.png.md").write_text("# Bild", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"bild\.png\.md"):
        jobs(*folders)


def test_keeps_the_longer_ending_of_a_scan(folders):
    sources, _ = folders
    (sources / "recht" / "brief.scan.pdf.md").write_text(GUIDE, encoding="utf-8")
    scan = next(job for job in jobs(*folders) if job.target.name == "brief.scan.pdf")
    build([scan], *folders)
    assert b"/Font" not in scan.target.read_bytes()


def test_the_shipped_documents_are_up_to_date():
    assert names(outdated()) == []
