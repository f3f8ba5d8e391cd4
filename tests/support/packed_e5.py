"""Writes a tiny model in the packed 4-bit form, with known weights."""

import struct
from pathlib import Path

import numpy as np

HIDDEN, LAYERS, HEADS, WIDE, POSITIONS = 32, 2, 4, 64, 64
WORDS = (
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    *(f"▁{word}" for word in ("der", "Antrag", "wird", "geprüft")),
    *"abcdefg",
)
_LAYER_SIZES = {
    "q": (HIDDEN, HIDDEN),
    "k": (HIDDEN, HIDDEN),
    "v": (HIDDEN, HIDDEN),
    "ao": (HIDDEN, HIDDEN),
    "fi": (WIDE, HIDDEN),
    "fo": (HIDDEN, WIDE),
    "aln": (HIDDEN,),
    "oln": (HIDDEN,),
}


def pack_q4(weights: np.ndarray, scale: float = 0.125) -> bytes:
    """Pack multiples of `scale` between -8 and 7 scales into blocks of 32."""
    numbers = np.clip(np.round(weights.reshape(-1, 32) / scale) + 8, 0, 15).astype(np.uint8)
    blocks = np.zeros(len(numbers), np.dtype([("scale", "<f2"), ("halves", "u1", 16)]))
    blocks["scale"] = scale
    blocks["halves"] = numbers[:, :16] | (numbers[:, 16:] << 4)
    return blocks.tobytes()


def tiny_tensors() -> dict[str, np.ndarray]:
    """Random weights on the grid that the packed form can hold."""
    chance = np.random.default_rng(7)

    def grid(*size: int) -> np.ndarray:
        return (chance.integers(-8, 8, size) * 0.125).astype(np.float32)

    tensors = {
        "emb.word": grid(len(WORDS) + 1, HIDDEN),
        "emb.pos": grid(POSITIONS, HIDDEN),
        "emb.type": grid(2, HIDDEN),
    }
    tensors |= {"emb.ln.w": np.ones(HIDDEN, np.float32), "emb.ln.b": np.zeros(HIDDEN, np.float32)}
    for layer in range(LAYERS):
        for name, size in _LAYER_SIZES.items():
            tensors[f"l{layer}.{name}.w"] = grid(*size)
            tensors[f"l{layer}.{name}.b"] = grid(size[0])
    return tensors


def packed_bytes(tensors: dict[str, np.ndarray], words: tuple[str, ...] = WORDS) -> bytes:
    """Lay the whole file out."""
    texts = [word.encode() for word in words]
    offsets = np.cumsum([0, *(len(text) for text in texts)]).astype("<u4")
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7ifi", HIDDEN, LAYERS, HEADS, WIDE, len(words) + 1, POSITIONS, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(words), 0, 2, 1, 3, int(offsets[-1])) + offsets.tobytes()
    head += np.linspace(-1, -5, len(words), dtype="<f4").tobytes() + b"".join(texts)
    head += struct.pack("<iI", 0, 4) + b"\0\0\0\0" + struct.pack("<i", len(tensors))
    data = {name: _tensor_bytes(name, values) for name, values in tensors.items()}
    at = len(head) + sum(2 + len(name) + 21 for name in tensors)
    directory = b""
    for name, (kind, content) in data.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, tensors[name].size, at, len(content))
        at += len(content)
    return head + directory + b"".join(content for _, content in data.values())


def write_tiny_model(path: Path) -> Path:
    """Write a whole tiny model."""
    path.write_bytes(packed_bytes(tiny_tensors()))
    return path


def _tensor_bytes(name: str, values: np.ndarray) -> tuple[int, bytes]:
    if name.endswith(".w") and values.ndim == 2:
        return 1, pack_q4(values)
    return 0, values.astype("<f4").tobytes()
