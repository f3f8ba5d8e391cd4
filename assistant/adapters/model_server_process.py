"""The embedded chat server as a process of its own: `python -m assistant.adapters.model_server_process`.

Loads the model through llama.cpp (xllamacpp), serves the OpenAI protocol on a free port of the loopback address, writes
the address and a random key to run/chat.json, and stays until it gets SIGTERM or its parent is gone.
"""

import logging
import os
import secrets
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from assistant.adapters.chat_connection import ChatConnection, remove_connection, write_connection
from assistant.adapters.chat_server import read_prefix
from assistant.adapters.llama_server import loopback_parameters, start_server
from assistant.answering.prompting import load_template
from assistant.answering.writer import Prompt
from assistant.processes.parent import die_with_parent
from assistant.settings import Settings
from knowledge_base.errors import ModelError, ModelUnavailable
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.shelf import installed_path, is_installed

_LOG = logging.getLogger(__name__)
READ_AHEAD = "--read-ahead"
_SLOTS = 2
_KEPT_PROMPTS_MIB = 256
_PING_SECONDS = 5


def main() -> int:
    """Serve until told to stop; returns the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    die_with_parent()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        serve(Settings(), stop, read_ahead=READ_AHEAD in sys.argv)
    except ModelError as error:
        _LOG.error("%s", error)
        return 1
    return 0


def serve(settings: Settings, stop: threading.Event, *, read_ahead: bool = False) -> None:
    """Load the model and serve it until `stop` is set; `read_ahead` has it read the prompt's constant part first.

    Raises ModelError when the model cannot be loaded.
    """
    model = locked_model(Purpose.CHAT)
    path = installed_path(model, settings.models_folder)
    if not is_installed(model, settings.models_folder):
        raise ModelError(f"Das Sprachmodell {path} fehlt.", "Holen Sie es mit: python -m assistant models --fetch")
    key = secrets.token_urlsafe(32)
    server, url = _start(settings, path, alias=model.name, key=key)
    connection = ChatConnection(f"{url}/v1", model.name, key, os.getpid())
    write_connection(settings.state, connection)
    _LOG.info("Das Sprachmodell %s antwortet unter %s.", model.name, url)
    try:
        if read_ahead:  # in a thread, because reading takes ten seconds and a stop must not wait for it
            threading.Thread(target=_read_ahead, args=(connection, settings), daemon=True).start()
        stop.wait()
    finally:
        remove_connection(settings.state, os.getpid())
        del server


def _read_ahead(connection: ChatConnection, settings: Settings) -> None:
    template = load_template()
    try:
        read_prefix(
            connection, Prompt(template.system, template.examples, ""), timeout_seconds=settings.chat_timeout_seconds
        )
    except ModelUnavailable as error:
        _LOG.warning("Der Prompt wurde nicht vorab gelesen: %s", error)


def _start(settings: Settings, path: Path, *, alias: str, key: str) -> tuple[Any, str]:
    parameters = loopback_parameters(settings, path, alias=alias, key=key)
    parameters.n_ctx = settings.chat_context_tokens
    parameters.n_parallel = _SLOTS
    parameters.kv_unified = True
    parameters.cache_ram_mib = _KEPT_PROMPTS_MIB
    parameters.sse_ping_interval = _PING_SECONDS
    return start_server(parameters)


if __name__ == "__main__":
    sys.exit(main())
