"""Takes jobs out of the queue and does them, until told to end; jobs of a worker that died are put back."""

import asyncio
import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ingest.index_writer import IndexWriter
from ingest.jobs.enqueue import put_in
from ingest.jobs.queue import INGEST, QUEUE, TIDY, make_queue, open_queue, queue_state, translated_errors
from ingest.plan_run import plan_run
from ingest.progress import NoProgress
from ingest.reader_process import ReaderProcess
from ingest.recut import note_rules
from ingest.report import FileLine
from ingest.steps import Steps
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.likeness.find_like_passages import FindLikePassages
from knowledge_base.settings import KnowledgeSettings

HEARTBEAT_SECONDS = 3.0
DEAD_SECONDS = 15.0
"""A worker that has not been heard of for so long is taken for dead; its job goes to another."""

ATTEMPTS = 5
"""Times that a job is tried when the database, Chroma or the model fail it."""

TIDY_AGAIN_SECONDS = 3

_log = logging.getLogger(__name__)
Told = Callable[[FileLine], None]


class Worker:
    """One worker over a shared knowledge base; `told` hears of each file."""

    def __init__(self, settings: KnowledgeSettings, told: Told) -> None:
        self._settings = settings
        self._told = told

    def work(self, *, until_empty: bool = False) -> None:
        """Do jobs until interrupted, or until there are none.

        Raises ConfigurationError, StorageError, IndexMismatch, ModelError.
        """
        with open_queue(self._settings), open_knowledge_base(self._settings) as base:
            base.registry.require_fingerprint(embedding=base.embedder.name)
            with translated_errors():
                asyncio.run(self._work(base, wait=not until_empty))

    async def _work(self, base: KnowledgeBase, *, wait: bool) -> None:
        queue = make_queue(self._settings, for_worker=True)
        self._add_tasks(queue, base)
        async with queue.open_async():
            rescue = asyncio.create_task(_put_back_jobs_of_the_dead(queue))
            try:
                await queue.run_worker_async(
                    queues=[QUEUE],
                    name=socket.gethostname(),
                    wait=wait,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=DEAD_SECONDS,
                )
            finally:
                rescue.cancel()
                with suppress(asyncio.CancelledError):
                    await rescue

    def _add_tasks(self, queue: Any, base: KnowledgeBase) -> None:
        from procrastinate import RetryStrategy

        retry = RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=2)
        queue.task(name=INGEST, queue=QUEUE, retry=retry)(lambda path: self._ingest(base, Path(path)))
        queue.task(name=TIDY, queue=QUEUE, retry=retry)(lambda: self._tidy(base))

    def _ingest(self, base: KnowledgeBase, path: Path) -> None:
        """Bring one file or archive in; one that another worker has brought in since is left alone."""
        with ReaderProcess() as reader:
            steps = Steps(base, IndexWriter(base), reader=reader, progress=NoProgress())
            steps.carry_out(*plan_run(base, [path], reader=reader))
        for line in steps.lines:
            self._told(line)

    def _tidy(self, base: KnowledgeBase) -> None:
        """Do what concerns all documents together; as long as files are being read, later."""
        with open_queue(self._settings) as queue:
            state = queue_state(queue)
            if state.waiting or state.working > 1:
                put_in(queue, TIDY, lock=TIDY, seconds=TIDY_AGAIN_SECONDS)
                return
        note_rules(base.registry)
        base.embed_register()
        FindLikePassages(base).update()


async def _put_back_jobs_of_the_dead(queue: Any) -> None:
    while True:
        for job in await queue.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=DEAD_SECONDS):
            _log.warning("Auftrag %s eines beendeten Rechners wird wiederholt.", job.id)
            await queue.job_manager.retry_job(job)
        await asyncio.sleep(HEARTBEAT_SECONDS)
