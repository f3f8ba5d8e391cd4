"""The product's reader in this process: for thousands of prompts, or where no local model server runs."""

from dataclasses import dataclass

from assistant.local_model.local_model import LocalModel
from assistant.settings import Settings
from knowledge_base.errors import ConfigurationError, ModelError
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.model_files import has_parts, parts_folder, reader_name


@dataclass(frozen=True, slots=True)
class LoadedReader:
    """A Reader (see assistant.answering.reading) over a model that is loaded here."""

    name: str
    model: LocalModel

    def read(self, prompt: str) -> list[float]:
        """Return the prompt's state; raises ModelUnavailable."""
        return self.model.read(prompt)


def loaded_reader(settings: Settings) -> LoadedReader:
    """Load the product's reader; raises ConfigurationError where none is wanted, and ModelError."""
    if not settings.wants_reader:
        raise ConfigurationError(
            "Die Einstellungen wollen keinen Leser.",
            "Bitte AMTSLOTSE_READER und AMTSLOTSE_CHAT_ENABLED nicht abschalten.",
        )
    model, folder = locked_model(Purpose.CHAT), settings.models_folder
    if not has_parts(model, folder):
        raise ModelError(
            f"Das Sprachmodell {model.name} ist nicht da, das der Leser braucht.",
            "Holen Sie es mit: python -m assistant models --fetch",
        )
    loaded = LocalModel(
        parts_folder(model, folder),
        threads=settings.model_threads,
        context_tokens=settings.chat_context_tokens,
        writes=False,
    )
    return LoadedReader(reader_name(model), loaded)
