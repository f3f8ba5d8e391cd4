"""One run: plan, guard against mistakes, repair what a killed run left, carry out, report."""

import time
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from ingest.disk_space import require_space
from ingest.guard import check_removal
from ingest.index_writer import IndexWriter
from ingest.lock import ingest_lock
from ingest.plan import Action
from ingest.plan_run import plan_run
from ingest.progress import NoProgress, Progress
from ingest.reader import DocumentReader
from ingest.reader_process import ReaderProcess
from ingest.recut import note_rules
from ingest.repair import UnfinishedMark, is_damaged, repair
from ingest.report import FileLine, RunReport
from ingest.sources import Sources
from ingest.steps import STAYS, Steps, unread_line
from knowledge_base.bootstrap import KnowledgeBase
from knowledge_base.errors import StorageError
from knowledge_base.likeness.find_like_passages import FindLikePassages

LAST_RUN = "last_run.json"


class Run:
    """One run over files and folders."""

    def __init__(
        self,
        base: KnowledgeBase,
        state: Path,
        progress: Progress | None = None,
        *,
        reader: DocumentReader | None = None,
        allow_removal: bool = False,
    ) -> None:
        self._base = base
        self._state = state
        self._progress: Progress = progress or NoProgress()
        self._reader: DocumentReader = reader or ReaderProcess()
        self._allow_removal = allow_removal
        self._writer = IndexWriter(base)
        self._mark = UnfinishedMark(state)
        self._report = RunReport(datetime.now(tz=UTC))
        began = self._report.started_at
        self._steps = Steps(base, self._writer, reader=self._reader, progress=self._progress, began=began)

    def carry_out(self, paths: Iterable[Path]) -> RunReport:
        """Bring the knowledge base in line with what lies on disk.

        Raises RemovalRefused, AlreadyRunning, IndexMismatch, StorageError, ModelError; a file that cannot be read is
        only reported.
        """
        began = time.monotonic()
        with ingest_lock(self._state), closing(self._reader):
            sources, steps = plan_run(self._base, paths, reader=self._reader, progress=self._progress)
            if not self._allow_removal:
                check_removal(sources.roots, steps, self._base.registry.sources())
            if self._mark.is_set() or is_damaged(self._base):
                self._mark.set()
                self._report.repaired = repair(self._base, self._writer)
            if any(step.action is not Action.KEEP for step in steps):
                if any(step.reads for step in steps):
                    require_space(self._state)
                self._mark.set()
                self._steps.carry_out(sources, steps)
                # The index may have found no room for its last pages and say nothing.
                require_space(self._state)
            self._report.warnings += note_rules(self._base.registry)
            new = any(step.reads for step in steps)
            if (new and self._base.registry.laws()) or not self._base.register_is_embedded():
                self._base.embed_register(self._progress.registered)
            self._mark.clear()
            self._find_like_passages()
            self._report_skipped(sources)
            self._report.files += self._steps.lines
            self._report.files += [unread_line(step) for step in steps if step.action is Action.KEEP]
            self._report.documents, self._report.passages = self._base.registry.counts()
            self._report.embedded = self._writer.embedded
            self._report.seconds = time.monotonic() - began
            self._report.save(self._state / "ingest" / LAST_RUN)
        return self._report

    def _find_like_passages(self) -> None:
        """Compare the documents; that this fails harms none of them, and the next run does it."""
        try:
            FindLikePassages(self._base).update(self._progress.compared)
        except StorageError as exc:
            self._report.warnings.append(
                f"Doppeltes und Widersprüche wurden nicht gesucht, erst beim nächsten Lauf: {exc}"
            )

    def _report_skipped(self, sources: Sources) -> None:
        held = self._base.registry.sources()
        for skipped in sources.skipped:
            action = "refuse" if skipped.is_fault else "skip"
            stays = (STAYS,) if skipped.is_fault and str(skipped.path) in held else ()
            self._report.files.append(FileLine(str(skipped.path), action, reason=skipped.reason, warnings=stays))
