"""Where the embedding model lies and which build it is: the built-in one, a local folder, or a hub name."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.document import content_hash
from knowledge_base.errors import DownloadError, ModelError
from knowledge_base.models.lock import Purpose, locked_model
from knowledge_base.models.shelf import installed_path, is_installed
from knowledge_base.settings import KnowledgeSettings

# Raise when texts are prepared for the model differently (normalisation, handling of long texts).
_PREPARATION = "1"
_SAMPLE_BYTES = 1 << 20
_IDENTITY_FILES = ("*.json", "*.safetensors", "*.bin", "*.model", "*.txt")


@dataclass(frozen=True, slots=True)
class EmbeddingSource:
    """A model that can be loaded: `location` for sentence-transformers, `label` for people and the fingerprint."""

    location: str
    label: str
    built_in: bool


def find_embedding_model(settings: KnowledgeSettings) -> EmbeddingSource:
    """Find the model that is set, without loading it; raises ModelError when it is not there.

    The label changes with anything that changes passages' vectors: the weights, the passage prefix, the preparation.
    """
    name = settings.embedding_model
    built_in = locked_model(Purpose.EMBEDDING)
    if name == built_in.name:
        if not is_installed(built_in, settings.models_folder):
            raise _missing(name, settings.models_folder)
        location, identity = installed_path(built_in, settings.models_folder), built_in.sha256
    else:
        local = Path(name).expanduser()
        location = local.resolve() if local.is_dir() else hub_snapshot(name, settings.models_folder)
        identity = _folder_identity(location)
    build = content_hash(identity, settings.embedding_passage_prefix, _PREPARATION)[:12]
    return EmbeddingSource(str(location), f"{Path(name).name}@{build}", name == built_in.name)


def hub_snapshot(name: str, folder: Path, *, download: bool = False) -> Path:
    """Return the folder of a model named as at the hub; only with `download` is the network used.

    Raises ModelError when it is not there, DownloadError when it cannot be brought.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(
            snapshot_download(
                name,
                cache_dir=folder / "hub",
                local_files_only=not download,
                ignore_patterns=["*.onnx", "onnx/*", "openvino/*", "*.h5", "*.msgpack", "*.gguf"],
            )
        )
    except (LocalEntryNotFoundError, HfHubHTTPError, HFValidationError, OSError) as exc:
        if not download:
            raise _missing(name, folder) from exc
        raise DownloadError(
            f"Das Einbettungsmodell „{name}“ lässt sich nicht vom Hub holen ({type(exc).__name__}).",
            "Prüfen Sie Name und Netz, oder setzen Sie AMTSLOTSE_EMBEDDING_MODEL auf einen Ordner mit dem Modell.",
        ) from exc


def _folder_identity(folder: Path) -> str:
    """Hash names, sizes and beginnings of a model's files: enough to notice another model, fast for large ones."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in _IDENTITY_FILES for path in folder.rglob(pattern)}):
        digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        with path.open("rb") as source:
            digest.update(source.read(_SAMPLE_BYTES))
    return digest.hexdigest()


def _missing(name: str, folder: Path) -> ModelError:
    return ModelError(
        f"Das Einbettungsmodell „{name}“ liegt weder als Ordner vor noch in {folder}.",
        "Holen Sie es mit: python -m assistant models --fetch",
    )
