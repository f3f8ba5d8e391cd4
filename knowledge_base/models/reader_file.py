"""The reader's model file: the first layers of the chat model, made once and kept beside it."""

import json
import shutil
from pathlib import Path

from knowledge_base.errors import StorageError
from knowledge_base.models.first_layers import write_first_layers
from knowledge_base.models.folder_lock import only_one
from knowledge_base.models.lock import LockedModel
from knowledge_base.models.shelf import installed_path

READER_LAYERS = 18
"""Of 28; the state after these tells best whether a text answers a question (`python -m evals fit-reader`)."""

# Raise when the cutting changes, so that files made by an older one are made anew.
_CUT = 1


def reader_name(model: LockedModel) -> str:
    """Name the reader; weights that were fitted hold for a reader of this name alone."""
    return f"{model.name}, erste {READER_LAYERS} Schichten"


def reader_path(model: LockedModel, folder: Path) -> Path:
    """Return the reader's file, there or not."""
    return folder / f"{Path(model.installed_as).stem}.first{READER_LAYERS}.gguf"


def has_reader(model: LockedModel, folder: Path) -> bool:
    """Tell quickly whether the reader is there and whole, and made from this very model."""
    path = reader_path(model, folder)
    try:
        return bool(json.loads(_note_path(path).read_text(encoding="utf-8")) == _note(model, path))
    except (OSError, ValueError):
        return False


def make_reader(model: LockedModel, folder: Path) -> Path:
    """Have the reader of an installed model in `folder` and return where; one that is there is not made again.

    Several processes may call this at once: one makes it, the others wait. Raises ModelError or StorageError.
    """
    path = reader_path(model, folder)
    if has_reader(model, folder):
        return path
    with only_one(folder):
        if not has_reader(model, folder):  # else another process has just made it
            write_first_layers(installed_path(model, folder), path, READER_LAYERS)
            _write_note(model, path)
    return path


def _write_note(model: LockedModel, path: Path) -> None:
    try:
        _note_path(path).write_text(json.dumps(_note(model, path)), encoding="utf-8")
        shutil.copymode(path, _note_path(path))
    except OSError as exc:
        raise StorageError(
            f"Die Angaben zu {path} lassen sich nicht schreiben ({exc.strerror}).",
            "Prüfen Sie Platz und Rechte dieses Ordners.",
        ) from exc


def _note_path(path: Path) -> Path:
    return path.with_suffix(".json")


def _note(model: LockedModel, path: Path) -> dict[str, object]:
    return {"source_sha256": model.sha256, "cut": _CUT, "layers": READER_LAYERS, "size": path.stat().st_size}
