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
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended just before
            os.kill(os.getpid(), signal.SIGTERM)
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_POLL_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def child_setup() -> Callable[[], None] | None:
    """Return what a child of this process does before its program starts (Popen's preexec_fn), if there is a way.

    Linux then sends it SIGTERM when the thread that started it ends. To be given to Popen whatever the program does
    itself: only here is it known who the parent was.
    """
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)  # loaded here: between fork and exec only system calls are safe
    parent = os.getpid()

    def before_start() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # what a handler of the parent's noted would be lost
        library.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended just before
            os._exit(1)

    return before_start
