"""The local model as a process of its own: `python -m assistant.local_model`.

Serves the OpenAI protocol on a free port of the loopback address, writes the address and a random key to run/chat.json,
and stays until it gets SIGTERM or its parent is gone.
"""

import logging
import os
import secrets
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from assistant.adapters.chat_connection import ChatConnection, read_connection, remove_connection, write_connection
from assistant.adapters.model_maker import make_elsewhere
from assistant.processes.parent import die_with_parent
from assistant.settings import Settings
from knowledge_base.errors import ModelError, ModelUnavailable, StorageError
from knowledge_base.models.lock import LockedModel, Purpose, locked_model
from knowledge_base.models.model_files import has_parts, parts_folder, reader_name
from knowledge_base.models.shelf import installed_path, is_installed

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from assistant.local_model.local_model import LocalModel

_LOG = logging.getLogger(__name__)
_STOPS = (signal.SIGTERM, signal.SIGINT)
_LOOK_UP_SECONDS = 0.02
_LOOK_AGAIN_SECONDS = 1.0
_KEEP_ALIVE_SECONDS = 60
"""Longer than clients keep a connection, so that none sends a request while it is being closed."""


def main() -> int:
    """Serve until told to stop; returns the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    for number in _STOPS:  # until there is something to tidy up, a stop ends this at once, also while the model loads
        signal.signal(number, signal.SIG_DFL)
    die_with_parent()
    try:
        settings = Settings()
        with _only_server(settings.state):
            serve(settings)
    except (ModelError, StorageError) as error:
        _LOG.error("%s", error)
        return 1
    return 0


@contextmanager
def _only_server(state: Path) -> Iterator[None]:
    """Be the only server over a state folder, after waiting for another's end; raises StorageError."""
    from filelock import FileLock, Timeout

    lock = FileLock(state / "run" / "chat-server.lock")
    try:
        (state / "run").mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            _LOG.info("Ein anderer Vorgang hält das Sprachmodell bereit; es wird auf sein Ende gewartet.")
            lock.acquire()
    except OSError as exc:
        raise StorageError(
            f"Der Ordner {state / 'run'} ist nicht beschreibbar ({exc.strerror}).", "Prüfen Sie die Rechte."
        ) from exc
    try:
        yield
    finally:
        lock.release()


def serve(settings: Settings) -> None:
    """Load the model, after making its parts if they are missing, and serve it until told to stop.

    Raises ModelError or StorageError when the model cannot be loaded or served.
    """
    model = locked_model(Purpose.CHAT)
    local = _load(model, settings)
    stop: SimpleQueue[None] = SimpleQueue()  # unlike an event, a signal's handler may always tell it
    key = secrets.token_urlsafe(32)
    from assistant.local_model.server import create_app

    app = create_app(local, name=model.name, reader=reader_name(model), key=key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = _server(app)
        serving = threading.Thread(target=_run, args=(server, listening, stop), name="server", daemon=True)
        serving.start()
        while not server.started and serving.is_alive():
            time.sleep(_LOOK_UP_SECONDS)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        for number in _STOPS:
            signal.signal(number, lambda *_: stop.put(None))
        connection = ChatConnection(url, model.name, key, os.getpid())
        try:
            write_connection(settings.state, connection)
            _LOG.info("Das Sprachmodell %s antwortet unter %s.", model.name, url)
            if not settings.chat_url:
                threading.Thread(target=_read_ahead, args=(local,), name="read-ahead", daemon=True).start()
            _wait_for_stop(stop, settings.state, connection)
        finally:
            remove_connection(settings.state, os.getpid())
        if not serving.is_alive():
            raise ModelError("Der Server des Sprachmodells ist abgebrochen.", "Starten Sie neu.")


def _wait_for_stop(stop: "SimpleQueue[None]", state: Path, connection: ChatConnection) -> None:
    while True:
        try:
            return stop.get(timeout=_LOOK_AGAIN_SECONDS)
        except Empty:
            if read_connection(state) != connection:  # it is gone, or another's
                write_connection(state, connection)


def _load(model: LockedModel, settings: Settings) -> "LocalModel":
    folder = settings.models_folder
    if not has_parts(model, folder):
        if not is_installed(model, folder):
            raise ModelError(
                f"Das Sprachmodell {installed_path(model, folder)} fehlt.",
                "Holen Sie es mit: python -m assistant models --fetch",
            )
        make_elsewhere(settings, _LOG.info)
    from assistant.local_model.local_model import LocalModel

    return LocalModel(
        parts_folder(model, folder),
        threads=settings.model_threads,
        context_tokens=settings.chat_context_tokens,
        writes=not settings.chat_url,  # else another server writes
    )


def _server(app: "FastAPI") -> "uvicorn.Server":
    import uvicorn

    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
    )
    return uvicorn.Server(config)


def _run(server: "uvicorn.Server", listening: socket.socket, stop: "SimpleQueue[None]") -> None:
    try:
        server.run(sockets=[listening])
    finally:
        stop.put(None)


def _read_ahead(local: "LocalModel") -> None:
    """Have the model keep the constant part of the prompt, which takes seconds to read."""
    from assistant.answering.prompting import load_template
    from assistant.local_model.chat_tokens import constant_part

    try:
        local.keep(constant_part(load_template()))
    except ModelUnavailable as error:
        _LOG.warning("Der Prompt wurde nicht vorab gelesen: %s", error)


if __name__ == "__main__":
    code = 1
    try:
        code = main()
    except Exception:  # noqa: BLE001 - the interpreter will not come to show it
        _LOG.exception("Der Server des Sprachmodells ist abgebrochen.")
    finally:
        logging.shutdown()
        # An ordinary end would pull the interpreter away from under threads that are computing.
        os._exit(code)
