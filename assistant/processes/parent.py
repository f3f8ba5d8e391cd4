"""Ties a child process to its parent, so that none is left behind when the parent is killed."""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_POLL_SECONDS = 1.0


def die_with_parent() -> None:
    """Have this process end when its parent ends, however that happens."""
    parent = os.getppid()
    if sys.platform == "linux":
        ask_for_death_signal()
        if os.getppid() != parent:  # it ended just before
            os.kill(os.getpid(), signal.SIGTERM)
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_POLL_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def ask_for_death_signal() -> None:
    """Ask Linux to send SIGTERM when the thread that started this process ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def child_setup() -> Callable[[], None] | None:
    """Return what the process of a foreign program does before it starts (Popen's preexec_fn), if there is a way."""
    return ask_for_death_signal if sys.platform == "linux" else None
