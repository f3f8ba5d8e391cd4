"""Finds which documents are missing or behind their sources, and builds them."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.article_sources.bpmn_writer import write_bpmn
from knowledge_base.article_sources.docx_writer import write_docx
from knowledge_base.article_sources.pdf_writer import write_pdf
from knowledge_base.article_sources.pptx_writer import write_pptx
from knowledge_base.article_sources.scan_writer import write_scan
from knowledge_base.article_sources.xlsx_writer import write_xlsx
from knowledge_base.errors import DocumentError

SOURCES = Path(__file__).parent
ARTICLES = SOURCES.parent / "articles"
_RECORD = "built.json"

Writer = Callable[[str], bytes]

# The longer suffix of ".scan.pdf.md" must be tried before ".pdf.md".
_WRITERS: dict[str, Writer] = {
    ".scan.pdf.md": write_scan,
    ".docx.md": write_docx,
    ".pdf.md": write_pdf,
    ".pptx.md": write_pptx,
    ".xlsx.md": write_xlsx,
    ".bpmn.yaml": write_bpmn,
}


@dataclass(frozen=True)
class Job:
    """One source and the document that is made of it."""

    source: Path
    target: Path
    writer: Writer

    @property
    def digest(self) -> str:
        """A fingerprint of the source's content."""
        return hashlib.sha256(self.source.read_bytes()).hexdigest()[:16]


def jobs(sources: Path = SOURCES, articles: Path = ARTICLES) -> list[Job]:
    """Return what is to be built from the sources, in a fixed order."""
    return [
        Job(source, articles / source.parent.relative_to(sources) / source.stem, _writer_for(source))
        for source in sorted(sources.glob("[!_]*/*.*"))
    ]


def outdated(sources: Path = SOURCES, articles: Path = ARTICLES) -> list[Job]:
    """Return the documents that are missing or were built from another state of their source."""
    built = _read_record(sources)
    return [
        job
        for job in jobs(sources, articles)
        if not job.target.exists() or built.get(_key(job, articles)) != job.digest
    ]


def build(todo: list[Job], sources: Path = SOURCES, articles: Path = ARTICLES) -> None:
    """Write the documents and record what each was built from."""
    built = _read_record(sources)
    for job in todo:
        job.target.parent.mkdir(parents=True, exist_ok=True)
        job.target.write_bytes(_written(job))
        built[_key(job, articles)] = job.digest
    current = {_key(job, articles) for job in jobs(sources, articles)}
    kept = {key: digest for key, digest in sorted(built.items()) if key in current}
    (sources / _RECORD).write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def _written(job: Job) -> bytes:
    try:
        return job.writer(job.source.read_text(encoding="utf-8"))
    except DocumentError as exc:
        raise DocumentError(f"{job.source.name}: {exc.message}", exc.remedy) from exc


def _writer_for(source: Path) -> Writer:
    for suffix, writer in _WRITERS.items():
        if source.name.endswith(suffix):
            return writer
    raise DocumentError(f"{source.name}: Für diese Endung gibt es keine Bauanleitung.")


def _key(job: Job, articles: Path) -> str:
    return job.target.relative_to(articles).as_posix()


def _read_record(sources: Path) -> dict[str, str]:
    record = sources / _RECORD
    return dict(json.loads(record.read_text(encoding="utf-8"))) if record.exists() else {}
