"""Makes the plan of a run and puts one job into the queue for each file that is to be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.guard import check_removal
from ingest.index_writer import IndexWriter
from ingest.jobs.queue import INGEST, QUEUE, TIDY
from ingest.lock import ingest_lock
from ingest.plan import Action
from ingest.plan_run import plan_run
from ingest.progress import NoProgress
from ingest.reader_process import ReaderProcess
from ingest.steps import Steps
from knowledge_base.bootstrap import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Enqueued:
    """What became of a plan: jobs put in, files that had one already, documents removed or renamed, files as before."""

    jobs: int
    waiting_already: int
    settled: int
    kept: int


def enqueue(base: KnowledgeBase, state: Path, paths: Iterable[Path], *, queue: Any, allow_removal: bool) -> Enqueued:
    """Remove and rename at once; leave the reading to the workers.

    Raises RemovalRefused, AlreadyRunning, ConfigurationError, StorageError.
    """
    with ingest_lock(state), ReaderProcess() as reader:
        sources, steps = plan_run(base, paths, reader=reader)
        if not allow_removal:
            check_removal(sources.roots, steps, base.registry.sources())
        settled = [step for step in steps if not step.reads and step.action is not Action.KEEP]
        for step in steps:
            if step.action is Action.RENAME and step.reads:
                # A worker looks at one file alone and would not see where it was before.
                base.registry.rename(step.document_id, step.source)
        Steps(base, IndexWriter(base), reader=reader, progress=NoProgress()).carry_out(sources, settled)
        archives = {file.source: file.archive or file.path for file in sources.files}
        wanted = {str(archives[step.source]) for step in steps if step.reads}
        new = [path for path in sorted(wanted) if put_in(queue, INGEST, lock=path, path=path)]
        if new:
            put_in(queue, TIDY, lock=TIDY)
    kept = sum(step.action is Action.KEEP for step in steps)
    return Enqueued(len(new), len(wanted) - len(new), len(settled), kept)


def put_in(queue: Any, task: str, *, lock: str, seconds: int = 0, **arguments: str) -> bool:
    """Put a job in, to be done in `seconds` at the earliest; False when one with this lock is waiting already."""
    from procrastinate.exceptions import AlreadyEnqueued

    schedule = {"schedule_in": {"seconds": seconds}} if seconds else {}
    try:
        queue.configure_task(task, queue=QUEUE, queueing_lock=lock, lock=lock, **schedule).defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True
