"""A Chroma server of the API's own, for when no other is there: ingestion could not write beside an embedded one."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

from assistant.processes.parent import child_setup
from assistant.processes.ports import free_port
from assistant.processes.state_folder import announce_chroma, withdraw_chroma
from assistant.settings import Settings
from knowledge_base.chroma_connection import chroma_folder, lock_folder, running_server
from knowledge_base.errors import StorageError

_START_SECONDS = 60.0
_POLL_SECONDS = 0.1
_END_SECONDS = 10.0


class OwnChroma:
    """Starts `chroma run` over the state folder when it is first needed; it ends with this process.

    `change_over` does its work while this process itself has let go of the folder.
    """

    def __init__(self, settings: Settings, change_over: Callable[[Callable[[], None]], None]) -> None:
        self._settings = settings
        self._change_over = change_over
        self._starting = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: FileLock | None = None

    def make_way(self) -> None:
        """See to it that other processes can write into the index; questions wait for a second when one is started.

        Raises StorageError when the server does not start, AlreadyRunning when another process holds the folder.
        """
        with self._starting:
            if not self._settings.chroma_url and running_server(self._settings.state) is None:
                self.close()
                self._change_over(self._start)

    def close(self) -> None:
        """End the server, if it is ours."""
        if self._process is not None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_END_SECONDS)
            self._process.kill()
            self._process.wait()
            self._process = None
            withdraw_chroma(self._settings.state)
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _start(self) -> None:
        state = self._settings.state
        self._lock = lock_folder(state)
        port = free_port()
        program = str(Path(sys.executable).with_name("chroma"))
        self._process = subprocess.Popen(  # noqa: S603 - installed with this product
            [program, "run", "--path", str(chroma_folder(state)), "--host", "127.0.0.1", "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=child_setup(),  # noqa: PLW1509 - one system call
        )
        try:
            announce_chroma(state, f"http://127.0.0.1:{port}", self._process.pid)
        except StorageError:
            self.close()
            raise
        until = time.monotonic() + _START_SECONDS
        while running_server(state) is None:
            if self._process.poll() is not None or time.monotonic() > until:
                self.close()
                raise StorageError(
                    "Der Index ließ sich nicht für die Aufnahme freigeben (chroma startet nicht).",
                    "Bitte alles über `make run` starten.",
                )
            time.sleep(_POLL_SECONDS)
