"""The queue of jobs in PostgreSQL (Procrastinate); several hosts put in and take out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import make_url

from knowledge_base.errors import ConfigurationError, StorageError
from knowledge_base.settings import KnowledgeSettings

QUEUE = "ingest"
INGEST, TIDY = "ingest_file", "tidy"
"""The jobs: read one file; afterwards, once all files are read, what is made of all documents together."""


@dataclass(frozen=True, slots=True)
class QueueState:
    """How many jobs wait, are being worked on, have ended well, and have failed for good."""

    waiting: int
    working: int
    done: int
    failed: int


def connection_string(settings: KnowledgeSettings) -> str:
    """Return the database's address for Procrastinate; raises ConfigurationError unless hosts can share it all."""
    if not (is_shared(settings) and settings.chroma_url):
        raise ConfigurationError(
            "Mehrere Rechner brauchen eine gemeinsame PostgreSQL-Datenbank und einen Chroma-Server.",
            "Bitte AMTSLOTSE_DATABASE_URL (postgresql+psycopg://…) und AMTSLOTSE_CHROMA_URL setzen.",
        )
    return make_url(settings.sql_url).set(drivername="postgresql").render_as_string(hide_password=False)


def is_shared(settings: KnowledgeSettings) -> bool:
    """Tell whether the database is one that several hosts can share."""
    return settings.sql_url.startswith("postgresql")


def make_queue(settings: KnowledgeSettings, *, for_worker: bool = False) -> Any:
    """Return the Procrastinate application, not yet open; a worker's is asynchronous."""
    from procrastinate import App, PsycopgConnector, SyncPsycopgConnector

    address = connection_string(settings)
    return App(connector=PsycopgConnector(conninfo=address) if for_worker else SyncPsycopgConnector(conninfo=address))


@contextmanager
def open_queue(settings: KnowledgeSettings) -> Iterator[Any]:
    """Open the queue to put jobs in or look at it, creating its tables at the first use; raises StorageError."""
    with translated_errors(), make_queue(settings).open() as queue:
        if not queue.check_connection():
            queue.schema_manager.apply_schema()
        yield queue


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn the queue's errors, and those of its connections, into StorageError."""
    from procrastinate.exceptions import ProcrastinateException
    from psycopg import Error

    try:
        yield
    except (ProcrastinateException, Error) as exc:
        raise StorageError(
            f"Die Warteschlange in der Datenbank ist nicht benutzbar: {exc}", "Bitte AMTSLOTSE_DATABASE_URL prüfen."
        ) from exc


def queue_state(queue: Any) -> QueueState:
    """Count the jobs."""
    counts: dict[str, int] = {"todo": 0, "doing": 0, "succeeded": 0, "failed": 0}
    for entry in queue.job_manager.list_queues(queue=QUEUE):
        for name in counts:
            counts[name] += entry[name]
    return QueueState(counts["todo"], counts["doing"], counts["succeeded"], counts["failed"])
