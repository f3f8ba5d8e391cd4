"""The reader beside the embedded chat model: a second server in the same process that tells a prompt's inner state."""

import logging
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.adapters.chat_connection import ChatConnection, write_connection
from assistant.adapters.llama_server import loopback_parameters, start_server
from assistant.settings import Settings
from knowledge_base.errors import ModelError, StorageError
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.reader_file import make_reader, reader_name

_LOG = logging.getLogger(__name__)
_MOST_TOKENS = 1024
_TOKENS_AT_ONCE = 128
"""With 1,024 the reader took 360 MB more and as much processor time (38 tokens a second of it, either way)."""

_AS_IT_IS = -1


def serve_reader(settings: Settings, connection: ChatConnection, stop: threading.Event) -> None:
    """Make the reader's file if it is missing, serve it until `stop` is set, and announce it in run/chat.json.

    Without a reader the product goes on; why there is none is logged.
    """
    model = locked_model(Purpose.CHAT)
    name = reader_name(model)
    try:
        path = make_reader(model, settings.models_folder)
        if stop.is_set():
            return
        server, url = _start(settings, path, alias=name, key=connection.api_key)
        if not stop.is_set():
            write_connection(settings.state, replace(connection, reader_url=f"{url}/v1", reader_name=name))
            _LOG.info("Der Leser %s antwortet unter %s.", name, url)
            stop.wait()
        del server
    except (ModelError, StorageError, OSError) as error:
        _LOG.warning("Es geht ohne Leser weiter: %s", error)


def _start(settings: Settings, path: Path, *, alias: str, key: str) -> tuple[Any, str]:
    parameters = loopback_parameters(settings, path, alias=alias, key=key)
    import xllamacpp

    parameters.embedding = True
    parameters.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_LAST
    parameters.embd_normalize = _AS_IT_IS
    parameters.n_ctx = _MOST_TOKENS
    parameters.n_parallel = 1
    parameters.n_batch = _TOKENS_AT_ONCE
    parameters.n_ubatch = _TOKENS_AT_ONCE
    parameters.cache_ram_mib = 0  # no prompt comes twice
    return start_server(parameters)
