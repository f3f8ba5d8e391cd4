"""Two threads for uploads: one reads drafts, one publishes and undoes, each one after the other.

What fails because database or disk are out of reach is tried again until it works.
"""

import logging
import queue
import threading
from collections.abc import Callable

from assistant.uploads.progress_board import ProgressBoard
from assistant.uploads.upload import UploadProgress
from assistant.uploads.work import UploadWork
from knowledge_base.errors import AmtslotseError

TRY_AGAIN_SECONDS = 10.0
LONGEST_PAUSE_SECONDS = 60.0
"""Until the next attempt, which comes twice as late after each vain one: a publication starts whole processes."""
_END_SECONDS = 15.0
_log = logging.getLogger(__name__)


class UploadThreads:
    """An UploadWorkers; the threads start with the first thing to do."""

    def __init__(self, work: UploadWork, board: ProgressBoard) -> None:
        self._board = board
        self._readers = _Thread("upload-reader", work.read, board)
        self._changers = _Thread("upload-changer", work.change, board)

    def read(self, upload_id: str) -> None:
        """Have a draft read, after those that wait already."""
        self._readers.put(upload_id)

    def change(self, upload_id: str) -> None:
        """Have an upload published or undone, after those that wait already."""
        self._changers.put(upload_id)

    def close(self) -> None:
        """Stop; what is not done is taken up at the next start."""
        self._board.stop_all()
        for thread in (self._readers, self._changers):
            thread.close()


class _Thread:
    def __init__(self, name: str, work: Callable[[str], None], board: ProgressBoard) -> None:
        self._name, self._work, self._board = name, work, board
        self._waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def put(self, upload_id: str) -> None:
        self._waiting.put(upload_id)
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    def close(self) -> None:
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(_END_SECONDS)

    def _run(self) -> None:
        later: dict[str, None] = {}
        pause = TRY_AGAIN_SECONDS
        while True:
            try:
                upload_id = self._waiting.get(timeout=pause if later else None)
            except queue.Empty:
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
                for delayed in later:
                    self._board.end(delayed)
                    self._waiting.put(delayed)
                later.clear()
                continue
            if upload_id is None:
                return
            try:
                self._work(upload_id)
                pause = TRY_AGAIN_SECONDS
            except AmtslotseError as exc:
                _log.warning("an upload waits: %s", exc)
                self._board.tell(upload_id, UploadProgress(f"Wartet: {exc}"))
                later[upload_id] = None
