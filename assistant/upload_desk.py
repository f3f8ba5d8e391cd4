"""Puts the uploads together: a part of bootstrap.py, which would be too long with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.adapters.ingest_process import IngestProcess
from assistant.adapters.known_documents import RegistryDocuments
from assistant.adapters.own_chroma import OwnChroma
from assistant.adapters.sql.transactions import SqlTransactions
from assistant.adapters.sql.upload_store import SqlUploadStore
from assistant.adapters.upload_folder import UploadFolder
from assistant.adapters.upload_workers import UploadThreads
from assistant.processes.environment import environment_for
from assistant.review.removed_documents import RemovedDocuments
from assistant.settings import Settings
from assistant.uploads.manage_uploads import ManageUploads, UploadParts
from assistant.uploads.origins import UploadOrigins
from assistant.uploads.progress_board import ProgressBoard
from assistant.uploads.work import UploadWork
from knowledge_base.bootstrap import KnowledgeBase


@dataclass(frozen=True, slots=True)
class UploadDesk:
    """What editors do with uploads, and the threads and processes behind it."""

    manage: ManageUploads
    removed: RemovedDocuments
    origins: UploadOrigins
    threads: UploadThreads
    chroma: OwnChroma

    def close(self) -> None:
        """Stop the work; it is taken up at the next start."""
        self.threads.close()
        self.chroma.close()


def open_upload_desk(
    settings: Settings, knowledge: KnowledgeBase, transaction: SqlTransactions, *, command: Sequence[str]
) -> UploadDesk:
    """Open it and take up what an earlier process left undone; `command` starts ingestion."""
    folder = settings.state / "uploads"
    documents = RegistryDocuments(knowledge.registry, folder / "published")
    board = ProgressBoard()
    parts = UploadParts(
        store=SqlUploadStore(transaction),
        files=UploadFolder(folder),
        known=documents,
        board=board,
        transaction=transaction,
        now=lambda: datetime.now(UTC),
    )
    chroma = OwnChroma(settings, knowledge.change_over_dense)
    ingestion = IngestProcess(
        command, environment_for(settings), logs=settings.state / "logs", make_way=chroma.make_way
    )
    threads = UploadThreads(UploadWork(parts, ingestion), board)
    manage = ManageUploads(parts, threads)
    manage.take_up()
    removed = RemovedDocuments(knowledge.history, manage, place_of=documents.place_of)
    origins = UploadOrigins(parts.store, place_of=documents.place_of)
    return UploadDesk(manage, removed, origins, threads, chroma)
