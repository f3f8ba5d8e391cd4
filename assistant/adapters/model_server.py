"""Has the embedded chat server at hand: the one that runs, else one for the caller's lifetime."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.adapters.chat_connection import ChatConnection, find_connection, read_connection
from assistant.adapters.chat_server import list_models
from assistant.processes.environment import environment_for
from assistant.settings import Settings
from knowledge_base.errors import ModelUnavailable
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.shelf import is_installed

SERVER_COMMAND = (sys.executable, "-m", "assistant.adapters.model_server_process")
_START_SECONDS = 120.0
_POLL_SECONDS = 0.2


@contextmanager
def connect_or_start(settings: Settings) -> Iterator[ChatConnection]:
    """Give a chat server that answers: a foreign or running one, else one that ends with this context.

    Raises ModelUnavailable when there is none and none can be started.
    """
    running = find_connection(settings) if settings.chat_url else read_connection(settings.state)
    if running is not None and (settings.chat_url or _answers(running)):
        yield running
        return
    process = _start(settings)
    try:
        yield _wait(process, settings)
    finally:
        process.terminate()
        process.wait()


def _answers(connection: ChatConnection) -> bool:
    try:
        return bool(list_models(connection))
    except ModelUnavailable:
        return False


def _start(settings: Settings) -> "subprocess.Popen[bytes]":
    model = locked_model(Purpose.CHAT)
    if not is_installed(model, settings.models_folder):
        raise ModelUnavailable(
            f"Das Sprachmodell {model.name} ist nicht da.", "Holen Sie es mit: python -m assistant models --fetch"
        )
    logs = settings.state / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    with (logs / "chat.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own module
            SERVER_COMMAND, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment_for(settings)
        )


def _wait(process: "subprocess.Popen[bytes]", settings: Settings) -> ChatConnection:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        connection = read_connection(settings.state)
        if connection is not None and connection.pid == process.pid:
            return connection
        if process.poll() is not None:
            break
        time.sleep(_POLL_SECONDS)
    raise ModelUnavailable(
        "Das eingebaute Sprachmodell ist nicht gestartet.", f"Sehen Sie nach in {settings.state / 'logs' / 'chat.log'}."
    )
