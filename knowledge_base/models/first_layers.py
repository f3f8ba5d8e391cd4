"""Cuts the first layers out of a model file: what a model has understood of a text shows before its last layers."""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge_base.errors import ModelError, StorageError

if TYPE_CHECKING:
    from gguf import GGUFReader, GGUFWriter, ReaderTensor

_SPARE_BYTES = 200_000_000
_PARTIAL = ".partial"
_NEXT_WORD = "output.weight"
"""Only writing needs it; llama.cpp then puts the table of words in its place."""

_BLOCK = re.compile(r"blk\.(\d+)\.")


def write_first_layers(source: Path, target: Path, layers: int) -> None:
    """Write the GGUF file `source` to `target` with its first `layers` layers only; an older `target` is replaced.

    `target` gets its name only once it is whole. Raises ModelError when `source` is damaged or has too few layers,
    StorageError when the disk refuses.
    """
    model = _read(source)
    kept = [tensor for tensor in model.tensors if _is_kept(tensor.name, layers)]
    with _damage_told(source):
        blocks = {int(found[1]) for tensor in kept if (found := _BLOCK.match(tensor.name))}
        if blocks != set(range(layers)):
            raise ValueError(f"{len(blocks)} von {layers} Schichten")
    partial = target.with_name(target.name + _PARTIAL)
    try:
        _remove(partial)  # what a killed run has left takes space
        _check_space(target.parent, source, sum(tensor.n_bytes for tensor in kept))
        with _damage_told(source):
            _write(model, kept, partial, layers)
        shutil.copymode(source, partial)  # who may read the model may read its part, whatever mask is set here
        partial.replace(target)
        _flush(target.parent)
    except OSError as exc:
        raise StorageError(
            f"Die ersten {layers} Schichten lassen sich nicht nach {target} schreiben ({exc.strerror}).",
            "Prüfen Sie Platz und Rechte dieses Ordners.",
        ) from exc
    finally:
        _remove(partial)


def _read(source: Path) -> "GGUFReader":
    from gguf import GGUFReader

    try:
        with _damage_told(source):
            return GGUFReader(source)
    except OSError as exc:
        raise ModelError(f"Die Modelldatei {source} ist nicht lesbar ({exc.strerror}).", "Holen Sie sie neu.") from exc


def _is_kept(tensor: str, layers: int) -> bool:
    block = _BLOCK.match(tensor)
    return tensor != _NEXT_WORD if block is None else int(block[1]) < layers


def _write(model: "GGUFReader", kept: "Sequence[ReaderTensor]", target: Path, layers: int) -> None:
    import gguf

    architecture = str(model.fields[gguf.Keys.General.ARCHITECTURE].contents())
    writer = gguf.GGUFWriter(target, architecture)
    writer.data_alignment = int(model.alignment)
    try:
        _copy_values(model, writer, {gguf.Keys.LLM.BLOCK_COUNT.format(arch=architecture): layers})
        for tensor in kept:
            data = tensor.data
            writer.add_tensor_info(tensor.name, data.shape, data.dtype, data.nbytes, tensor.tensor_type)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_ti_data_to_file()
        for tensor in kept:
            writer.write_tensor_data(tensor.data)
        writer.flush()
    finally:
        writer.close()
    _flush(target)


def _copy_values(model: "GGUFReader", writer: "GGUFWriter", changed: dict[str, int]) -> None:
    """Copy all that the file says of itself, `changed` put in the place of what it said."""
    import gguf

    for name, value in model.fields.items():
        # the writer says these itself
        if name == gguf.Keys.General.ARCHITECTURE or name.startswith("GGUF."):
            continue
        kind, *of = value.types
        writer.add_key_value(name, changed.get(name, value.contents()), kind, of[-1] if of else None)


def _check_space(folder: Path, source: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + _SPARE_BYTES:
        raise StorageError(
            f"Für die ersten Schichten von {source.name} sind {(size + _SPARE_BYTES) / 1e9:.1f} GB nötig, in {folder} "
            f"sind {free / 1e9:.1f} GB frei.",
            "Schaffen Sie Platz oder setzen Sie AMTSLOTSE_MODELS auf einen Ordner mit mehr Platz.",
        )


@contextmanager
def _damage_told(source: Path) -> Iterator[None]:
    """Translate what the library raises over a file that is not as it should be."""
    try:
        yield
    except (ValueError, LookupError, TypeError, OverflowError) as exc:
        raise ModelError(f"Die Modelldatei {source} ist beschädigt ({exc}).", "Holen Sie sie neu.") from exc


def _flush(path: Path) -> None:
    """Have a file or folder on the disk before anything else happens."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
