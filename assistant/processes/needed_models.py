"""Which models the settings need, and bringing those that are missing."""

from pathlib import Path

from assistant.settings import Settings
from knowledge_base.embedding_source import find_embedding_model, hub_snapshot
from knowledge_base.errors import ModelError
from knowledge_base.models.fetch import Report, fetch_model
from knowledge_base.models.lock import LockedModel, Purpose, locked_model, read_lock
from knowledge_base.models.model_files import has_parts, make_parts
from knowledge_base.models.shelf import is_installed


def needed_models(settings: Settings) -> list[LockedModel]:
    """Return the built-in models that are in use."""
    in_use = {
        Purpose.EMBEDDING: uses_built_in_embedding(settings),
        Purpose.CHAT: settings.chat_enabled and not settings.chat_url,
    }
    return [model for model in read_lock() if in_use[model.purpose]]


def uses_built_in_embedding(settings: Settings) -> bool:
    """Tell whether passages are embedded by the built-in model."""
    return any(model.name == settings.embedding_model for model in read_lock() if model.purpose is Purpose.EMBEDDING)


def missing_models(settings: Settings) -> list[LockedModel]:
    """Return the built-in models that are in use and not there yet; of the chat model, its parts are enough."""
    return [model for model in needed_models(settings) if not _is_there(model, settings.models_folder)]


def _is_there(model: LockedModel, folder: Path) -> bool:
    return is_installed(model, folder) or (model.purpose is Purpose.CHAT and has_parts(model, folder))


def has_embedding_model(settings: Settings) -> bool:
    """Tell whether the embedding model that is set can be loaded."""
    try:
        find_embedding_model(settings)
    except ModelError:
        return False
    return True


def parts_are_missing(settings: Settings) -> bool:
    """Tell whether the embedded chat model is to run, and what it is computed from is not made yet."""
    return settings.wants_local_model and not has_parts(locked_model(Purpose.CHAT), settings.models_folder)


def fetch_for_parts(settings: Settings, report: Report) -> None:
    """Bring the chat model where it only reads; raises DownloadError, ModelError or StorageError."""
    model = locked_model(Purpose.CHAT)
    if parts_are_missing(settings) and not is_installed(model, settings.models_folder):
        fetch_model(model, settings.models_folder, report)


def make_missing_parts(settings: Settings) -> None:
    """Make the parts from the chat model, which must be there; raises ModelError or StorageError."""
    if settings.wants_local_model:
        make_parts(locked_model(Purpose.CHAT), settings.models_folder)


def fetch_needed(settings: Settings, report: Report) -> None:
    """Bring every model in use that is missing; raises DownloadError, ModelError or StorageError."""
    for model in missing_models(settings):
        fetch_model(model, settings.models_folder, report)
    if not uses_built_in_embedding(settings) and not has_embedding_model(settings):
        hub_snapshot(settings.embedding_model, settings.models_folder, download=True)
