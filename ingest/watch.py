"""Runs again whenever something is saved, renamed or deleted below the watched paths."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event

from ingest.progress import Progress
from ingest.report import RunReport
from ingest.run import Run
from knowledge_base.bootstrap import open_knowledge_base
from knowledge_base.errors import AmtslotseError, ConfigurationError, RemovalRefused, StorageError
from knowledge_base.index import Embedder
from knowledge_base.settings import KnowledgeSettings

QUIET_MS = 600
"""A run begins when nothing has changed for so long: programs save in several steps."""

LATEST_MS = 5_000
"""A run begins at the latest after so long, though files go on changing."""

AGAIN_SECONDS = 30.0
"""Tried again after so long when another process was in the way."""

LOOK_SECONDS = 600.0
"""Everything is looked at after so long without a word: drives of other machines do not tell of every change."""


class Watcher:
    """Keeps a knowledge base in line with folders; opens it for each run only, so that others may use it meanwhile."""

    def __init__(self, settings: KnowledgeSettings, paths: Iterable[Path], progress: Callable[[], Progress]) -> None:
        self._settings = settings
        self._paths = [path.expanduser().resolve() for path in paths]
        self._progress = progress
        self._embedder: Embedder | None = None
        self._ran = False

    def reports(self, stop: Event, *, poll: bool = False) -> Iterator[RunReport | AmtslotseError]:
        """Yield the report of a run at once and after each change, until `stop` is set; or why it was not possible.

        With `poll` the files are looked at instead of waiting to be told, for drives of other machines.
        Raises AmtslotseError when not even the first run is possible, other than because somebody is in the way.
        """
        from watchfiles import watch

        due = time.monotonic()
        # One watcher throughout: what changes during a run is told after it.
        for changes in watch(
            *self._folders(),
            watch_filter=lambda _change, path: is_watched(Path(path)),
            debounce=LATEST_MS,
            step=QUIET_MS,
            stop_event=stop,
            rust_timeout=1_000,
            yield_on_timeout=True,
            force_polling=poll or None,
        ):
            if changes or time.monotonic() >= due:
                outcome = self._run()
                due = time.monotonic() + (LOOK_SECONDS if isinstance(outcome, RunReport) else AGAIN_SECONDS)
                yield outcome

    def _run(self) -> RunReport | AmtslotseError:
        try:
            with open_knowledge_base(self._settings, embedder=self._embedder) as base:
                report = Run(base, self._settings.state, self._progress()).carry_out(self._paths)
                self._ran = True
                if report.embedded:
                    self._embedder = base.embedder  # loaded anyway; the next run need not wait for it
                return report
        except AmtslotseError as exc:
            if not self._ran and not isinstance(exc, StorageError | RemovalRefused):
                raise
            return exc

    def _folders(self) -> list[Path]:
        """Return what is watched: of a single file its folder, because programs replace a file when they save."""
        for path in self._paths:
            if not path.exists():
                raise ConfigurationError(f"{path} gibt es nicht.", "Bitte den Pfad prüfen.")
        return sorted({path if path.is_dir() else path.parent for path in self._paths})


def is_watched(path: Path) -> bool:
    """Tell whether a change there can matter: lock files of Office and hidden files cannot."""
    return not path.name.startswith((".", "~$", "__")) and path.suffix.lower() not in {".tmp", ".part", ".crdownload"}
