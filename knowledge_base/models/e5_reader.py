"""Reads the packed 4-bit form of multilingual-e5-small; every length in the file is checked before it is believed.

The file, little-endian: "E5S1", version, shape, word list (offsets, scores, text), a character table that is not needed
here, a directory of tensors, the tensors. A packed tensor is a row of blocks of 32 weights: one 16-bit scale, then 16
bytes, whose low halves are the weights 0 to 15 and whose high halves are the weights 16 to 31, each less eight.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge_base.errors import ModelError

Weights = npt.NDArray[np.float32]

MAGIC = b"E5S1"
VERSION = 1
BLOCK = 32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])
_PLAIN, _PACKED = 0, 1
# Far above any model of this family; keeps a damaged header from asking for the whole memory.
_LARGEST = {"hidden": 8192, "layers": 128, "heads": 256, "feed_forward": 65536, "vocabulary": 2_000_000}
_MOST_TENSORS = 10_000


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class PackedModel:
    """All that the file holds: `words` are (piece, log-probability) by id; tensors are flat, by their short names."""

    shape: Shape
    words: tuple[tuple[str, float], ...]
    special_ids: dict[str, int]
    tensors: dict[str, Weights]


class _Bytes:
    """Reads values from the front of a file; raises ModelError past its end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def unpack(self, layout: str) -> tuple[int | float, ...]:
        size = struct.calcsize(layout)
        return struct.unpack(layout, self.take(size))

    def integer(self, layout: str) -> int:
        return int(self.unpack(layout)[0])

    def take(self, size: int) -> bytes:
        piece = self.at(self._at, size)
        self._at += size
        return piece

    def at(self, offset: int, size: int) -> bytes:
        if size < 0 or offset < 0 or offset + size > len(self._data):
            raise _damaged(f"bei Byte {offset} fehlen Daten")
        return self._data[offset : offset + size]


def read_packed_model(path: Path) -> PackedModel:
    """Read and unpack the file; raises ModelError when it is unreadable or damaged."""
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise ModelError(f"Die Modelldatei {path} ist nicht lesbar ({exc}).", "Laden Sie die Modelle neu.") from exc
    source = _Bytes(data)
    if source.take(4) != MAGIC or source.integer("<I") != VERSION:
        raise _damaged("falsche Kennung")
    shape = _read_shape(source)
    words, special_ids = _read_words(source, shape)
    source.take(4)
    source.take(source.integer("<I"))  # the character table: the tokenizer library normalises by itself
    return PackedModel(shape, words, special_ids, _read_tensors(source))


def _read_shape(source: _Bytes) -> Shape:
    *sizes, epsilon, block = source.unpack("<7ifi")
    hidden, layers, heads, feed_forward, vocabulary, positions, token_types = (int(size) for size in sizes)
    shape = Shape(hidden, layers, heads, feed_forward, vocabulary, positions, token_types, float(epsilon))
    for name, largest in _LARGEST.items():
        if not 1 <= getattr(shape, name) <= largest:
            raise _damaged(f"unmögliche Größe {name}={getattr(shape, name)}")
    if not (1 <= shape.positions <= 65536 and 1 <= shape.token_types <= 16 and 0 < shape.epsilon < 1):
        raise _damaged("unmögliche Größen im Kopf")
    if shape.hidden % shape.heads or block != BLOCK:
        raise _damaged("unbekannte Bauart")
    return shape


def _read_words(source: _Bytes, shape: Shape) -> tuple[tuple[tuple[str, float], ...], dict[str, int]]:
    count, *ids = (int(value) for value in source.unpack("<5i"))
    text_size = source.integer("<Q")
    if not 1 <= count <= shape.vocabulary or any(not 0 <= special < count for special in ids):
        raise _damaged("Wortliste passt nicht zum Modell")
    offsets = np.frombuffer(source.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(source.take(4 * count), "<f4")
    text = source.take(text_size)
    if offsets[-1] > text_size or any(end < start for start, end in pairwise(offsets)) or not np.isfinite(scores).all():
        raise _damaged("Wortliste beschädigt")
    try:
        pieces = [text[start:end].decode() for start, end in pairwise(offsets)]
    except UnicodeDecodeError as exc:
        raise _damaged("Wortliste ist kein UTF-8") from exc
    return tuple(zip(pieces, scores.tolist(), strict=True)), dict(zip(("bos", "eos", "pad", "unk"), ids, strict=True))


def _read_tensors(source: _Bytes) -> dict[str, Weights]:
    count = source.integer("<i")
    if not 1 <= count <= _MOST_TENSORS:
        raise _damaged(f"{count} Tensoren")
    tensors = {}
    for _ in range(count):
        name = source.take(source.integer("<H")).decode("ascii", errors="replace")
        kind, values, offset, size = (int(value) for value in source.unpack("<BIQQ"))
        tensors[name] = _unpack_tensor(kind, values, source.at(offset, size))
    return tensors


def _unpack_tensor(kind: int, count: int, data: bytes) -> Weights:
    if kind == _PLAIN and len(data) == 4 * count:
        weights = np.frombuffer(data, "<f4").astype(np.float32)
    elif kind == _PACKED and count % BLOCK == 0 and len(data) == count // BLOCK * _BLOCK_TYPE.itemsize:
        blocks = np.frombuffer(data, _BLOCK_TYPE)
        numbers = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], axis=1).astype(np.float32) - 8
        weights = (numbers * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
    else:
        raise _damaged(f"Tensor der Art {kind} mit {count} Werten in {len(data)} Bytes")
    if not np.isfinite(weights).all():
        raise _damaged("Gewichte, die keine Zahlen sind")
    return weights


def _damaged(what: str) -> ModelError:
    return ModelError(
        f"Die Modelldatei ist beschädigt: {what}.", "Laden Sie sie neu: python -m assistant models --fetch"
    )
