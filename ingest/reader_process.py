"""Reads files in a process of its own, within limits of memory and time: no file can crash or hang a run."""

import logging
import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

from ingest.reader import Answer, ReadRequest
from ingest.reader_child import FOLDER_PREFIX, OUT_OF_MEMORY, TOO_LARGE
from ingest.reader_messages import MAX_ANSWER_BYTES, unpack
from ingest.settings import IngestSettings
from knowledge_base.bare_environment import bare_environment
from knowledge_base.errors import DocumentError

AHEAD = 16
"""Requests that are sent before they are needed, so that files are read while passages are embedded.

What is read ahead waits in the connection: a dozen guides or part of a law, then the process waits.
"""

FILES_PER_PROCESS = 500
"""After so many files a new process takes over: what libraries keep of each file does not add up."""

ROOT = Path(__file__).resolve().parents[1]
"""Where this package lies, whether it is installed or not."""

SINGLE_THREADED = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one file may take: bytes of address space, seconds of processor time, seconds altogether, passages.

    `seconds` is wide because pages of a scan are read by further processes, one after the other.
    """

    memory: int = 2 * 1024**3
    cpu_seconds: int = 300
    seconds: float = 1800.0
    passages: int = 20_000


class ReaderProcess:
    """A DocumentReader with one process that is started at the first file and replaced when a file breaks it."""

    def __init__(self, limits: ReadingLimits | None = None, *, files_per_process: int = FILES_PER_PROCESS) -> None:
        self._limits = limits or ReadingLimits(passages=IngestSettings().document_passages)
        self._files_per_process = files_per_process
        self._child: _Child | None = None

    def read(self, requests: Iterable[ReadRequest]) -> Iterator[Answer]:
        """Return an iterator over the answers, in order; the first files are being read from now on."""
        rest, waiting = iter(requests), deque[ReadRequest]()
        self._send_ahead(rest, waiting)
        return self._answers(rest, waiting)

    def _answers(self, rest: Iterator[ReadRequest], waiting: deque[ReadRequest]) -> Iterator[Answer]:
        try:
            while waiting:
                answer = self._answer(waiting)
                if answer is not None:
                    waiting.popleft()
                self._send_ahead(rest, waiting)
                if answer is not None:
                    yield answer
        finally:
            if waiting:  # whoever stops listening must not get these answers to the next question
                self.close()

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _send_ahead(self, rest: Iterator[ReadRequest], waiting: deque[ReadRequest]) -> None:
        """Send requests, first those that a broken process left, then new ones."""
        if self._child is not None and not waiting and self._child.taken >= self._files_per_process:
            self.close()
        if self._child is None and waiting:
            self._child = _Child(self._limits)
            for request in waiting:
                self._child.send(request)
        while len(waiting) < AHEAD and (self._child is None or self._child.taken < self._files_per_process):
            new = next(rest, None)
            if new is None:
                return
            self._child = self._child or _Child(self._limits)
            self._child.send(new)
            waiting.append(new)

    def _answer(self, waiting: deque[ReadRequest]) -> Answer | None:
        """Return the answer to the first that waits; None when the process broke and the file gets a second chance."""
        if self._child is None:
            return None
        answer, is_broken = self._child.answer(self._limits)
        if not is_broken:
            self._child.answered += 1
            return answer
        was_fresh, self_inflicted = self._child.answered == 0, self._child.ran_out_of_time
        self.close()
        _log.info("The reading process ended at %s: %s", waiting[0].path.name, answer)
        # What earlier files left behind may be to blame.
        return answer if was_fresh or self_inflicted else None


class _Child:
    """One process with its connection; `taken` counts the files sent to it, `answered` those that came back."""

    def __init__(self, limits: ReadingLimits) -> None:
        self.taken = self.answered = 0
        self.ran_out_of_time = False
        self._folder = tempfile.TemporaryDirectory(prefix=FOLDER_PREFIX, ignore_cleanup_errors=True)
        ours, theirs = Pipe()
        self._connection: Connection[bytes, bytes] = ours
        command = [sys.executable, "-m", "ingest.reader_child", str(theirs.fileno())]
        environment = bare_environment(os.environ)
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [*command, str(limits.memory), str(limits.cpu_seconds), str(limits.passages)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
            cwd=self._folder.name,
            env={**environment, **SINGLE_THREADED, "PYTHONPATH": str(ROOT), "TMPDIR": self._folder.name},
        )
        theirs.close()

    def send(self, request: ReadRequest) -> None:
        """Ask; a broken process is noticed when its answer is missing."""
        self.taken += 1
        try:
            self._connection.send_bytes(pickle.dumps(request))
        except OSError:
            return

    def answer(self, limits: ReadingLimits) -> tuple[Answer, bool]:
        """Return the next answer, and whether the process is to be replaced."""
        try:
            if not self._connection.poll(limits.seconds):
                self.ran_out_of_time = True
                return _too_slow(f"{limits.seconds:.0f} s"), True
            answer: Answer = unpack(self._connection.recv_bytes(MAX_ANSWER_BYTES))
        except (EOFError, OSError, pickle.UnpicklingError):
            return self._cause_of_end(limits), True
        return answer, isinstance(answer, DocumentError) and answer.message == TOO_LARGE.message

    def end(self) -> None:
        """End the process with all that it started, and remove what it left."""
        self._connection.close()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._folder.cleanup()

    def _cause_of_end(self, limits: ReadingLimits) -> DocumentError:
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = 0
        if code == -signal.SIGXCPU:
            self.ran_out_of_time = True
            return _too_slow(f"{limits.cpu_seconds} s Rechenzeit")
        if code == OUT_OF_MEMORY:
            return TOO_LARGE
        return DocumentError(
            "Das Lesen der Datei ist abgestürzt.", "Bitte im Ursprungsprogramm neu speichern oder in kleinere teilen."
        )


def _too_slow(limit: str) -> DocumentError:
    return DocumentError(
        f"Das Lesen der Datei dauert zu lange (mehr als {limit}).", "Bitte in kleinere Dokumente teilen."
    )
