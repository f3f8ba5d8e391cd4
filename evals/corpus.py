"""Brings a folder of documents into a state folder of its own and opens it; the product's own state stays untouched."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console

from assistant.settings import Settings
from ingest.console import ProgressBar
from ingest.run import Run
from knowledge_base.bootstrap import KnowledgeBase, open_knowledge_base
from knowledge_base.errors import ConfigurationError
from knowledge_base.index import Embedder

_log = logging.getLogger(__name__)


def evals_folder(settings: Settings) -> Path:
    """Where results and the states of measured corpora lie."""
    return settings.state / "evals"


def state_for(corpus: Path, settings: Settings) -> Path:
    """Return the state folder that belongs to a corpus, so that measuring it again is quick."""
    digest = hashlib.sha256(str(corpus.resolve()).encode()).hexdigest()[:10]
    return evals_folder(settings) / "states" / f"{corpus.resolve().name}-{digest}"


@contextmanager
def open_corpus(
    corpus: Path, settings: Settings, *, state: Path | None = None, embedder: Embedder | None = None
) -> Iterator[KnowledgeBase]:
    """Ingest what is new or changed in a folder and give its knowledge base (SQLite, embedded Chroma, full text).

    Documents that cannot be read are named in the log. Raises ConfigurationError when the folder is missing, and what
    ingestion raises.
    """
    if not corpus.exists():
        raise ConfigurationError(f"{corpus} gibt es nicht.", "Bitte den Ordner mit --corpus angeben.")
    place = (state or state_for(corpus, settings)).expanduser().resolve()
    place.mkdir(parents=True, exist_ok=True)
    own = settings.model_copy(
        update={"var": place, "models": str(settings.models_folder), "database_url": "", "chroma_url": ""}
    )
    with open_knowledge_base(own, embedder=embedder) as base:
        with ProgressBar(Console(stderr=True)) as bar:
            report = Run(base, place, bar).carry_out([corpus])
        _log.info("%s", report.summary())
        if report.refused:
            names = ", ".join(Path(line.source).name for line in report.files if line.action == "refuse")
            _log.warning("Nicht lesbar und deshalb nicht dabei: %s", names)
        yield base


def today() -> date:
    """The day as of which questions are asked."""
    return datetime.now(tz=UTC).astimezone().date()
