"""The reading process, `python -m ingest.reader_child`: reads files within limits of memory and processor time.

Started by ReaderProcess only. Takes requests from one end of a socket, answers there, ends when the other end does.
"""

import gc
import os
import pickle
import resource
import shutil
import sys
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path

from ingest.reader import ReadRequest, answer_to
from ingest.reader_messages import pack
from knowledge_base.errors import DocumentError

TOO_LARGE = DocumentError(
    "Die Datei braucht beim Lesen mehr Arbeitsspeicher als erlaubt.", "Bitte in kleinere Dokumente teilen."
)
OUT_OF_MEMORY = 71
"""Exit status when there is not even memory left to say so."""

FOLDER_PREFIX = "amtslotse-lesen-"
LARGEST_TEMPORARY_FILE = 1024**3

OBJECTS_UNTIL_COLLECTION = 20_000
"""New objects until cycles among them are looked for: with Python's 700, a tenth of the reading went into that."""


def serve(connection: "Connection[bytes, bytes]", *, memory: int, cpu_seconds: int, passages: int) -> None:
    """Answer requests until the parent is gone; `memory` in bytes of address space, `passages` of one document."""
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, LARGEST_TEMPORARY_FILE)
    _limit(resource.RLIMIT_CORE, 0)
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    while True:
        try:
            # Our own parent speaks here: nothing of a file is in it.
            request: ReadRequest = pickle.loads(connection.recv_bytes())  # noqa: S301
        except EOFError:
            _clear_up()
            return
        _limit(resource.RLIMIT_CPU, int(time.process_time()) + cpu_seconds)
        try:
            connection.send_bytes(_answer(request, passages))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _answer(request: ReadRequest, passages: int) -> bytes:
    try:
        return pack(answer_to(request, passages))
    except MemoryError:
        return pack(TOO_LARGE)
    # The top of this process: whatever a broken file makes a parser raise, the file is refused and the next one read.
    except Exception as exc:  # noqa: BLE001
        return pack(
            DocumentError(
                f"Die Datei lässt sich nicht lesen ({type(exc).__name__}).",
                "Bitte im Ursprungsprogramm öffnen und neu speichern.",
            )
        )


def _limit(what: int, value: int) -> None:
    """Lower a soft limit; a system that does not know it is left as it is."""
    try:
        hard = resource.getrlimit(what)[1]
        resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
    except (ValueError, OSError):
        return


def _end_with_parent(parent: int) -> None:
    """End when the parent was killed, even in the middle of a file."""
    while os.getppid() == parent:
        time.sleep(1)
    _clear_up()
    os._exit(1)


def _clear_up() -> None:
    """Remove the temporary folder that a killed parent could not remove."""
    folder = Path.cwd()
    if folder.name.startswith(FOLDER_PREFIX):
        shutil.rmtree(folder, ignore_errors=True)


def _main() -> None:
    fd, memory, cpu_seconds, passages = map(int, sys.argv[1:])
    gc.set_threshold(OBJECTS_UNTIL_COLLECTION, 20, 20)
    # spaCy loads torch wherever it is there, pytesseract pandas: seconds and half a gigabyte for nothing used here.
    for unused in ("torch", "pandas"):
        sys.modules[unused] = None  # type: ignore[assignment]
    # What a library prints must not get in anybody's way.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    serve(Connection(fd), memory=memory, cpu_seconds=cpu_seconds, passages=passages)


if __name__ == "__main__":
    _main()
