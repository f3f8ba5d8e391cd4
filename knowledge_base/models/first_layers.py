"""Builds a chat model's first layers anew for reading: what a model understood of a text shows before its last layers.

The graph is that of Qwen2 (Yang et al., "Qwen2 Technical Report", 2024): grouped-query attention with rotary positions
(Su et al., 2021), root mean square norms, SwiGLU. Weights are kept as 8-bit integers with one scale a row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from knowledge_base.errors import ModelError
from knowledge_base.models.openvino_library import import_openvino

if TYPE_CHECKING:
    from gguf import GGUFReader, ReaderTensor

ARCHITECTURE = "qwen2"
_LARGEST = 127
"""Of a signed byte."""

_ROWS_AT_ONCE = 8192


def build_first_layers(source: "GGUFReader", layers: int) -> Any:
    """Return an openvino.Model: from tokens, shape (1, n), and the first and end of some of them to two states in one.

    The states after `layers` layers, shape (1, 2 * width): that of the last token, and the mean of those from the first
    to before the end; both went through the model's last norm. Raises ValueError or LookupError for a file that does
    not hold such a model.
    """
    return _Graph(source).model(layers)


class _Graph:
    """Writes down one model's layers in OpenVINO's operations."""

    def __init__(self, source: "GGUFReader") -> None:
        self._ov = import_openvino()
        self._op = self._ov.opset13
        self._tensors = {tensor.name: tensor for tensor in source.tensors}
        self._fields = source.fields
        if (named := str(self._fields["general.architecture"].contents())) != ARCHITECTURE:
            raise ValueError(f"Bauart {named} statt {ARCHITECTURE}")
        self._width = int(self._value("embedding_length"))
        self._heads = int(self._value("attention.head_count"))
        self._shared_heads = int(self._value("attention.head_count_kv"))
        self._head_width = self._width // self._heads
        self._smallest = np.float32(self._value("attention.layer_norm_rms_epsilon"))

    def model(self, layers: int) -> Any:
        op = self._op
        tokens = op.parameter([1, -1], self._ov.Type.i64, "tokens")
        first, end = (op.parameter([1], self._ov.Type.i64, name) for name in ("first", "end"))
        state = op.gather(self._matrix("token_embd"), tokens, op.constant(0))
        turns = self._turns(tokens)
        for number in range(layers):
            block = f"blk.{number}."
            state = op.add(state, self._attention(self._norm(state, f"{block}attn_norm"), block, turns))
            state = op.add(state, self._feed_forward(self._norm(state, f"{block}ffn_norm"), block))
        last = op.gather(state, op.constant(-1), op.constant(1))
        some = op.slice(state, first, end, op.constant([1]), op.constant([1]))
        mean = op.reduce_mean(some, op.constant([1]), False)
        both = op.concat([self._norm(one, "output_norm") for one in (last, mean)], -1)
        return self._ov.Model([both], [tokens, first, end], f"first {layers} layers")

    def _turns(self, tokens: Any) -> tuple[Any, Any]:
        """Return cosine and sine by which a head is turned at each position, shapes (n, numbers of a head)."""
        op, half = self._op, self._head_width // 2
        speeds = float(self._value("rope.freq_base")) ** -(np.arange(half) / half)
        count = op.gather(op.shape_of(tokens), op.constant(1), op.constant(0))
        positions = op.unsqueeze(op.range(op.constant(0), count, op.constant(1), "f32"), op.constant(1))
        angles = op.multiply(positions, op.constant(np.concatenate([speeds, speeds])[None].astype(np.float32)))
        return op.cos(angles), op.sin(angles)

    def _attention(self, state: Any, block: str, turns: tuple[Any, Any]) -> Any:
        op = self._op
        asks = self._turned(self._split(self._linear(state, f"{block}attn_q", biased=True), self._heads), turns)
        keys = self._turned(self._split(self._linear(state, f"{block}attn_k", biased=True), self._shared_heads), turns)
        values = self._split(self._linear(state, f"{block}attn_v", biased=True), self._shared_heads)
        mixed = op.scaled_dot_product_attention(asks, self._for_all(keys), self._for_all(values), causal=True)
        joined = op.reshape(op.transpose(mixed, self._shape(0, 2, 1, 3)), self._shape(1, -1, self._width), False)
        return self._linear(joined, f"{block}attn_output")

    def _feed_forward(self, state: Any, block: str) -> Any:
        op = self._op
        gate = op.swish(self._linear(state, f"{block}ffn_gate"))
        return self._linear(op.multiply(gate, self._linear(state, f"{block}ffn_up")), f"{block}ffn_down")

    def _split(self, state: Any, heads: int) -> Any:
        op = self._op
        parts = op.reshape(state, self._shape(1, -1, heads, self._head_width), False)
        return op.transpose(parts, self._shape(0, 2, 1, 3))

    def _turned(self, heads: Any, turns: tuple[Any, Any]) -> Any:
        op = self._op
        first, second = op.split(heads, op.constant(-1), 2).outputs()
        across = op.concat([op.negative(second), first], -1)
        return op.add(op.multiply(heads, turns[0]), op.multiply(across, turns[1]))

    def _for_all(self, shared: Any) -> Any:
        """Give each head the keys or values that it shares with its neighbours."""
        op, sharing = self._op, self._heads // self._shared_heads
        apart = op.unsqueeze(shared, op.constant(2))
        several = op.broadcast(apart, self._shape(1, self._shared_heads, sharing, 1, 1), broadcast_spec="BIDIRECTIONAL")
        return op.reshape(several, self._shape(0, self._heads, -1, self._head_width), True)

    def _norm(self, state: Any, name: str) -> Any:
        op = self._op
        square = op.reduce_mean(op.multiply(state, state), op.constant([-1]), True)
        length = op.sqrt(op.add(square, op.constant(self._smallest)))
        return op.multiply(op.divide(state, length), self._vector(f"{name}.weight"))

    def _linear(self, state: Any, name: str, *, biased: bool = False) -> Any:
        result = self._op.matmul(state, self._matrix(name), False, True)
        return self._op.add(result, self._vector(f"{name}.bias")) if biased else result

    def _matrix(self, name: str) -> Any:
        op, wide = self._op, self._ov.Type
        small, scale = _as_bytes(self._tensors[f"{name}.weight"])
        return op.convert(op.multiply(op.convert(op.constant(small), wide.f16), op.constant(scale)), wide.f32)

    def _vector(self, name: str) -> Any:
        return self._op.constant(_numbers(self._tensors[name], slice(None)))

    def _shape(self, *lengths: int) -> Any:
        return self._op.constant(np.array(lengths))

    def _value(self, name: str) -> Any:
        return self._fields[f"{ARCHITECTURE}.{name}"].contents()


def _as_bytes(tensor: "ReaderTensor") -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """Return a matrix as signed bytes and the scale of each row; a part at a time, for the table of words is large."""
    small, scales = [], []
    for start in range(0, len(tensor.data), _ROWS_AT_ONCE):
        numbers = _numbers(tensor, slice(start, start + _ROWS_AT_ONCE))
        scale = (np.abs(numbers).max(axis=1, keepdims=True) / _LARGEST).astype(np.float16)
        scale[scale == 0] = 1
        small.append(np.round(numbers / scale.astype(np.float32)).clip(-_LARGEST, _LARGEST).astype(np.int8))
        scales.append(scale)
    return np.concatenate(small), np.concatenate(scales)


def _numbers(tensor: "ReaderTensor", rows: slice) -> npt.NDArray[np.float32]:
    from gguf.quants import dequantize

    return np.asarray(dequantize(tensor.data[rows], tensor.tensor_type), np.float32)


@contextmanager
def damage_told(source: Path) -> Iterator[None]:
    """Translate what the libraries raise over a model file that is not as it should be."""
    try:
        yield
    except (ValueError, LookupError, TypeError, OverflowError, RuntimeError) as exc:
        raise ModelError(f"Die Modelldatei {source} ist beschädigt ({exc}).", "Holen Sie sie neu.") from exc
