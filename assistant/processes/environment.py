"""The environment of every process that the product starts."""

import os
from pathlib import Path

from pydantic import SecretStr

from assistant.settings import Settings
from knowledge_base.offline import SILENCE

REPOSITORY = Path(__file__).resolve().parents[2]
# Threads that spin longer while they wait take the processor from the chat model.
_SHORT_SPIN = {"GOMP_SPINCOUNT": "1000"}


def environment_for(settings: Settings) -> dict[str, str]:
    """Compose it: this process's, the very settings in force here, nothing that calls out, and the source tree."""
    named = {f"AMTSLOTSE_{name.upper()}": _as_text(value) for name, value in settings}
    return {
        **os.environ,
        **SILENCE,
        **_SHORT_SPIN,
        **named,
        "AMTSLOTSE_VAR": str(settings.state),
        "AMTSLOTSE_MODELS": str(settings.models_folder),
        "AMTSLOTSE_ARTICLES": str(settings.articles.expanduser().resolve()),
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONUNBUFFERED": "1",
    }


def _as_text(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return str(value).lower() if isinstance(value, bool) else str(value)
