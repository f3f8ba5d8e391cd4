"""What the chat model is computed from: two parts of it and its tokenizer, made once and kept beside the model file."""

import json
import os
import shutil
import tempfile
from pathlib import Path

from knowledge_base.errors import ModelError, StorageError
from knowledge_base.models.folder_lock import only_one
from knowledge_base.models.gguf_tokenizer import build_tokenizer
from knowledge_base.models.lock import LockedModel
from knowledge_base.models.model_graph import build_reading_part, build_writing_part, damage_told
from knowledge_base.models.openvino_library import import_openvino
from knowledge_base.models.shelf import installed_path

READER_LAYERS = 18
"""Of 28; the state after these tells best whether a text answers a question (`python -m evals fit-reader`)."""

READING_FILE, WRITING_FILE, TOKENIZER_FILE = "reading.xml", "writing.xml", "tokenizer.json"
_GRAPHS = (READING_FILE, WRITING_FILE)
_NOTE_FILE = "made_from.json"
_NEEDED_BYTES = 2_000_000_000
"""1.8 GB are written; the rest is for the office's own data on the same disk."""

# Raise when the making changes: files made by an older one stay another product's, and are made anew here.
_MADE = 1


def reader_name(model: LockedModel) -> str:
    """Name the reader; weights that were fitted hold for a reader of this name alone."""
    return f"{model.name}, erste {READER_LAYERS} Schichten, Ende und Mittel"


def parts_folder(model: LockedModel, folder: Path) -> Path:
    """Return the folder of the parts, there or not."""
    return folder / f"{Path(model.installed_as).stem}.parts-{_MADE}"


def parts_size(model: LockedModel, folder: Path) -> int:
    """Return the bytes that they take."""
    return sum(file.stat().st_size for file in parts_folder(model, folder).glob("*"))


def has_parts(model: LockedModel, folder: Path) -> bool:
    """Tell quickly whether the parts are there and whole, and made from this very model."""
    made = parts_folder(model, folder)
    try:
        return bool(json.loads((made / _NOTE_FILE).read_text(encoding="utf-8")) == _note(model, made))
    except (OSError, ValueError):
        return False


def make_parts(model: LockedModel, folder: Path) -> Path:
    """Have the parts of an installed model in `folder` and return where; what is there is not made again.

    Several processes may call this at once: one makes it, the others wait. Raises ModelError or StorageError.
    """
    made = parts_folder(model, folder)
    if has_parts(model, folder):
        return made
    with only_one(folder):
        if not has_parts(model, folder):  # else another process has just made it
            # what takes room and is of no use: what a killed run has left, and parts that are not whole
            for left in (made, *folder.glob(f".{made.name}-*")):
                shutil.rmtree(left, ignore_errors=True)
            _check_space(folder)
            try:
                _make(model, folder)
            except OSError as exc:
                raise StorageError(
                    f"Das Sprachmodell lässt sich nicht nach {made} schreiben ({exc.strerror}).",
                    "Prüfen Sie Platz und Rechte dieses Ordners.",
                ) from exc
    return made


def _make(model: LockedModel, folder: Path) -> None:
    """Write all files under another name first: what a killed run has left is never taken for a reader."""
    target, source = parts_folder(model, folder), installed_path(model, folder)
    partial = Path(tempfile.mkdtemp(dir=folder, prefix=f".{target.name}-"))
    try:
        _write(source, partial)
        (partial / _NOTE_FILE).write_text(json.dumps(_note(model, partial)), encoding="utf-8")
        _share_like(source, partial)
        for path in (*partial.iterdir(), partial):
            _flush(path)
        partial.replace(target)
        _flush(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _write(source: Path, folder: Path) -> None:
    from gguf import GGUFReader

    try:
        with damage_told(source):
            model = GGUFReader(source)
    except OSError as exc:
        raise ModelError(f"Die Modelldatei {source} ist nicht lesbar ({exc.strerror}).", "Holen Sie sie neu.") from exc
    with damage_told(source):
        build_tokenizer(model).save(str(folder / TOKENIZER_FILE))
    for file, build in zip(_GRAPHS, (build_reading_part, build_writing_part), strict=True):
        with damage_told(source):
            graph = build(model, READER_LAYERS)
        try:
            import_openvino().save_model(graph, folder / file, compress_to_fp16=False)
        except RuntimeError as exc:
            raise StorageError(f"Das Sprachmodell lässt sich nicht schreiben ({exc}).", "Schaffen Sie Platz.") from exc
        del graph  # one part in memory at a time


def _flush(path: Path) -> None:
    """Have a file or folder on the disk before anything else happens."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _share_like(source: Path, folder: Path) -> None:
    """Who may read the model may read what is made of it, whatever mask is set here."""
    mode = source.stat().st_mode & 0o777
    for file in folder.iterdir():
        file.chmod(mode)
    folder.chmod(mode | (mode & 0o444) >> 2)  # who may read a folder's files must be able to enter it


def _check_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < _NEEDED_BYTES:
        raise StorageError(
            f"Für das Sprachmodell sind {_NEEDED_BYTES / 1e9:.1f} GB nötig, in {folder} sind {free / 1e9:.1f} GB frei.",
            "Schaffen Sie Platz oder setzen Sie AMTSLOTSE_MODELS auf einen Ordner mit mehr Platz.",
        )


def weights_of(graph: str) -> str:
    """Name the file of a graph's weights.

    >>> weights_of("reading.xml")
    'reading.bin'
    """
    return str(Path(graph).with_suffix(".bin"))


def _note(model: LockedModel, folder: Path) -> dict[str, object]:
    files = (*_GRAPHS, *map(weights_of, _GRAPHS), TOKENIZER_FILE)
    return {"source_sha256": model.sha256, "sizes": {name: (folder / name).stat().st_size for name in files}}
