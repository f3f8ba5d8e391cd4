"""Starts llama.cpp's server (xllamacpp) in this process, for this machine alone."""

import os
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from knowledge_base.errors import ModelError


def loopback_parameters(settings: Settings, path: Path, *, alias: str, key: str) -> Any:
    """Return what every server here has in common: a free loopback port, a key, no screens, few threads."""
    # libgomp reads this when it is loaded: longer spinning lets any other busy process slow the model five times.
    os.environ["GOMP_SPINCOUNT"] = "1000"
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.model_alias = {alias}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.cors_origins = "http://127.0.0.1"
    parameters.ui = False
    parameters.endpoint_slots = False
    parameters.offline = True
    # saves 600 MB of repacked weights
    parameters.no_extra_bufts = True
    parameters.cpuparams.n_threads = settings.model_threads
    parameters.cpuparams_batch.n_threads = settings.model_threads
    return parameters


def start_server(parameters: Any) -> tuple[Any, str]:
    """Load the model and return the server, which ends when it is let go of, and its address; raises ModelError."""
    import xllamacpp

    try:
        server = xllamacpp.Server(parameters)
    except (RuntimeError, ValueError) as exc:
        raise ModelError(
            f"Das Sprachmodell {parameters.model.path} lässt sich nicht laden ({exc}).", "Holen Sie es neu."
        ) from exc
    return server, str(server.listening_address)
