"""Has the embedded chat server at hand: the one that runs, else one for the caller's lifetime."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.adapters.chat_connection import ChatConnection, find_connection, read_connection
from assistant.adapters.chat_server import list_models
from assistant.processes.environment import environment_for
from assistant.processes.parent import child_setup
from assistant.settings import Settings
from knowledge_base.errors import ModelUnavailable
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.model_files import has_parts
from knowledge_base.models.shelf import is_installed

SERVER_COMMAND = (sys.executable, "-m", "assistant.local_model")
_START_SECONDS = 180.0
"""For loading the model from a slow disk; making its parts, before, may take as long as it takes."""
_POLL_SECONDS = 0.2


@contextmanager
def connect_or_start(settings: Settings) -> Iterator[ChatConnection]:
    """Give a chat server that answers: the foreign one that is set, else the local one; raises ModelUnavailable."""
    if settings.chat_url:
        yield find_connection(settings)
        return
    with start_local_model(settings) as connection:
        yield connection


@contextmanager
def start_local_model(settings: Settings) -> Iterator[ChatConnection]:
    """Give the local model server: the one that runs, else one that ends with this context.

    Raises ModelUnavailable when there is none and none can be started.
    """
    process = None
    try:
        with _one_start_at_a_time(settings):
            running = read_connection(settings.state)
            if running is None or not _answers(running):
                process = _start(settings)
                running = _wait(process, settings)
        yield running
    finally:
        if process is not None:
            process.terminate()
            process.wait()


@contextmanager
def _one_start_at_a_time(settings: Settings) -> Iterator[None]:
    """Hold a lock, so that who comes second finds the first one's server."""
    from filelock import FileLock

    folder = settings.state / "run"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "chat.lock"):
            yield
    except OSError as exc:
        raise ModelUnavailable(
            f"Der Ordner {folder} ist nicht beschreibbar ({exc.strerror}).", "Prüfen Sie die Rechte."
        ) from exc


def _answers(connection: ChatConnection) -> bool:
    try:
        return bool(list_models(connection))
    except ModelUnavailable:
        return False


def _start(settings: Settings) -> "subprocess.Popen[bytes]":
    model = locked_model(Purpose.CHAT)
    if not (has_parts(model, settings.models_folder) or is_installed(model, settings.models_folder)):
        raise ModelUnavailable(
            f"Das Sprachmodell {model.name} ist nicht da.", "Holen Sie es mit: python -m assistant models --fetch"
        )
    logs = settings.state / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    with (logs / "chat.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own module
            SERVER_COMMAND,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment_for(settings),
            preexec_fn=child_setup(),  # noqa: PLW1509 - system calls only
        )


def _wait(process: "subprocess.Popen[bytes]", settings: Settings) -> ChatConnection:
    """Wait until one answers: the one just started or, as there is one at a time, another that was quicker."""
    model = locked_model(Purpose.CHAT)
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        connection = read_connection(settings.state)
        if connection is not None and _answers(connection):
            return connection
        time.sleep(_POLL_SECONDS)
        if not has_parts(model, settings.models_folder):
            deadline = time.monotonic() + _START_SECONDS
    raise ModelUnavailable(
        "Das eingebaute Sprachmodell ist nicht gestartet.", f"Sehen Sie nach in {settings.state / 'logs' / 'chat.log'}."
    )
