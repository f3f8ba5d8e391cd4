"""The threads for uploads: what fails for want of database or disk is tried again, ever less often."""

from itertools import pairwise
from queue import SimpleQueue
from time import monotonic

import pytest

from assistant.adapters import upload_workers
from assistant.adapters.upload_workers import UploadThreads
from assistant.uploads.progress_board import ProgressBoard
from knowledge_base.errors import StorageError


class FailsAtFirst:
    """Work that the disk has no room for, so many times."""

    def __init__(self, failures: int) -> None:
        self._failures = failures
        self.attempts: SimpleQueue[float] = SimpleQueue()

    def read(self, _upload_id: str) -> None:
        self.attempts.put(monotonic())
        self._failures -= 1
        if self._failures >= 0:
            raise StorageError("Der Datenträger ist voll.")

    change = read


def test_a_vain_attempt_is_repeated_later_and_later_until_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_workers, "TRY_AGAIN_SECONDS", 0.05)
    monkeypatch.setattr(upload_workers, "LONGEST_PAUSE_SECONDS", 0.2)
    work = FailsAtFirst(4)
    threads = UploadThreads(work, ProgressBoard())  # type: ignore[arg-type]
    threads.change("u1")
    times = [work.attempts.get(timeout=10) for _ in range(5)]
    threads.close()
    pauses = [after - before for before, after in pairwise(times)]
    assert all(pause >= least for pause, least in zip(pauses, (0.05, 0.1, 0.2, 0.2), strict=True)), pauses
    assert work.attempts.empty(), "what has worked is not done again"
